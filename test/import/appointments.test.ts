import { describe, expect, it } from 'vitest'
import { type FileShop, names, none, plan, shopWithFiles, show } from './file-shop.ts'

type Shown = {
  on: string
  channel: string
  purpose: string
  note: string | null
  minutes: number | null
  customer: { name: string }
}

const history = (own: FileShop): Promise<Shown[]> => own.json<Shown[]>('history')

const calendly = `Event Type Name,Start Date & Time,Event Created Date & Time,Canceled,User Name,User Email,Invitee Name,Invitee Email,Event UUID,Marked as No-Show
Tasting,2026-11-10 10:00 am,2026-11-01 09:12 pm,false,Kim Shop,kim@shop.example,Hugo Stein,hugo@stein.example,a-1,No
Zoom consult,2026-11-12 02:00 pm,2026-11-01 09:12 pm,true,Kim Shop,kim@shop.example,Ida Roth,ida@roth.example,a-2,No
Zoom consult,2026-11-13 02:00 pm,2026-11-01 09:12 pm,false,Kim Shop,kim@shop.example,Hugo Stein,hugo@stein.example,a-3,No
Tasting,2026-12-10 10:00 am,2026-11-01 09:12 pm,false,Kim Shop,kim@shop.example,Hugo Stein,hugo@stein.example,a-4,No
Tasting,2026-11-02 10:00 am,2026-11-01 09:12 pm,false,Kim Shop,kim@shop.example,Jo Falk,jo@falk.example,a-5,Yes
`

