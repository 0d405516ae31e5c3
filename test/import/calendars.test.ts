import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { refusal } from '../cl.ts'
import { shopWithFiles } from './file-shop.ts'

type Touch = {
  id: number
  on: string
  minutes: number | null
  channel: string
  note: string
  customer: { name: string }
}

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const calendar = (...parts: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n')

/** A shop with these customers, and the import of calendars into it. */
async function shopWith(...customers: string[]) {
  const own = shopWithFiles('2026-11-21')
  await own.all(...customers.map((each) => `add ${each}`))
  const write = (...parts: string[]) => own.file('a.ics', calendar(...parts))
  return {
    ...own,
    write,
    plan: (...parts: string[]) => own.json<Imported>(`import ${write(...parts)}`),
    days: async () => (await own.json<Touch[]>('history')).map(({ on }) => on).reverse(),
  }
}

const berlin = [
  'BEGIN:VTIMEZONE',
  'TZID:Own Berlin',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n')

describe('days', () => {
  it.each<[what: string, lines: string[], days: string[]]>([
    ['a zone as Microsoft writes it', ['DTSTART;TZID=tzone://Microsoft/Utc:20260810T080000'], ['2026-08-10']],
    [
      'the end of a rule is world time, the start is not',
      ['DTSTART;TZID=Asia/Jerusalem:20230805T123000', 'RRULE:FREQ=WEEKLY;UNTIL=20230819T093000Z'],
      ['2023-08-05', '2023-08-12', '2023-08-19'],
    ],
    [
      'the same, a minute earlier',
      ['DTSTART;TZID=Asia/Jerusalem:20230805T123000', 'RRULE:FREQ=WEEKLY;UNTIL=20230819T092900Z'],
      ['2023-08-05', '2023-08-12'],
    ],
    [
      'the end is a local midnight west of Greenwich',
      ['DTSTART;TZID=America/New_York:20230805T020000', 'RRULE:FREQ=WEEKLY;UNTIL=20230819T040000Z'],
      ['2023-08-05', '2023-08-12'],
    ],
    [
      'the same for an evening that is the next day in world time',
      ['DTSTART;TZID=America/New_York:20230804T213000', 'RRULE:FREQ=WEEKLY;UNTIL=20230819T035959Z'],
      ['2023-08-04', '2023-08-11', '2023-08-18'],
    ],
    [
      'whole days until a moment of world time, in the zone of the calendar',
      ['DTSTART;VALUE=DATE:20230805', 'RRULE:FREQ=WEEKLY;UNTIL=20230819T035959Z'],
      ['2023-08-05', '2023-08-12'],
    ],
    ...[
      ['20230811T220000Z', '2023-08-05', '2023-08-12'],
      ['20230812T215959Z', '2023-08-05', '2023-08-12'],
      ['20230811T215959Z', '2023-08-05'],
      ['20230812T000000Z', '2023-08-05', '2023-08-12'],
      ['20230812T070000Z', '2023-08-05', '2023-08-12'],
      ['20230813T065959Z', '2023-08-05', '2023-08-12'],
      ['20230812T065959Z', '2023-08-05'],
    ].map(([until, ...days]): [string, string[], string[]] => [
      `whole days until ${until}, a midnight of another zone`,
      ['DTSTART;VALUE=DATE:20230805', `RRULE:FREQ=WEEKLY;UNTIL=${until}`],
      days,
    ]),
    ...[
      ['MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=3', '2023-08-01', '2023-08-25', '2023-09-29', '2023-10-27'],
      ['MONTHLY;BYDAY=FR;BYSETPOS=1;COUNT=2', '2023-08-01', '2023-08-04', '2023-09-01'],
      ['MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE;BYSETPOS=2;COUNT=2', '2023-08-01', '2023-08-02', '2023-10-03'],
      ['MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20231001', '2023-08-01', '2023-08-31', '2023-09-29'],
      ['YEARLY;BYMONTH=8;BYDAY=TU;BYSETPOS=2;COUNT=2', '2023-08-01', '2023-08-08', '2024-08-13'],
      ['WEEKLY;BYDAY=TU;BYSETPOS=1;COUNT=2', '2023-08-01', '2023-08-08'],
      ['WEEKLY;BYDAY=FR,MO,WE;BYSETPOS=-1;COUNT=2', '2023-08-01', '2023-08-04', '2023-08-11'],
      ['WEEKLY;BYDAY=SU,MO;WKST=SU;BYSETPOS=1,-1;COUNT=2', '2023-08-01', '2023-08-06', '2023-08-07'],
    ].map(([rule, ...days]): [string, string[], string[]] => [
      `a start that need not be the day which its rule has a place for: ${rule}`,
      ['DTSTART:20230801T100000', `RRULE:FREQ=${rule}`],
      days,
    ]),
    [
      'a 29th of February, three times',
      ['DTSTART;VALUE=DATE:20160229', 'RRULE:FREQ=YEARLY;COUNT=3'],
      ['2016-02-29', '2020-02-29', '2024-02-29'],
    ],
    [
      'a zone that the file itself explains',
      ['DTSTART;TZID=Own Berlin:20230805T003000', 'RRULE:FREQ=WEEKLY;UNTIL=20230818T223000Z'],
      ['2023-08-05', '2023-08-12', '2023-08-19'],
    ],
    [
      'the end is a day, which is included',
      ['DTSTART:20230805T123000', 'RRULE:FREQ=WEEKLY;UNTIL=20230819'],
      ['2023-08-05', '2023-08-12', '2023-08-19'],
    ],
    ['a day without VALUE', ['DTSTART:20190101', 'DTEND:20190102'], ['2019-01-01']],
    [
      'days without VALUE in a list, and with a zone',
      ['DTSTART;TZID=Europe/Berlin:20190101', 'RRULE:FREQ=DAILY;COUNT=5', 'EXDATE:20190102,20190104'],
      ['2019-01-01', '2019-01-03', '2019-01-05'],
    ],
    [
      'exceptions in world time',
      [
        'DTSTART;TZID=America/New_York:20230804T213000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE:20230812T013000Z',
        'EXDATE:20230819T013000Z',
      ],
      ['2023-08-04', '2023-08-25'],
    ],
    ['a time with signs between its parts', ['DTSTART:2023-08-05T01:30:00Z'], ['2023-08-04']],
    ['a time without seconds', ['DTSTART;TZID=Europe/Berlin:20230805T0130'], ['2023-08-05']],
    ['a day with signs between its parts', ['DTSTART;VALUE=DATE:2023-08-05'], ['2023-08-05']],
    [
      'a rule for the days on which it is not',
      ['DTSTART;VALUE=DATE:20230805', 'RRULE:FREQ=WEEKLY;COUNT=5', 'EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2'],
      ['2023-08-12', '2023-08-26', '2023-09-02'],
    ],
    ...[
      ['W1 MO #3', '2023-07-31', '2023-08-07', '2023-08-14'],
      ['W1 MO', '2023-07-31', '2023-08-07'],
      ['D2 20230804T235959', '2023-07-31', '2023-08-02', '2023-08-04'],
      ['MP1 1- MO #2', '2023-07-31', '2023-08-28'],
      ['MD1 LD #2', '2023-07-31', '2023-08-31'],
      ['YM1 7 #0', '2023-07-31', '2024-07-31', '2025-07-31', '2026-07-31'],
    ].map(([rule, ...days]): [string, string[], string[]] => [
      `a rule of vCalendar 1.0: ${rule}`,
      ['DTSTART;VALUE=DATE:20230731', `RRULE:${rule}`],
      days,
    ]),
    [
      'exceptions of vCalendar 1.0',
      ['DTSTART:20230731T100000', 'RRULE:D1 #4', 'EXDATE:20230801T100000;20230803T100000'],
      ['2023-07-31', '2023-08-02'],
    ],
    ['an end before the beginning', ['DTSTART:20230805T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20230804T215959Z'], []],
    [
      'an end on the day of the beginning',
      ['DTSTART:20230805T100000', 'RRULE:FREQ=WEEKLY;UNTIL=20230805T040000Z'],
      ['2023-08-05'],
    ],
    ['world time in the zone of the calendar', ['DTSTART:20230805T013000Z'], ['2023-08-04']],
  ])('%s', async (_, lines, days) => {
    const own = await shopWith('Rosa')
    await own.plan('X-WR-TIMEZONE:America/New_York', berlin, event('UID:1', 'SUMMARY:Tea with Rosa', ...lines))
    expect(await own.days()).toEqual(days)
  })

  it('whole days until a moment of world time, in the only zone that the file explains', async () => {
    const own = await shopWith('Rosa')
    const lines = ['DTSTART;VALUE=DATE:20200903', 'RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20200916T220000Z']
    await own.plan(berlin, event('UID:1', 'SUMMARY:Tea with Rosa', ...lines))
    expect(await own.days()).toEqual(['2020-09-03', '2020-09-17'])
  })

  it('a day of a series that was changed, said as a day and in world time', async () => {
    const own = await shopWith('Rosa')
    const master = [
      'UID:1',
      'SUMMARY:Tea with Rosa',
      'DTSTART;TZID=America/New_York:20230804T213000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
    ]
    await own.plan(
      event('UID:1', 'RECURRENCE-ID:20230811', 'DTSTART:20230812T150000', 'SUMMARY:Tea with Rosa'),
      event(...master),
      event('UID:1', 'RECURRENCE-ID:20230819T013000Z', 'DTSTART:20230820T150000Z', 'SUMMARY:Rosa, at last'),
    )
    expect(await own.days()).toEqual(['2023-08-04', '2023-08-12', '2023-08-20', '2023-08-25'])
  })

  it('a day that was changed with all that follow it moves them, and says what they were', async () => {
    const own = await shopWith('Rosa', 'Bolt')
    const weekly = ['UID:1', 'SUMMARY:Tea with Rosa', 'DTSTART:20261009T100000', 'RRULE:FREQ=WEEKLY']
    await own.plan(
      event(...weekly),
      event(
        'UID:1',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261030T100000',
        'DTSTART:20261028T090000',
        'SUMMARY:Tea with Bolt',
      ),
      event('UID:1', 'RECURRENCE-ID:20261113T100000', 'DTSTART:20261114T100000', 'SUMMARY:Tea with Rosa'),
    )
    const touches = await own.json<Touch[]>('history')
    expect(touches.map(({ on, customer }) => `${on} ${customer.name}`).reverse()).toEqual([
      '2026-10-09 Rosa',
      '2026-10-16 Rosa',
      '2026-10-23 Rosa',
      '2026-10-28 Bolt',
      '2026-11-04 Bolt',
      '2026-11-14 Rosa',
      '2026-11-18 Bolt',
    ])
  })

  it('a series that is moved to an earlier day of the week has what comes before today', async () => {
    const own = await shopWith('Rosa')
    await own.plan(
      event('UID:1', 'SUMMARY:Rosa', 'DTSTART;VALUE=DATE:20261115', 'RRULE:FREQ=WEEKLY'),
      event(
        'UID:1',
        'RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261122',
        'DTSTART;VALUE=DATE:20261120',
        'SUMMARY:Rosa',
      ),
    )
    expect(await own.days()).toEqual(['2026-11-15', '2026-11-20'])
  })

  it('a series that goes on as another on the day on which it ends is once on that day', async () => {
    const own = await shopWith('Rosa')
    const plan = await own.plan(
      event('UID:1', 'SUMMARY:Rosa', 'DTSTART;VALUE=DATE:20230805', 'RRULE:FREQ=WEEKLY;UNTIL=20230819'),
      event('UID:1_R20230819', 'SUMMARY:Rosa', 'DTSTART;VALUE=DATE:20230819', 'RRULE:FREQ=WEEKLY;COUNT=2'),
      event('UID:2', 'SUMMARY:Rosa', 'DTSTART:20230819T150000'),
    )
    expect(await own.days()).toEqual(['2023-08-05', '2023-08-12', '2023-08-19', '2023-08-19', '2023-08-26'])
    expect(plan.touches).toMatchObject({ new: 5, same: 1 })
  })

  it('of two versions of one event, the newer one; two events of one UID stay two', async () => {
    const own = await shopWith('Rosa')
    await own.plan(
      event('UID:1', 'SEQUENCE:2', 'SUMMARY:Rosa', 'DTSTART:20230812T150000'),
      event('UID:1', 'SEQUENCE:1', 'SUMMARY:Rosa', 'DTSTART:20230810T150000'),
      event('UID:x', 'SUMMARY:Rosa one', 'DTSTART:20230901T150000'),
      event('UID:x', 'SUMMARY:Rosa two', 'DTSTART:20230902T150000'),
    )
    expect(await own.days()).toEqual(['2023-08-12', '2023-09-01', '2023-09-02'])
  })

  it('of two versions, the one that was changed later, where a third says no day of its last change', async () => {
    const own = await shopWith('Rosa')
    await own.plan(
      event('UID:1', 'LAST-MODIFIED:20230801T100000Z', 'SUMMARY:Rosa', 'DTSTART:20230810T150000'),
      event('UID:1', 'LAST-MODIFIED:20230802T100000Z', 'SUMMARY:Rosa', 'DTSTART:20230812T150000'),
      event('UID:1', 'LAST-MODIFIED:00000000T00</row>', 'SUMMARY:Rosa', 'DTSTART:20230814T150000'),
    )
    expect(await own.days()).toEqual(['2023-08-12'])
  })
})

it.each<[lines: string[], minutes: number | null]>([
  [['DTSTART:20230805T100000', 'DURATION:PT45M'], 45],
  [['DTSTART:20230805T100000', 'DURATION:PT1H30M'], 90],
  [['DTSTART:20230805T100000', 'DTEND:20230805T104000'], 40],
  [['DTSTART;TZID=Europe/Berlin:20230805T100000', 'DTEND;TZID=Europe/London:20230805T100000'], 60],
  [['DTSTART;TZID=Europe/Berlin:20230805T100000', 'DTEND:20230805T090000Z'], 60],
  [['DTSTART;VALUE=DATE:20230805', 'DURATION:P1D'], null],
  [['DTSTART:20230805T100000', 'DURATION:P2D'], null],
  [['DTSTART:20230805T100000'], null],
])('%j took %s minutes', async (lines, minutes) => {
  const own = await shopWith('Rosa')
  await own.plan(event('UID:1', 'SUMMARY:Rosa', ...lines))
  expect(await own.json('history')).toMatchObject([{ minutes }])
})

it.each([
  'Canceled: Tea with Rosa',
  'Cancelled - Tea with Rosa',
  '[CANCELLED] Rosa',
  'Tea with Rosa (cancelled)',
  'Tea with Rosa - canceled',
  'Abgesagt: Rosa',
  'WG: AW: Abgesagt: Rosa',
  'Storniert: Rosa',
  'Annulé : Rosa',
  'Annulée: Rosa',
  'Cancelado: Rosa',
  'Cancelada: Rosa',
  'Annullato: Rosa',
  'Geannuleerd: Rosa',
  'Odwołane: Rosa',
  'Anulowano: Rosa',
  'Inställt: Rosa',
  'Aflyst: Rosa',
  'Avlyst: Rosa',
  'Peruutettu: Rosa',
  'Zrušeno: Rosa',
])('"%s" is left out, with the reason', async (title) => {
  const own = await shopWith('Rosa')
  const plan = await own.plan(event('UID:1', 'DTSTART:20230805T100000', `SUMMARY:${title}`))
  expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'cancelled', count: 1 }])
  expect(plan.touches).toMatchObject({ new: 0, leftOut: 1 })
})

