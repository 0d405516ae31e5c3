import { expect, it } from 'vitest'
import { type FileShop, none, plan, shopWithFiles, show } from './file-shop.ts'

type Shown = {
  on: string
  channel: string
  purpose: string
  tone: string
  note: string | null
  customer: { name: string }
}

const history = (own: FileShop): Promise<Shown[]> => own.json<Shown[]>('history')

const today = '2026-11-20'
const list = `Name,Email,Last visit,Last contact
Ana Lopez,ana@x.example,2026-10-02,2026-11-03
Bolt,bolt@x.example,2026-11-03,2026-11-03
Cleo,cleo@x.example,in spring,
Dan,dan@x.example,2026-12-24,
`

it('brings a visit on the day on which each customer was seen last, and no touch of a contact that may be any', async () => {
  const own = shopWithFiles(today)
  const { files, touches, leftOut } = await plan(own, list)
  expect(files).toMatchObject([
    { words: 'customers and their last visits in CSV, UTF-8', unread: [{ column: 'Last contact' }] },
  ])
  expect(touches).toEqual({ ...none, new: 2, leftOut: 1 })
  expect(leftOut).toEqual([{ kind: 'touches', reason: 'after today', count: 1 }])
  expect(await history(own)).toMatchObject([
    { on: '2026-11-03', customer: { name: 'Bolt' }, channel: 'visit', purpose: 'care', tone: '+', note: 'Last visit' },
    { on: '2026-10-02', customer: { name: 'Ana Lopez' }, channel: 'visit', purpose: 'care', note: 'Last visit' },
  ])
  expect(await show(own, 'cleo')).toMatchObject({ note: 'Last visit: in spring' })
  await own.cl('undo')
  expect([await history(own), await own.json('list')]).toEqual([[], []])
})

it('changes nothing the second time; a later visit is another one', async () => {
  const own = shopWithFiles(today)
  await plan(own, list)
  expect((await plan(own, list)).touches).toEqual({ ...none, same: 2, leftOut: 1 })
  const later = list.replace('2026-10-02', '2026-11-10')
  expect((await plan(own, later)).touches).toEqual({
    ...none,
    new: 1,
    same: 1,
    leftOut: 1,
  })
  expect((await history(own)).map(({ on }) => on)).toEqual(['2026-11-10', '2026-11-03', '2026-10-02'])
})

const bolt = 'add Bolt --email bolt@x.example --since 2026-01-01'

it('is the visit of that day that is there already, by hand or from another file', async () => {
  const own = shopWithFiles(today)
  await own.all(bolt, 'log bolt visit --on 2026-11-03')
  expect((await plan(own, list)).touches).toEqual({ ...none, new: 1, same: 1, leftOut: 1 })
  const booked = shopWithFiles(today)
  const appointments = 'Client,Email,Service,Appointment date\nBolt,bolt@x.example,Cut,2026-11-03\n'
  await plan(booked, appointments)
  expect((await plan(booked, list)).touches).toEqual({ ...none, new: 1, same: 1, leftOut: 1 })
  expect((await history(booked)).map(({ on, note }) => [on, note])).toEqual([
    ['2026-11-03', 'Cut'],
    ['2026-10-02', 'Last visit'],
  ])
  const both = shopWithFiles(today)
  await both.cl(`import ${both.file('a.csv', appointments)} ${both.file('b.csv', list)}`)
  expect((await history(both)).map(({ on }) => on)).toEqual(['2026-11-03', '2026-10-02'])
})

it('may be the call that is logged on that day, or the appointment that comes later, which is asked about', async () => {
  const own = shopWithFiles(today)
  await own.all(bolt, 'log bolt call --on 2026-11-03')
  expect((await plan(own, list)).touches).toEqual({ ...none, new: 1, doubtful: 1, leftOut: 1 })
  const later = shopWithFiles(today)
  await plan(later, list)
  const event =
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Bolt\nDTSTART:20261103T090000Z\nEND:VEVENT\nEND:VCALENDAR\n'
  expect((await later.json<{ touches: object }>(`import ${later.file('a.ics', event)}`)).touches).toMatchObject({
    new: 0,
    doubtful: 1,
  })
})

it.each([
  ['Letzter Besuch', '03.10.2026'],
  ['Dernière visite', '3 octobre 2026'],
  ['Data ostatniej wizyty', '3.10.2026'],
  ['Senaste besöket', '2026-10-03'],
  ['Date of Last Service', '3 Oct 2026'],
])('knows the column %s', async (title, day) => {
  const own = shopWithFiles(today)
  await plan(own, `Name,E-Mail,${title}\nAna,ana@x.example,${day}\nBo,bo@x.example,25.09.2026\n`)
  expect((await history(own)).map(({ on, note }) => [on, note])).toEqual([
    ['2026-10-03', title],
    ['2026-09-25', title],
  ])
})

it('leaves a column without days, and one that is said to be something else', async () => {
  const words = shopWithFiles(today)
  const { files, touches } = await plan(words, 'Name,Last service\nAna,Cut & colour\nBo,Shave\n')
  expect([files[0]?.unread.map(({ column }) => column), touches]).toEqual([['Last service'], none])
  const noted = shopWithFiles(today)
  await plan(noted, list, '--map "note=Last visit"')
  expect(await history(noted)).toEqual([])
  expect(await show(noted, 'ana')).toMatchObject({ note: '2026-10-02' })
})

it('could be two days, and then stands in the note', async () => {
  const own = shopWithFiles(today)
  const { files } = await plan(own, 'Name,Last visit\nAna,1/5/2026\n')
  expect(files[0]?.unread).toMatchObject([{ column: expect.stringContaining('could be two days') }])
  expect(await show(own, 'ana')).toMatchObject({ note: 'Last visit: 1/5/2026' })
})

it('can be said of any column of days', async () => {
  const own = shopWithFiles(today)
  const file = own.file('a.csv', 'Name,Seen on\nAna,2026-10-02\nBo,2026-11-03\n')
  await own.cl(`import ${file}`, { answers: ['the day of their last visit', 'yes'] })
  expect(await history(own)).toMatchObject([{ on: '2026-11-03', note: 'Seen on' }, { channel: 'visit' }])
  await own.cl('undo')
  await plan(own, 'Name,Seen at\nAna,2026-10-02\n', '--map "last_visit=Seen at"')
  expect(await history(own)).toMatchObject([{ on: '2026-10-02', channel: 'visit', note: 'Seen at' }])
})
