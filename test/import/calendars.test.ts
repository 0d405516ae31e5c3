import { describe, expect, it } from 'vitest'
import type { Imported } from '#import/imported.ts'
import { event, shopWith, type Touch } from './calendar-shop.ts'
import { none, shopWithFiles } from './file-shop.ts'

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
      ['20230811T182959Z', '2023-08-05'],
      ['20230811T141233Z', '2023-08-05'],
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
    // The days are those of libical and of dateutil, which agree on each.
    ...[
      ['MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=4', '2023-08-31', '2023-09-30', '2023-10-31', '2023-11-30'],
      ['MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=3', '2023-03-01', '2023-06-01', '2023-09-01'],
      ['MONTHLY;INTERVAL=2;BYMONTH=3,6,7,8;BYDAY=2FR;COUNT=3', '2023-03-10', '2023-07-14', '2024-03-08'],
      ['MONTHLY;INTERVAL=2;BYDAY=SA,SU;BYSETPOS=1,-1;COUNT=3', '2023-02-26', '2023-04-01', '2023-04-30'],
      ['MONTHLY;INTERVAL=12;BYMONTHDAY=30,31;BYSETPOS=-1;COUNT=2', '2023-12-31', '2024-12-31'],
      ['MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2', '2023-10-13', '2024-09-13'],
      ['YEARLY;BYMONTH=2,8;BYDAY=WE;BYSETPOS=-1;COUNT=2', '2023-08-30', '2024-08-28'],
      ['YEARLY;BYDAY=-1MO;COUNT=2', '2023-12-25', '2024-12-30'],
      ['YEARLY;BYYEARDAY=-1;COUNT=2', '2023-12-31', '2024-12-31'],
      ['WEEKLY;BYDAY=SA;BYMONTH=9;COUNT=2', '2023-09-02', '2023-09-09'],
      ['DAILY;BYMONTH=10;BYDAY=MO;COUNT=2', '2023-10-02', '2023-10-09'],
      ['DAILY;BYHOUR=9,15;COUNT=4', '2023-10-02', '2023-10-03'],
      ['YEARLY;INTERVAL=1000000000', '2023-10-02'],
      ['DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20231003', '2023-10-02'],
    ].map(([rule, ...days]): [string, string[], string[]] => [
      `a rule that is on ${days[0]} first: ${rule}`,
      [`DTSTART:${days[0]?.replaceAll('-', '')}T090000`, `RRULE:FREQ=${rule}`],
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
      'a rule in small letters, with spaces',
      ['DTSTART:20230731T100000', 'RRULE:freq=weekly; count=3; byday=mo, we'],
      ['2023-07-31', '2023-08-02', '2023-08-07'],
    ],
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
  [['DTSTART;VALUE=DATE:20230805T100000', 'DTEND;VALUE=DATE:20230805T104000'], 40],
  [['DTSTART;VALUE=DATE;TZID=Europe/Berlin:20230805T100000', 'DTEND;VALUE=DATE:20230805T090000Z'], 60],
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

it('cancellations among other calendars of a file take back their own events, also of one number of changes', async () => {
  const own = await shopWith('Rosa')
  const tea = (uid: string, day: string, ...more: string[]) =>
    event(`UID:${uid}`, 'SUMMARY:Tea with Rosa', `DTSTART:202611${day}T100000`, ...more)
  const plan = await own.plan(
    tea('1', '03', 'SEQUENCE:2', 'LAST-MODIFIED:20261101T100000Z'),
    tea('2', '04', 'RRULE:FREQ=DAILY;COUNT=3'),
    'END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:CANCEL',
    tea('1', '03', 'SEQUENCE:2'),
    tea('2', '05', 'RECURRENCE-ID:20261105T100000'),
    'END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST',
    tea('3', '07'),
  )
  expect(await own.days()).toEqual(['2026-11-04', '2026-11-06', '2026-11-07'])
  expect(plan.leftOut).toEqual([{ kind: 'touches', reason: 'cancelled', count: 2 }])
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

it.each(['DTSTART:20261118T100000', 'DTSTART:20261118T003000Z', 'DTSTART;VALUE=DATE:20261118'])(
  'says nothing of the days after today of a series without an end, from %s',
  async (start) => {
    const own = await shopWith('Zoe')
    const { touches } = await own.plan(event('UID:1', 'SUMMARY:Zoe', start, 'RRULE:FREQ=DAILY'))
    expect(touches).toEqual({ ...none, new: 4 })
  },
)

it('meetings are visits, calls are calls, zoom is video; cancelled and coming ones are left out', async () => {
  const own = shopWithFiles()
  await own.all('add "Acme Bakery" --email office@acme.example', 'add Zoe --alias "Café Zoë"')
  const event = (uid: number, day: string, lines: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${day}T100000Z\r\nDTEND:${day}T104500Z\r\n${lines}\r\nEND:VEVENT\r\n`
  const file = own.file(
    'a.ics',
    `BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Berlin\r\n${[
      event(1, '20261102', 'SUMMARY:Tasting\r\nATTENDEE;CN=Office:mailto:OFFICE@acme.example'),
      event(2, '20261103', 'SUMMARY:Call with cafe zoe about rye'),
      event(3, '20261104', 'SUMMARY:Acme Bakery and Zoe\r\nLOCATION:https://zoom.us/j/1'),
      event(4, '20261105', 'SUMMARY:Zoe\r\nSTATUS:CANCELLED'),
      event(5, '20261222', 'SUMMARY:Zoe'),
      event(6, '20261106', 'SUMMARY:Dentist'),
      event(7, '20261106', 'SUMMARY:Visit to Zoe').replace('UID:7', 'UID:visit-2@customer-love'),
      event(7, '20250101', 'SUMMARY:Zoe'),
    ].join('')}END:VCALENDAR\r\n`,
  )
  const plan = await own.plan(`${file} --since 2026-01-01`)
  expect(plan.touches).toEqual({ ...none, new: 4, leftOut: 5 })
  expect(plan.leftOut).toEqual([
    { kind: 'touches', reason: 'cancelled', count: 1 },
    { kind: 'touches', reason: 'after today', count: 1 },
    { kind: 'touches', reason: 'from the calendar that cl writes', count: 1 },
    { kind: 'touches', reason: 'before --since', count: 1 },
    { kind: 'touches', reason: 'nobody in it is a customer', count: 1 },
  ])
  expect(await own.json('history')).toMatchObject([
    { customer: { name: 'Zoe' }, channel: 'video', on: '2026-11-04' },
    { customer: { name: 'Acme Bakery' }, channel: 'video', minutes: 45 },
    { customer: { name: 'Zoe' }, channel: 'call', purpose: 'care' },
    { customer: { name: 'Acme Bakery' }, channel: 'visit', note: 'Tasting' },
  ])
})