const at9 = 'DTSTART:20261105T090000'
const wholeDay = 'DTSTART;VALUE=DATE:20261105'

describe('what a meeting was', () => {
  it.each<[title: string, ...lines: string[]]>([
    ['Rosa cancelled the order', at9],
    ['Rosa: cancelled order 7', at9],
    ['Rosa complained about the bread', at9],
    ['Rosa no show', at9],
    ['Invoice Rosa', wholeDay],
    ['Reminder: call Rosa', at9],
    ['Rosa on holiday', wholeDay],
    ['Urlaub Rosa', wholeDay],
    ['Rosa en vacances', wholeDay],
    ['Rosa?', at9, 'STATUS:TENTATIVE'],
    ['Rosa', at9, 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'],
    ['Fair with Rosa', wholeDay, 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'],
    ['Moved to Friday: Rosa', at9],
    ['Moved to the 12th: Rosa', at9],
    ['Rosa, moved to a later date', at9],
    ['Verschoben: Rosa', at9],
    ['Rosa \u2013 reporte\u0301', at9],
    ['Rosa p\u0159esunuto', at9],
    ['Delivery Rosa, postponed', at9],
    ['\u274c Rosa', at9],
  ])('"%s" (%j) is doubtful', async (title, ...lines) => {
    const own = await shopWith('Rosa')
    const plan = await own.plan(event('UID:1', `SUMMARY:${title}`, ...lines))
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 1 })
  })

  it.each<[title: string, purpose: string, channel: string]>([
    ['Delivery Rosa', 'delivery', 'visit'],
    ['Rosa: feedback', 'feedback', 'visit'],
    ['Quote for Rosa', 'sale', 'visit'],
    ['Tour with Rosa', 'tour', 'visit'],
    ['Holiday party with Rosa', 'care', 'visit'],
    ['Rosa moved to new shop', 'care', 'visit'],
    ['Rosa (moved to the new shop)', 'care', 'visit'],
    ['Rosa moved to another kitchen', 'care', 'visit'],
    ['Tel. Rosa', 'care', 'call'],
    ['Appel Rosa', 'care', 'call'],
  ])('"%s" is for %s, by %s', async (title, purpose, channel) => {
    const own = await shopWith('Rosa')
    await own.plan(event('UID:1', `SUMMARY:${title}`, at9))
    expect(await own.json('history')).toMatchObject([{ purpose, channel }])
  })

  it('a name says nothing of it', async () => {
    const own = await shopWith('"Bad Wolf Bakery" --email b@wolf.example', '"Bill Late" --company "Sick Cycles"')
    const guest = 'ATTENDEE;CN=B:mailto:b@wolf.example'
    const plan = await own.plan(
      event('UID:1', 'SUMMARY:Bad Wolf', at9, guest),
      event('UID:2', 'SUMMARY:Bill Late of Sick Cycles', wholeDay),
    )
    expect(plan.touches).toMatchObject({ new: 2, doubtful: 0 })
  })

  it('is asked about, and a no is remembered', async () => {
    const own = await shopWith('Rosa')
    const path = own.write(event('UID:1', 'SUMMARY:Rosa complained', at9), event('UID:2', 'SUMMARY:Rosa no show', at9))
    await own.cl(`import ${path}`, { answers: ['No', 'Yes, we met', 'yes'] })
    expect(await own.json('history')).toMatchObject([{ note: 'Rosa no show' }])
    const again = await own.json<Imported>(`import ${path}`)
    expect(again.touches).toMatchObject({ doubtful: 0, same: 1, leftOut: 1 })
  })
})