describe('a list of appointments', () => {
  it('brings the customers, and the appointments that took place', async () => {
    const own = shopWithFiles('2026-11-20')
    const { files, customers, touches, leftOut } = await plan(own, calendly)
    expect(files[0]).toMatchObject({ words: 'customers and their appointments in CSV, UTF-8', purpose: 'care' })
    expect([customers, touches]).toEqual([
      { ...none, new: 3, same: 2 },
      { ...none, new: 2, leftOut: 3 },
    ])
    expect(leftOut).toEqual([
      { kind: 'touches', reason: 'cancelled', count: 1 },
      { kind: 'touches', reason: 'after today', count: 1 },
      { kind: 'touches', reason: 'to which nobody came', count: 1 },
    ])
    expect(await history(own)).toMatchObject([
      { on: '2026-11-13', customer: { name: 'Hugo Stein' }, channel: 'video', note: 'Zoom consult' },
      { on: '2026-11-10', customer: { name: 'Hugo Stein' }, channel: 'visit', note: 'Tasting' },
    ])
    expect(await show(own, 'hugo')).toMatchObject({ since: '2026-11-10', email: 'hugo@stein.example' })
  })

  it('changes nothing the second time, and moves an appointment that was moved', async () => {
    const own = shopWithFiles('2026-11-20')
    await plan(own, calendly)
    expect((await plan(own, calendly)).touches).toEqual({ ...none, same: 2, leftOut: 3 })
    await plan(own, calendly.replace('2026-11-13', '2026-11-14'))
    expect((await history(own)).map(({ on }) => on)).toEqual(['2026-11-14', '2026-11-10'])
  })

  it.each([
    ['Planity', 'Statut', ['Annulé par le client', 'Absent', 'Non honoré'], 'Honoré'],
    ['Housecall Pro', 'Job status', ['Pro canceled', 'User canceled'], 'Complete rated'],
    ['a German salon', 'Status', ['Storniert vom Kunden', 'Nicht erschienen'], 'Nicht storniert'],
    ['a Dutch one', 'Status', ['Geannuleerd', 'Niet verschenen'], 'Niet geannuleerd'],
    ['a Spanish one', 'Estado', ['Cancelada por la clienta', 'No asistió', 'Ausente'], 'Realizada'],
    ['Cliniko', 'Did not arrive', ['Yes'], 'No'],
    ['a Swedish one', 'Status', ['Avbokad', 'Uteblev'], 'Inte avbokad'],
    ['a Polish one', 'Status', ['Odwołana', 'Nieobecna'], 'Nie odwołana'],
  ])('leaves out what did not take place in %s', async (_, title, states, taken) => {
    const own = shopWithFiles('2026-11-20')
    const rows = [taken, ...states].map((state, i) => `Ana ${'BCDE'[i]}ek,Cut,2026-11-1${i},10:00,${state}`)
    const { touches } = await plan(
      own,
      ['Client,Service,Appointment Date,Time', ...rows].join('\n').replace('\n', `,${title}\n`),
    )
    expect(touches).toEqual({ ...none, new: 1, leftOut: states.length })
    expect(await history(own)).toMatchObject([{ on: '2026-11-10', customer: { name: 'Ana Bek' } }])
  })

  it.each(['Job Description', 'Event Name'])('takes a %s beside a plain day for no appointment', async (title) => {
    const own = shopWithFiles('2026-11-20')
    const { customers, touches } = await plan(own, `Name,Email,${title},Date\nAna Ek,ana@x.example,Sales,2024-03-02\n`)
    expect({ customers, touches }).toMatchObject({ customers: { new: 1 } })
    expect(await history(own)).toEqual([])
  })

  it('takes the minutes from its end, on the day itself alone; a state beside a town is a part of the address', async () => {
    const own = shopWithFiles('2026-11-20')
    const text = `Patient,City,State,Treatment Name,Start At,End At
Ana Ek,Ocala,FL,Massage,2026-11-03 09:00,2026-11-03 10:15
Bo Ek,Ocala,FL,Massage,"November 4, 2026 11:30 am","November 4, 2026 1:00 pm"
Cy Ek,Ocala,FL,Retreat,2026-11-05 09:00,2026-11-06 10:00
Di Ek,Ocala,FL,Massage,2026-11-06 09:00,10:00:00 AM
`
    expect((await plan(own, text)).files[0]?.unread).toEqual([])
    expect(await history(own)).toMatchObject([
      { on: '2026-11-06', minutes: 60 },
      { on: '2026-11-05', minutes: null },
      { on: '2026-11-04', minutes: 90 },
      { on: '2026-11-03', minutes: 75 },
    ])
    expect(await show(own, 'ana')).toMatchObject({ address: 'Ocala, FL' })
  })

  it('in Eventbrite, is the event, where somebody came; the day of an event in a list of customers is no visit', async () => {
    const own = shopWithFiles('2026-11-20')
    const text = `First Name,Last Name,Email,Event Name,Event Start Date,Event Start Time,Checked in
Ana,Ek,ana@x.example,Bread class,2026-11-03,18:00,Yes
Bo,Ek,bo@x.example,Bread class,2026-11-03,18:00,No
`
    expect((await plan(own, text)).touches).toEqual({ ...none, new: 1, leftOut: 1 })
    expect(await history(own)).toMatchObject([{ on: '2026-11-03', note: 'Bread class', customer: { name: 'Ana Ek' } }])
    const list = 'Name,Phone,Event Date\nCy Ek,+1 352 555 0101,2026-06-20\n'
    expect((await plan(own, list)).touches).toEqual(none)
  })

  it('in Cliniko, is at a business of the shop, where nobody works who comes', async () => {
    const own = shopWithFiles('2026-11-20')
    await plan(
      own,
      'Appointment date,Start time,Patient,Practitioner,Business\n3 Nov 2026,9:00am,Ana Ek,Kim,Main Physio\n',
    )
    expect(await show(own, 'ana')).toMatchObject({ name: 'Ana Ek', company: null })
  })

  it('leaves out those that did not take place, as Jobber says it; a time of an arrival says nothing else', async () => {
    const own = shopWithFiles('2026-11-20')
    const jobber = `Job #,Date,Visit title,Client name,Client email,Visit completed,Job type
91,2026-08-24,Weekly mowing,Mia Sand,mia@sand.example,Yes,Recurring
91,2026-08-31,Weekly mowing,Mia Sand,mia@sand.example,No,Recurring
92,2026-09-02,Oak removal,Kai Whit,kai@whit.example,,One-off
`
    const { touches, leftOut } = await plan(own, jobber)
    expect(touches).toEqual({ ...none, new: 2, leftOut: 1 })
    expect(leftOut).toEqual([{ kind: 'touches', reason: 'that did not take place', count: 1 }])
    expect(await history(own)).toMatchObject([
      { on: '2026-09-02', channel: 'visit', note: 'Oak removal' },
      { on: '2026-08-24', channel: 'visit', note: 'Weekly mowing' },
    ])
    const visits = 'Client,Date,Attended,Checked in\nMia Sand,2026-10-01,no,-\nMia Sand,2026-10-02,yes,09:12\n'
    const { files, ...came } = await plan(own, visits, '--map purpose==care')
    expect(came.touches).toEqual({ ...none, new: 1, leftOut: 1 })
    expect(files[0]?.unread).toEqual([{ column: 'Checked in', holds: null }])
    const others =
      'Client,Date,Completed,Attended\nMia Sand,2026-10-05,0,Kim\nMia Sand,2026-10-06,3,no\nMia Sand,2026-10-07,12,Jo\n'
    expect((await plan(own, others, '--map purpose==care')).touches).toEqual({ ...none, new: 3 })
  })

  it('may already be logged by hand on that day, which is asked about', async () => {
    const own = shopWithFiles('2026-11-20')
    await own.cl('add "Hugo Stein" --email hugo@stein.example --since 2026-01-01')
    await own.cl('log hugo visit --on 2026-11-10')
    expect((await plan(own, calendly)).touches).toEqual({ ...none, new: 1, doubtful: 1, leftOut: 3 })
  })

  it.each([
    [
      'Acuity, with a day and a time in one column',
      `Start Time,End Time,First Name,Last Name,Phone,Email,Type,Label,Appointment ID
"November 10, 2026 10:00 am","November 10, 2026 11:00 am",Ana,Lopez,'3525550101,ana@l.example,Haircut,Checked in,991
"November 17, 2026 10:00 am","November 17, 2026 11:00 am",Ana,Lopez,'3525550101,ana@l.example,Haircut,No Show,992
`,
      60,
    ],
    [
      'Acuity, without a number, by its start and its end',
      `Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Date Scheduled
"November 10, 2026 10:00 am","November 10, 2026 10:45 am",Ana,Lopez,'3525550101,ana@l.example,Haircut,Kim,2026-10-01
"November 27, 2026 10:00 am","November 27, 2026 11:00 am",Ana,Lopez,'3525550101,ana@l.example,Haircut,Kim,2026-10-01
`,
      45,
    ],
    [
      'Fresha, without a phone, and with the day on which a row was made',
      `Appt. ref,Client,Service,Scheduled date,Time,Duration,Status,Created date,Cancelled date
#1A,Ana Lopez,Haircut,10 Nov 2026,10:30am,1h 15min,Completed,1 Nov 2026,-
#1B,Ana Lopez,Haircut,12 Nov 2026,10:30am,45min,Cancelled,1 Nov 2026,9 Nov 2026
`,
      75,
    ],
    [
      'Square, with words in capitals',
      `Start,End,Duration (min),Status,Customer Name,Customer Email,Service
2026-11-10T10:00:00-05:00,2026-11-10T11:00:00-05:00,60,ACCEPTED,Ana Lopez,ana@l.example,Haircut
2026-11-11T10:00:00-05:00,2026-11-11T11:00:00-05:00,60,CANCELLED_BY_SELLER,Ana Lopez,ana@l.example,Haircut
2026-11-12T10:00:00-05:00,2026-11-12T11:00:00-05:00,60,NO_SHOW,Ana Lopez,ana@l.example,Haircut
`,
      60,
    ],
    [
      'Shore, with a plain day beside a service',
      `Datum;Uhrzeit;Dauer;Kunde;Telefon;Leistung;Status
10.11.2026;09:00;30;Ana Lopez;0171 1112233;Haircut;abgeschlossen
12.11.2026;09:00;30;Ana Lopez;0171 1112233;Haircut;abgesagt
`,
      30,
    ],
    [
      'Setmore, with the day of the start beside its time',
      `Start Date,Start Time,End Date,End Time,Staff,Service/Class,Customer Name,Customer Email,Duration,Label,Booking ID,Status
11/10/2026,10:00 AM,11/10/2026,10:45 AM,Kim,Haircut,Ana Lopez,ana@l.example,45,No label,B1,Confirmed
11/13/2026,10:00 AM,11/13/2026,10:45 AM,Kim,Haircut,Ana Lopez,ana@l.example,45,No-show,B2,Confirmed
`,
      45,
    ],
  ])('is read as %s', async (_, text, minutes) => {
    const own = shopWithFiles('2026-11-20')
    await plan(own, text)
    expect(await names(own)).toEqual(['Ana Lopez'])
    expect(await history(own)).toMatchObject([{ on: '2026-11-10', channel: 'visit', minutes, note: 'Haircut' }])
    expect(await show(own, 'ana')).toMatchObject({ since: '2026-11-10', tags: [], note: null })
  })

  it('tells people of one name apart, and leaves out those with somebody doubtful', async () => {
    const own = shopWithFiles('2026-11-20')
    await own.cl('add "Jo Berg" --email jo@b.example')
    const text = `Appointment Date,Client,Email,Service
2026-11-10,Ana Lopez,ana@l.example,Cut
2026-11-11,Ana Lopez,other@l.example,Cut
2026-11-12,Johanna Berg,jo@b.example,Cut
`
    expect((await plan(own, text)).leftOut).toEqual([
      { kind: 'touches', reason: 'with somebody who is left out', count: 2 },
    ])
    await plan(own, text, '--doubtful new')
    expect((await history(own)).map(({ on, customer }) => [on, customer.name])).toEqual([
      ['2026-11-12', 'Johanna Berg'],
      ['2026-11-11', 'Ana Lopez (other@l.example)'],
      ['2026-11-10', 'Ana Lopez'],
    ])
  })

  it('takes a reason that is none for no cancellation', async () => {
    const own = shopWithFiles('2026-11-20')
    const text = `Appt. ref,Client,Service,Scheduled date,Cancellation Reason
#1,Ana Lopez,Cut,10 Nov 2026,N/A
#2,Bo Chen,Cut,11 Nov 2026,None
#3,Cy Dunn,Cut,12 Nov 2026,was ill
`
    await plan(own, text)
    expect((await history(own)).map(({ customer }) => customer.name)).toEqual(['Bo Chen', 'Ana Lopez'])
  })

  it.each([
    ['Cancelled', []],
    ['Confirmed', ['Status']],
  ])(
    'has read what says that it was cancelled; a state of which no word is known is not read: %s',
    async (state, unread) => {
      const own = shopWithFiles('2026-11-20')
      const header = 'Client,Service,Scheduled date,Cancelled,No-Show,Status'
      const rows = `Ana Ek,Cut,10 Nov 2026,no,no,Completed\nBo Ek,Cut,11 Nov 2026,yes,no,${state}\n`
      const { files } = await plan(own, `${header}\n${rows}`)
      expect(files[0]?.unread.map(({ column }) => column)).toEqual(unread)
    },
  )

  it('has the purpose and the channel that were said', async () => {
    const own = shopWithFiles('2026-11-20')
    await plan(own, calendly, '--map purpose==sale --map channel==call')
    const sold = { channel: 'call', purpose: 'sale' }
    expect(await history(own)).toMatchObject([sold, sold])
  })
})

it.each([
  'Name,Phone,Date,Time\nAna Lopez,352-555-0101,2026-11-10,9:00\n',
  'Name,Email,Start\nAna Lopez,ana@l.example,2024-01-05\n',
  'Name;E-Mail;Beginn;Ende\nAna Lopez;ana@l.example;15.01.2024;31.12.2026\n',
  'Name,Phone,Service,Start\nAna Lopez,352-555-0101,Weekly clean,2024-01-05\n',
  'Name,Email,Membership,Start,Type\nAna Lopez,ana@l.example,Gold,2024-01-05,Monthly\n',
])('a day in a list of customers is none of an appointment: %j', async (text) => {
  const own = shopWithFiles('2026-11-20')
  await plan(own, text)
  expect(await names(own)).toEqual(['Ana Lopez'])
  expect(await history(own)).toEqual([])
})