it('a series by weeks of the year is refused', async () => {
  const own = await shopWith('Rosa')
  const rule = 'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'
  const path = own.write(event('UID:1', 'SUMMARY:Rosa', 'DTSTART:20240513T210000', rule))
  const plan = await own.json<Imported>(`import ${path} --dry-run`)
  expect(plan.bad).toMatchObject([{ reason: 'The event recurs by weeks of the year, which cannot be read.' }])
})

it('tasks and notes are left out, and counted', async () => {
  const own = await shopWith('Rosa')
  const task = 'BEGIN:VTODO\r\nUID:t\r\nSUMMARY:call Rosa\r\nEND:VTODO'
  const plan = await own.plan(task, task, 'BEGIN:VJOURNAL\r\nSUMMARY:Rosa\r\nEND:VJOURNAL')
  expect(plan.leftOut).toEqual([
    { kind: 'touches', reason: 'tasks', count: 2 },
    { kind: 'touches', reason: 'notes of a day', count: 1 },
  ])
})

it.each(['🎂 Rosa', 'Birthday Rosa'])(
  '"%s" at a time of the day may be a reminder, and is asked about',
  async (title) => {
    const own = await shopWith('Rosa')
    const { touches } = await own.plan(event('UID:1', `SUMMARY:${title}`, 'DTSTART:20261103T090000Z'))
    expect(touches).toMatchObject({ new: 0, doubtful: 1 })
  },
)

it.each<[title: string, ...lines: string[]]>([
  ['🎂 Rosa (1985)'],
  ['💍 Rosa (2010)'],
  ['Rosa', 'CATEGORIES:Birthday'],
  ['Rosa', 'X-NEXTCLOUD-BC-FIELD-TYPE:BDAY'],
  ['Cumpleaños de Rosa'],
  ['Rosa: narozeniny'],
])('"%s" (%j) is a birthday, and no touch', async (title, ...lines) => {
  const own = await shopWith('Rosa')
  const plan = await own.plan(event('UID:1', `SUMMARY:${title}`, 'DTSTART;VALUE=DATE:20261103', ...lines))
  expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'birthdays and anniversaries', count: 1 }])
})

it('a yearly meeting of the 29th of February is there in leap years alone', async () => {
  const own = await shopWith('Rosa')
  await own.plan(event('UID:1', 'SUMMARY:Rosa', 'DTSTART;VALUE=DATE:20200229', 'RRULE:FREQ=YEARLY'))
  expect(await own.days()).toEqual(['2020-02-29', '2024-02-29'])
})

it.each(['Aflystet with Rosa', 'Rosa, back from abroad'])('"%s" is a meeting', async (title) => {
  const own = await shopWith('Rosa')
  expect((await own.plan(event('UID:1', 'DTSTART:20230805T100000', `SUMMARY:${title}`))).touches).toMatchObject({
    new: 1,
  })
})

describe('who was in it', () => {
  const guest = (name: string, email: string, stat = 'ACCEPTED') =>
    `ATTENDEE;CN=${name};PARTSTAT=${stat}:mailto:${email}`
  const at = 'DTSTART:20230805T100000'
  const rosa = 'Rosa --email rosa@x.example'

  it('a guest who declined was not, also where the title names them', async () => {
    const own = await shopWith(rosa, 'Tom --email tom@x.example')
    const plan = await own.plan(
      event(
        'UID:1',
        at,
        'SUMMARY:Rosa and Tom',
        guest('Rosa', 'rosa@x.example', 'DECLINED'),
        guest('Tom', 'tom@x.example'),
      ),
      event('UID:2', at, 'SUMMARY:Tea with Rosa', guest('R', 'rosa@x.example', 'DECLINED')),
    )
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Tom' } }])
    expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'declined by them', count: 1 }])
  })

  it.each([
    'ATTENDEE;CN="Lopez, Rosa":invalid:nomail',
    `ATTENDEE;CN="'rosa@x.example'":invalid:nomail`,
    'ATTENDEE;CN="Rosa Lopez":invalid:nomail',
  ])('a guest of Outlook without an address is known by the name: %s', async (attendee) => {
    const own = await shopWith('Rosa Lopez --email rosa@x.example')
    await own.plan(event('UID:1', at, 'SUMMARY:Tea', attendee))
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Rosa Lopez' } }])
  })

  it.each([
    ['an apostrophe in an address', "Seán --email o'brien@x.example", "ATTENDEE;CN=S:mailto:o'brien@x.example"],
    ['a comma in the name of a shop', '"Bakery Rosa, Berlin"', 'ATTENDEE;CN="Bakery Rosa, Berlin":invalid:nomail'],
  ])('a guest is known with %s', async (_, customer, attendee) => {
    const own = await shopWith(customer)
    const { touches } = await own.plan(event('UID:1', at, 'SUMMARY:Tea', attendee))
    expect(touches).toMatchObject({ new: 1 })
  })

  it('a guest who sent somebody else was not, and the other was', async () => {
    const own = await shopWith(rosa, 'Tom --email tom@x.example')
    await own.plan(
      event(
        'UID:1',
        at,
        'SUMMARY:Tea',
        'ATTENDEE;CN=Rosa;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:tom@x.example":mailto:rosa@x.example',
        'ATTENDEE;CN=Tom;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:rosa@x.example":mailto:tom@x.example',
      ),
    )
    expect(await own.json('history')).toMatchObject([{ customer: { name: 'Tom' } }])
  })

  it('an event that you declined is left out, by me.email or by the name of the calendar', async () => {
    const own = await shopWith(rosa)
    const mine = event(
      'UID:1',
      at,
      'SUMMARY:Rosa',
      guest('Me', 'ME@shop.example', 'DECLINED'),
      guest('Rosa', 'rosa@x.example'),
    )
    expect((await own.plan('X-WR-CALNAME:me@shop.example', mine)).leftOut).toEqual([
      { kind: 'touches', reason: 'declined by you', count: 1 },
    ])
    await own.all('config set me.email office@shop.example, me@shop.example')
    expect(await own.json('config get me.email')).toMatchObject({
      value: 'office@shop.example, me@shop.example',
      onThisLaptop: true,
    })
    expect((await own.plan(mine)).touches).toMatchObject({ leftOut: 1 })
    await own.all('config unset me.email')
    expect((await own.plan(mine)).touches).toMatchObject({ new: 1 })
  })

  it('your own address is never a customer, in a calendar or an address book', async () => {
    const own = await shopWith('"Kim Self" --email kim@shop.example', rosa)
    await own.all('config set me.email kim@shop.example')
    await own.plan(
      event('UID:1', at, 'SUMMARY:Tea', guest('Kim Self', 'kim@shop.example'), guest('Rosa', 'rosa@x.example')),
    )
    expect((await own.json<Touch[]>('history')).map(({ customer }) => customer.name)).toEqual(['Rosa'])
    const path = own.file('a.vcf', 'BEGIN:VCARD\nVERSION:3.0\nFN:Self\nEMAIL:Kim@shop.example\nEND:VCARD\n')
    const plan = await own.json<Imported>(`import ${path}`)
    expect([plan.customers, plan.leftOut]).toMatchObject([
      { new: 0, leftOut: 1 },
      [{ kind: 'customers', reason: 'Self: your own card, by its e-mail address', count: 1 }],
    ])
    expect((await refusal(own, 'config set me.email kim')).err).toContain('"kim" is not an e-mail address')
  })

  it.each<[customer: string, title: string, pile: 'new' | 'doubtful']>([
    ['May', 'May I come by?', 'doubtful'],
    ['Bill', 'pay the bill', 'doubtful'],
    ['Rose', 'Buy a rose for the desk', 'doubtful'],
    ['Coffee', 'Coffee break', 'doubtful'],
    ['May', 'May', 'new'],
    ['Bill', 'Bill: the new oven', 'new'],
    ['Bill', 'Lunch with Bill', 'new'],
    ['Bill', 'The oven (Bill)', 'new'],
    ['Rose', 'Rose - the new menu', 'new'],
    ['"Bill Gray"', 'pay Bill Gray', 'new'],
    ['Rosa', 'Is Rosa well?', 'new'],
    ['Tom --company "Mill & Sons"', 'Tour at Mill & Sons', 'new'],
  ])('a customer called %s and "%s": %s', async (customer, title, pile) => {
    const own = await shopWith(customer)
    const plan = await own.plan(event('UID:1', at, `SUMMARY:${title}`))
    expect(plan.touches).toMatchObject({ new: 0, doubtful: 0, [pile]: 1 })
    const name = customer.replace(/"| --.*/g, '')
    const doubtful = [
      {
        file: expect.stringContaining('a.ics'),
        line: 3,
        on: '2023-08-05',
        title,
        customer: { id: 1, name },
        booked: null,
      },
    ]
    expect(plan.doubtfulTouches).toEqual(pile === 'doubtful' ? doubtful : [])
  })

  it('of two names, one within the other, the longer one is meant', async () => {
    const own = await shopWith('Ana', 'Ana Lopez')
    await own.plan(
      event('UID:1', at, 'SUMMARY:Tea', guest('Ana Lopez', 'x@x.example')),
      event('UID:2', at, 'SUMMARY:Ana Lopez'),
    )
    expect((await own.json<{ customer: { name: string } }[]>('history')).map(({ customer }) => customer.name)).toEqual([
      'Ana Lopez',
      'Ana Lopez',
    ])
  })

  it('a title in quoted-printable is read', async () => {
    const own = await shopWith('Jörg Müller')
    await own.plan(
      event('UID:1', at, 'SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tea with J=C3=B6rg =\nM=C3=BCller'),
    )
    expect(await own.json('history')).toMatchObject([{ note: 'Tea with Jörg Müller' }])
  })

  it('a guest of that name is meant, whatever the title', async () => {
    const own = await shopWith('May', 'Rose')
    const plan = await own.plan(
      event('UID:1', at, 'SUMMARY:May I come by?', guest('May', 'may@x.example'), guest('Rose', 'r@x.example')),
    )
    expect(plan.touches).toMatchObject({ new: 2, doubtful: 0 })
  })

  it('the doubtful ones are asked about, and an answer is remembered', async () => {
    const own = await shopWith('Bill')
    const path = own.write(
      event('UID:1', at, 'SUMMARY:pay the bill'),
      event('UID:2', 'DTSTART:20230806T100000', 'SUMMARY:ask Bill for the key'),
      event('UID:3', 'DTSTART:20230807T100000', 'SUMMARY:bill the mill'),
      event('UID:4', 'DTSTART:20230808T100000', 'SUMMARY:where is Bill'),
    )
    const plain = await own.cl(`import ${path}`)
    expect(plain.out).toContain(
      'Doubtful: they may be no touch, or one that is in the book\n  2023-08-05 "pay the bill": with Bill?\n',
    )
    expect(plain.err).toContain('4 doubtful touches were left out. Import again in a terminal')
    await own.cl(`import ${path}`, { answers: ['No', 'Yes', 'Skip this one and the 1', 'yes'] })
    expect(await own.json('history')).toMatchObject([{ note: 'ask Bill for the key' }])
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ doubtful: 2, same: 1, leftOut: 1 })
    await own.all(`import ${path} --doubtful same`)
    expect(await own.days()).toEqual(['2023-08-06', '2023-08-07', '2023-08-08'])
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ doubtful: 0, same: 3, leftOut: 1 })
  })
})

describe('a calendar once more', () => {
  const tea = (day: string, ...more: string[]) =>
    event('UID:1', 'SUMMARY:Tea with Rosa', `DTSTART:202308${day}T100000`, ...more)

  it('a meeting that was moved is one, and moved', async () => {
    const own = await shopWith('Rosa')
    await own.plan(tea('10'))
    const plan = await own.plan(tea('12'))
    expect(plan.touches).toMatchObject({ new: 0, changed: 1 })
    expect(await own.days()).toEqual(['2023-08-12'])
    await own.all('undo')
    expect(await own.days()).toEqual(['2023-08-10'])
  })

  it('a day of a series is moved, too', async () => {
    const own = await shopWith('Rosa')
    const series = tea('10', 'RRULE:FREQ=WEEKLY;COUNT=3')
    await own.plan(series)
    await own.plan(
      series,
      event('UID:1', 'RECURRENCE-ID:20230817T100000', 'SUMMARY:Tea with Rosa', 'DTSTART:20230818T100000'),
    )
    expect(await own.days()).toEqual(['2023-08-10', '2023-08-18', '2023-08-24'])
  })

  it('a day that was put right by hand stays, until the calendar moves the meeting', async () => {
    const own = await shopWith('Rosa')
    const on = (day: string) => own.plan(event('UID:1', 'SUMMARY:Tea with Rosa', `DTSTART:202611${day}T100000`))
    await on('10')
    await own.all('amend 1 --on 2026-11-11')
    expect(await on('10')).toMatchObject({ touches: { same: 1 }, written: false })
    expect(await own.days()).toEqual(['2026-11-11'])
    expect((await on('12')).touches).toMatchObject({ changed: 1 })
    await own.all('amend 1 --on 2026-11-13')
    expect(await on('12')).toMatchObject({ touches: { same: 1 }, written: false })
    expect(await own.days()).toEqual(['2026-11-13'])
    await own.all('undo', 'undo')
    expect(await own.days()).toEqual(['2026-11-11'])
    expect(await on('10')).toMatchObject({ touches: { same: 1 } })
  })

  it('a touch that was removed by hand stays away, until the removal is taken back', async () => {
    const own = await shopWith('Rosa')
    const path = own.write(tea('10'), event('UID:2', 'SUMMARY:Rosa', 'DTSTART:20230811T100000'))
    await own.all(`import ${path}`, 'remove 1')
    const again = await own.json<Imported>(`import ${path}`)
    expect([again.touches, again.leftOut]).toMatchObject([
      { new: 0, same: 1, leftOut: 1 },
      [{ kind: 'touches', reason: 'removed from the book by you', count: 1 }],
    ])
    await own.all('undo')
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ same: 2, leftOut: 0 })
    await own.all('undo')
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ new: 2 })
  })

  it('a meeting without a UID is known by its day and title', async () => {
    const own = await shopWith('Rosa')
    const path = own.write(event('SUMMARY:Rosa', 'DTSTART:20230811T100000'))
    await own.all(`import ${path}`, 'remove 1')
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ new: 0, leftOut: 1 })
  })

  it('a meeting that was logged by hand on that day is doubtful; a bill on that day is none', async () => {
    const own = await shopWith('Rosa')
    await own.all('log rosa visit "tea, all well" --on 2023-08-10', 'log rosa invoice --on 2023-08-12')
    const path = own.write(tea('10'), event('UID:2', 'SUMMARY:Rosa', 'DTSTART:20230812T100000'))
    const plan = await own.json<Imported>(`import ${path}`)
    expect([plan.touches, plan.doubtfulTouches]).toMatchObject([
      { new: 1, doubtful: 1 },
      [{ on: '2023-08-10', title: 'Tea with Rosa', booked: 1 }],
    ])
    const asked = await own.cl(`import ${path}`, { answers: ['Yes, the same', 'yes'] })
    expect(asked.err).toContain('1 meeting or call may be no touch, or one that is in the book.')
    expect((await own.json<Imported>(`import ${path}`)).touches).toMatchObject({ same: 2, doubtful: 0 })
    await own.all('undo', `import ${path} --doubtful new`)
    expect(await own.days()).toEqual(['2023-08-10', '2023-08-10', '2023-08-12', '2023-08-12'])
  })

  it('is known by the key with its day, as an earlier cl kept it, also where it was amended since', async () => {
    const own = await shopWith('Rosa')
    await own.plan(tea('10', 'RRULE:FREQ=WEEKLY;COUNT=1'))
    await own.all('amend 1 --note "tea, all well"')
    expect((await own.plan(tea('10'))).touches).toMatchObject({ new: 0, same: 1, doubtful: 0 })
    await own.plan(tea('12'))
    expect(await own.json('history')).toMatchObject([{ on: '2023-08-12', note: 'tea, all well' }])
  })

  it('is known again by what it says, where an earlier cl kept another key', async () => {
    const own = await shopWith('Rosa')
    await own.plan(tea('10'))
    const again = await own.plan(event('UID:other', 'SUMMARY:Tea with Rosa', 'DTSTART:20230810T100000'))
    expect(again.touches).toMatchObject({ new: 0, same: 1 })
    await own.plan(event('UID:other', 'SUMMARY:Tea with Rosa', 'DTSTART:20230811T100000'))
    expect(await own.days()).toEqual(['2023-08-11'])
  })

  it('its touches are erased with the customer, also the removed ones', async () => {
    const own = await shopWith('Rosa')
    const path = own.write(tea('10'), event('UID:2', 'SUMMARY:Rosa', 'DTSTART:20230811T100000'))
    await own.all(`import ${path}`, 'remove 1', 'forget rosa --yes Rosa')
    expect((await own.cl('export --as json')).out).toContain('"import_keys": []')
  })
})

it('counts what is bad in a calendar among the touches', async () => {
  const own = await shopWith('Rosa')
  const path = own.write(event('UID:1', 'SUMMARY:Rosa'))
  const { out } = await own.cl(`import ${path} --dry-run`)
  expect(out).toMatch(/^Touches +0 +1$/m)
  expect(out).toContain('line 3: The event has no day on which it begins.')
})
