import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addDays, type Day, day, monthNames, weekdayOf } from '#domain/days/day.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import type { Direction } from '#formats/days/day-parts.ts'
import { dayFromWords, yearlyDayFrom } from '#formats/days/day-words.ts'

const friday = day('2026-11-20')

afterEach(() => {
  vi.unstubAllEnvs()
})

const directions: Direction[] = ['past', 'future']

describe('a day that says all', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-1-5', '2026-01-05'],
    ['1900-01-01', '1900-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['2024-02-29', '2024-02-29'],
    ['today', '2026-11-20'],
    ['TODAY', '2026-11-20'],
    ['  yesterday ', '2026-11-19'],
    ['tomorrow', '2026-11-21'],
    ['day before yesterday', '2026-11-18'],
    ['day after tomorrow', '2026-11-22'],
    ['last tue', '2026-11-17'],
    ['last tues', '2026-11-17'],
    ['last  Tuesday', '2026-11-17'],
    ['last fri', '2026-11-13'],
    ['last sat', '2026-11-14'],
    ['3 days ago', '2026-11-17'],
    ['1 day ago', '2026-11-19'],
    ['a week ago', '2026-11-13'],
    ['2 weeks ago', '2026-11-06'],
    ['2 wks ago', '2026-11-06'],
    ['1 yr ago', '2025-11-20'],
    ['in 2 mths', '2027-01-20'],
    ['couple of days ago', '2026-11-18'],
    ['25 days ago', '2026-10-26'],
    ['in 2 weeks', '2026-12-04'],
    ['in 3 days', '2026-11-23'],
    ['In 60 Days', '2027-01-19'],
    ['20 Nov 2025', '2025-11-20'],
    ['nov 20 2025', '2025-11-20'],
    ['Nov 20, 2025', '2025-11-20'],
    ['29 feb 2024', '2024-02-29'],
    ['31 dec 9999', '9999-12-31'],
    ['1 jan 1900', '1900-01-01'],
  ])('%j is %s in either field', async (text, expected) => {
    for (const direction of directions) expect(await dayFromWords(text, friday, direction)).toBe(expected)
  })

  it.each([
    ['2024-03-01', 'yesterday', '2024-02-29'],
    ['2025-03-01', 'yesterday', '2025-02-28'],
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2027-01-01', '1 day ago', '2026-12-31'],
    ['2026-12-31', 'in 1 day', '2027-01-01'],
    ['2027-01-02', 'last thu', '2026-12-31'],
    ['2024-02-28', 'in 2 days', '2024-03-01'],
  ])('on %s, %j is %s', async (today, text, expected) => {
    expect(await dayFromWords(text, day(today), 'past')).toBe(expected)
  })
})

describe('a day in numbers', () => {
  it.each([
    ['2026/11/20', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['20-11-2026', '2026-11-20'],
    ['20.11.26', '2026-11-20'],
    ['20 nov 26', '2026-11-20'],
    ['2026-11-20T10:00', '2026-11-20'],
    ['20.11.2026 14:05', '2026-11-20'],
    ['3. mai 2026', '2026-05-03'],
    ['3 de noviembre de 2025', '2025-11-03'],
    ['2026.11.20', '2026-11-20'],
    ['20.11.2026', '2026-11-20'],
    ['20. 11. 2026', '2026-11-20'],
    ['25/11/2025', '2025-11-25'],
    ['11/25/2025', '2025-11-25'],
    ['5/5/2026', '2026-05-05'],
    ['the day before yesterday', '2026-11-18'],
    ['20th of november 2026', '2026-11-20'],
    ['the 20th of Nov 2026', '2026-11-20'],
    ['20. November 2026', '2026-11-20'],
    ['tuesday of last week', '2026-11-10'],
    ['sunday last week', '2026-11-15'],
    ['monday next week', '2026-11-23'],
    ['this friday', '2026-11-20'],
    ['this sunday', '2026-11-22'],
    ['this monday', '2026-11-16'],
    ['end of last month', '2026-10-31'],
    ['end of last year', '2025-12-31'],
    ['end of the next year', '2027-12-31'],
    ['end of next month', '2026-12-31'],
    ['end of this month', '2026-11-30'],
  ])('%j is %s in either field', async (text, expected) => {
    for (const direction of directions) expect(await dayFromWords(text, friday, direction)).toBe(expected)
  })

  it.each([
    ['20.11.', '2026-11-20', '2026-11-20'],
    ['3.4.', '2026-04-03', '2027-04-03'],
    ['21. 11.', '2025-11-21', '2026-11-21'],
    ['11/20', '2026-11-20', '2026-11-20'],
    ['11-20', '2026-11-20', '2026-11-20'],
    ['13.1.27', '1927-01-13', '2027-01-13'],
    ['13.1.25', '2025-01-13', '2025-01-13'],
    ['25/11', '2025-11-25', '2026-11-25'],
    ['the 20th', '2026-11-20', '2026-11-20'],
    ['19th', '2026-11-19', '2026-12-19'],
    ['the 31st', '2026-10-31', '2026-12-31'],
    ['20th of november', '2026-11-20', '2026-11-20'],
    ['end of month', '2026-10-31', '2026-11-30'],
    ['end of week', '2026-11-20', '2026-11-20'],
    ['end of this week', '2026-11-20', '2026-11-20'],
    ['end of the next week', '2026-11-27', '2026-11-27'],
    ['end of last week', '2026-11-13', '2026-11-13'],
    ['end of the month', '2026-10-31', '2026-11-30'],
    ['end of november', '2025-11-30', '2026-11-30'],
    ['end of year', '2025-12-31', '2026-12-31'],
    ['end of the year', '2025-12-31', '2026-12-31'],
    ['end of oct', '2026-10-31', '2027-10-31'],
  ])('%s is %s in a past field, %s in a future one', async (text, past, future) => {
    expect(await dayFromWords(text, friday, 'past')).toBe(past)
    expect(await dayFromWords(text, friday, 'future')).toBe(future)
  })

  it.each([
    ['1/5/2026', '1 May 2026 or 5 Jan 2026'],
    ['3/4', '3 Apr or 4 Mar'],
    ['03-04-2026', '3 Apr 2026 or 4 Mar 2026'],
  ])('%j can be two days, and both are told', async (text, both) => {
    await expect(dayFromWords(text, friday, 'past')).rejects.toMatchObject({
      exitCode: 2,
      message: `"${text}" can be ${both}.`,
      hint: expect.stringContaining('cl config set date.order dmy'),
    })
  })

  it.each([
    ['dmy', '1/5/2026', '2026-05-01'],
    ['mdy', '1/5/2026', '2026-01-05'],
    ['dmy', '11/25/2025', '2025-11-25'],
    ['mdy', '25/11/2025', '2025-11-25'],
  ] as const)('in the order %s, %s is %s', async (order, text, expected) => {
    const rules = async () => ({ order, weekStart: 1 as const })
    expect(await dayFromWords(text, friday, 'past', rules)).toBe(expected)
    expect(await yearlyDayFrom(text, friday, rules)).toEqual({
      month: Number(expected.slice(5, 7)),
      date: Number(expected.slice(8)),
      year: Number(expected.slice(0, 4)),
    })
  })

  it('is of this week as the shop begins its weeks', async () => {
    const sundayFirst = async () => ({ order: null, weekStart: 0 as const })
    expect(await dayFromWords('this sunday', friday, 'past', sundayFirst)).toBe('2026-11-15')
    expect(await dayFromWords('sunday of last week', friday, 'past', sundayFirst)).toBe('2026-11-08')
  })

  it.each(['31/4/2026', '4/31/2026', '13/13/2026', '0/5/2026', '31.4.2026', '30.2.'])('%s is no day', async (text) => {
    await expect(dayFromWords(text, friday, 'past')).rejects.toMatchObject({ exitCode: 2 })
  })
})

describe('a weekday', () => {
  it.each([
    ['friday', '2026-11-20', '2026-11-20'],
    ['Fri', '2026-11-20', '2026-11-20'],
    ['thu', '2026-11-19', '2026-11-26'],
    ['thursday', '2026-11-19', '2026-11-26'],
    ['sat', '2026-11-14', '2026-11-21'],
    ['saturday', '2026-11-14', '2026-11-21'],
    ['sunday', '2026-11-15', '2026-11-22'],
    ['mon', '2026-11-16', '2026-11-23'],
    ['tuesday', '2026-11-17', '2026-11-24'],
    ['wed', '2026-11-18', '2026-11-25'],
    ['weds', '2026-11-18', '2026-11-25'],
    ['tues', '2026-11-17', '2026-11-24'],
    ['thurs', '2026-11-19', '2026-11-26'],
  ])('%s is %s in a past field, %s in a future one', async (text, past, future) => {
    expect(await dayFromWords(text, friday, 'past')).toBe(past)
    expect(await dayFromWords(text, friday, 'future')).toBe(future)
  })
})

describe('a day of a month', () => {
  it.each([
    ['20 Nov', '2026-11-20', '2026-11-20'],
    ['nov 20', '2026-11-20', '2026-11-20'],
    ['20 november', '2026-11-20', '2026-11-20'],
    ['November 20', '2026-11-20', '2026-11-20'],
    ['20th nov', '2026-11-20', '2026-11-20'],
    ['Nov. 20th', '2026-11-20', '2026-11-20'],
    ['21 nov', '2025-11-21', '2026-11-21'],
    ['nov 19', '2026-11-19', '2027-11-19'],
    ['sept 5', '2026-09-05', '2027-09-05'],
    ['may 5', '2026-05-05', '2027-05-05'],
    ['1 jan', '2026-01-01', '2027-01-01'],
    ['31 dec', '2025-12-31', '2026-12-31'],
    ['fri 20 nov', '2026-11-20', '2026-11-20'],
    ['fri the 20th', '2026-11-20', '2026-11-20'],
    ['Friday, 20 Nov', '2026-11-20', '2026-11-20'],
    ['29 feb', '2024-02-29', '2028-02-29'],
    ['feb 29', '2024-02-29', '2028-02-29'],
  ])('%s is %s in a past field, %s in a future one', async (text, past, future) => {
    expect(await dayFromWords(text, friday, 'past')).toBe(past)
    expect(await dayFromWords(text, friday, 'future')).toBe(future)
  })

  it.each([
    ['2026-01-01', '31 dec', 'past', '2025-12-31'],
    ['2026-01-01', '31 dec', 'future', '2026-12-31'],
    ['2026-12-31', '1 jan', 'past', '2026-01-01'],
    ['2026-12-31', '1 jan', 'future', '2027-01-01'],
    ['2024-02-29', '29 feb', 'past', '2024-02-29'],
    ['2024-02-29', '29 feb', 'future', '2024-02-29'],
    ['2024-03-01', '29 feb', 'future', '2028-02-29'],
    ['2024-02-28', '29 feb', 'past', '2020-02-29'],
    ['2096-03-01', '29 feb', 'future', '2104-02-29'],
    ['2104-02-28', '29 feb', 'past', '2096-02-29'],
  ] as const)('on %s, %s in a %s field is %s', async (today, text, direction, expected) => {
    expect(await dayFromWords(text, day(today), direction)).toBe(expected)
  })
})

describe('a day that is refused', () => {
  it.each([
    ['2026-02-30', /no 30 Feb in 2026/],
    ['2025-02-29', /no 29 Feb in 2025/],
    ['29 feb 2025', /no 29 Feb in 2025/],
    ['30 feb', /no 30 Feb\.$/],
    ['feb 30', /no 30 Feb\.$/],
    ['31 apr', /no 31 Apr\.$/],
    ['thu 20 nov', /20 Nov is not a Thursday, but a Friday/],
    ['0 nov', /no 0 Nov/],
    ['32 nov', /no 32 Nov/],
    ['2026-13-01', /no month 13/],
    ['2026-00-10', /no month 0/],
    ['1899-12-31', /year 1899 is outside 1900–9999/],
    ['31 dec 1899', /year 1899 is outside 1900–9999/],
    ['0026-11-20', /year 26 is outside 1900–9999/],
    ['500 years ago', /year 1526 is outside 1900–9999/],
    ['in 8000 years', /year 10026 is outside 1900–9999/],
  ])('%j, with the reason', async (text, message) => {
    for (const direction of directions) {
      await expect(dayFromWords(text, friday, direction)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(message),
      })
    }
  })

  it.each([
    ['1900-03-01', '20 nov', 'past', /year 1899 is outside/],
    ['9999-12-01', '20 nov', 'future', /year 10000 is outside/],
  ] as const)('on %s, %s in a %s field', async (today, text, direction, message) => {
    await expect(dayFromWords(text, day(today), direction)).rejects.toThrow(message)
  })

  it.each([
    '',
    '   ',
    'soon',
    '1 mayor',
    '20 decimal',
    'weekend',
    'tonight',
    '-3 days',
    'nov 20 26',
    'this week',
    '10000-01-01',
    'noon',
    '5pm',
    'friday 3pm',
    'tomorrow at 5',
    'in 3 hours',
    'mon-fri',
    'from monday to friday',
    'call friday',
    'today or tomorrow',
    'christmas week',
    'first easter',
    '__proto__',
  ])('%j is no day, and the words that are days are told', async (text) => {
    for (const direction of directions) {
      await expect(dayFromWords(text, friday, direction)).rejects.toMatchObject({
        exitCode: 2,
        message: `"${text}" is not a day.`,
        hint: expect.stringContaining('3 days ago'),
      })
    }
  })
})

describe('in every zone', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Asia/Beirut', 'Europe/London'])(
    '%s: days ahead and ago are the same',
    async (zone) => {
      vi.stubEnv('TZ', zone)
      const today = day('2018-11-04')
      expect(await dayFromWords('1 day ago', today, 'past')).toBe('2018-11-03')
      expect(await dayFromWords('in 2 weeks', today, 'future')).toBe('2018-11-18')
      expect(await dayFromWords('31 weeks ago', today, 'past')).toBe('2018-04-01')
      expect(await dayFromWords('last sun', today, 'past')).toBe('2018-10-28')
    },
  )
})

describe('latest not after today, earliest not before it', () => {
  const anyDay = fc.integer({ min: 5_000, max: 2_900_000 }).map((n) => addDays(day('1900-01-01'), n))
  const anyDirection = fc.constantFrom<Direction>('past', 'future')
  const walk = (today: Day, direction: Direction, isIt: (on: Day) => boolean): Day => {
    let on = today
    while (!isIt(on)) on = addDays(on, direction === 'past' ? -1 : 1)
    return on
  }

  it('holds for every weekday', async () => {
    const weekdays = ['sunday', 'mon', 'tuesday', 'wed', 'thursday', 'fri', 'saturday']
    await fc.assert(
      fc.asyncProperty(anyDay, fc.nat({ max: 6 }), anyDirection, async (today, weekday, direction) => {
        const expected = walk(today, direction, (on) => weekdayOf(on) === weekday)
        expect(await dayFromWords(weekdays[weekday] ?? '', today, direction)).toBe(expected)
      }),
    )
  })

  it('holds for every day of a month, leap days included', async () => {
    const anyLeapDay = fc.constantFrom('1996-02-29', '2000-02-29', '2104-02-29').map(day)
    await fc.assert(
      fc.asyncProperty(
        anyDay,
        fc.oneof({ arbitrary: anyDay, weight: 4 }, { arbitrary: anyLeapDay, weight: 1 }),
        anyDirection,
        fc.boolean(),
        async (today, meant, direction, monthFirst) => {
          const [date, month] = [Number(meant.slice(8)), monthNames[Number(meant.slice(5, 7)) - 1]]
          const expected = walk(today, direction, (on) => on.slice(5) === meant.slice(5))
          expect(await dayFromWords(monthFirst ? `${month} ${date}` : `${date} ${month}`, today, direction)).toBe(
            expected,
          )
        },
      ),
    )
  })

  it('leaves a day with its year as it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyDay, anyDay, anyDirection, async (today, meant, direction) => {
        expect(await dayFromWords(shortDay(meant, day('1900-01-01')), today, direction)).toBe(meant)
      }),
    )
  })
})

describe('a day of the year', () => {
  it.each([
    ['5 mar', 3, 5, null],
    ['March 5th', 3, 5, null],
    ['5 mar 1981', 3, 5, 1981],
    ['1998-06-12', 6, 12, 1998],
    ['29 feb', 2, 29, null],
    ['29 feb 2024', 2, 29, 2024],
    ['today', 11, 20, null],
    ['tomorrow', 11, 21, null],
    ['yesterday', 11, 19, null],
    ['monday', 11, 23, null],
    ['in 2 weeks', 12, 4, null],
    [' 20  NOV ', 11, 20, null],
  ])('%s', async (text, month, date, year) => {
    expect(await yearlyDayFrom(text, friday)).toEqual({ month, date, year })
  })

  it.each([
    ['31 apr', 'There is no 31 Apr.'],
    ['30 feb', 'There is no 30 Feb.'],
    ['0 mar', 'There is no 0 Mar.'],
    ['29 feb 2023', 'There is no 29 Feb in 2023.'],
    ['2023-02-29', 'There is no 29 Feb in 2023.'],
    ['5 mar 1899', 'The year 1899 is outside 1900–9999.'],
    ['someday', '"someday" is not a day of the year.'],
    ['', '"" is not a day of the year.'],
    ['day 1998-06-12', '"day 1998-06-12" is not a day of the year.'],
  ])('cannot be %j', async (text, message) => {
    await expect(yearlyDayFrom(text, friday)).rejects.toThrow(message)
  })

  it.each(['1885-05-03', '3 may 1885'])('of %s says that the year may be left out', async (text) => {
    await expect(yearlyDayFrom(text, friday)).rejects.toMatchObject({ hint: 'Leave the year out, as in: 3 may' })
  })
})

describe('a day in words', () => {
  it.each([
    ['2026-11-20', 'today'],
    ['2026-11-19', 'yesterday'],
    ['2026-11-21', 'tomorrow'],
    ['2026-11-18', '18 Nov'],
    ['2026-11-22', '22 Nov'],
    ['2026-01-05', '5 Jan'],
    ['2025-11-20', '20 Nov 2025'],
    ['2027-01-01', '1 Jan 2027'],
  ])('%s is %s', (on, words) => {
    expect(dayInWords(day(on), friday)).toBe(words)
  })

  it.each([
    ['2026-11-20', '20 Nov'],
    ['2026-12-31', '31 Dec'],
    ['2025-12-31', '31 Dec 2025'],
  ])('%s is short %s', (on, words) => {
    expect(shortDay(day(on), friday)).toBe(words)
  })
})

it.each([
  ['2019', '"2019" is a year, not a day.', 'Write a day of it, such as 2019-01-01.'],
  ['2024-03', '"2024-03" is a month, not a day.', 'Write a day of it, such as 2024-03-01.'],
])('%s is refused with a day of it to write', async (text, message, hint) => {
  for (const direction of directions)
    await expect(dayFromWords(text, friday, direction)).rejects.toMatchObject({ message, hint })
})

it.each(['17', 'last', 'next', 'march', 'nov'])(
  '%s alone is not a day, and the rest of it is perhaps outside its quotes',
  async (text) => {
    await expect(dayFromWords(text, '2026-11-21' as Day, 'past')).rejects.toMatchObject({
      message: `"${text}" is not a day.`,
      hint: expect.stringContaining('goes in quotes'),
    })
  },
)

it.each([
  ['easter', '2027-03-28', '2026-04-05'],
  ['Easter Monday', '2027-03-29', '2026-04-06'],
  ['good friday', '2027-03-26', '2026-04-03'],
  ['pentecost', '2027-05-16', '2026-05-24'],
  ['christmas', '2026-12-25', '2025-12-25'],
  ['xmas', '2026-12-25', '2025-12-25'],
  ['the new year', '2027-01-01', '2026-01-01'],
  ["new year's eve", '2026-12-31', '2025-12-31'],
  ['boxing day', '2026-12-26', '2025-12-26'],
  ["valentine's day", '2027-02-14', '2026-02-14'],
])('reads a feast: %s', async (text, future, past) => {
  expect(await dayFromWords(text, friday, 'future')).toBe(future)
  expect(await dayFromWords(text, friday, 'past')).toBe(past)
})

it.each([
  ['2024-03-31', '2024-01-01'],
  ['2025-04-20', '2025-01-01'],
  ['2038-04-25', '2038-01-01'],
  ['2285-03-22', '2285-01-01'],
  ['1954-04-18', '1954-04-18'],
  ['2028-04-16', '2027-03-29'],
])('Easter is %s, seen from %s', async (easter, today) => {
  expect(await dayFromWords('easter', day(today), 'future')).toBe(easter)
})

it.each([
  ['2w', '2026-12-04'],
  ['3 days', '2026-11-23'],
  ['a couple of weeks', '2026-12-04'],
])('a length is that long from today, where a day is to come: %s', async (text, expected) => {
  expect(await dayFromWords(text, friday, 'future')).toBe(expected)
  await expect(dayFromWords(text, friday, 'past')).rejects.toMatchObject({ exitCode: 2 })
})

it('a movable feast is no day of each year', async () => {
  await expect(yearlyDayFrom('easter', friday)).rejects.toMatchObject({ exitCode: 2 })
})

it.each([
  ['a few weeks', '"a few weeks" is no one day.', 'Say how many weeks, as in: 3 weeks'],
  ['in a few days', '"in a few days" is no one day.', 'Say how many days, as in: in 3 days'],
  ['several months ago', '"several months ago" is no one day.', 'Say how many months, as in: 3 months ago'],
])('asks how many: %s', async (text, message, hint) => {
  await expect(dayFromWords(text, friday, 'future')).rejects.toMatchObject({ message, hint })
})

describe('a day in another language, or in short', () => {
  it.each<[string, string, Direction]>([
    ['hier', '2026-11-19', 'past'],
    ['Gestern', '2026-11-19', 'past'],
    ['avant-hier', '2026-11-18', 'past'],
    ['anteayer', '2026-11-18', 'past'],
    ['l’altro ieri', '2026-11-18', 'past'],
    ['vor 3 Tagen', '2026-11-17', 'past'],
    ['il y a une semaine', '2026-11-13', 'past'],
    ['hace dos días', '2026-11-18', 'past'],
    ['2 weken geleden', '2026-11-06', 'past'],
    ['tre giorni fa', '2026-11-17', 'past'],
    ['lundi', '2026-11-16', 'past'],
    ['letzten Montag', '2026-11-16', 'past'],
    ['diesen Mittwoch', '2026-11-18', 'past'],
    ['ce mercredi', '2026-11-18', 'past'],
    ['este miércoles', '2026-11-18', 'past'],
    ['questo sabato', '2026-11-21', 'past'],
    ['deze zondag', '2026-11-22', 'future'],
    ['yday', '2026-11-19', 'past'],
    ['lundi', '2026-11-23', 'future'],
    ['le lundi', '2026-11-23', 'future'],
    ['bis Freitag', '2026-11-20', 'future'],
    ["jusqu'à lundi", '2026-11-23', 'future'],
    ['vendredi prochain', '2026-11-27', 'future'],
    ['la semaine prochaine', '2026-11-27', 'future'],
    ['nächste Woche', '2026-11-27', 'future'],
    ['in 3 Tagen', '2026-11-23', 'future'],
    ['dans 2 semaines', '2026-12-04', 'future'],
    ['en un mes', '2026-12-20', 'future'],
    ['2 Wochen', '2026-12-04', 'future'],
    ['una settimana', '2026-11-27', 'future'],
    ['demain', '2026-11-21', 'future'],
    ['übermorgen', '2026-11-22', 'future'],
    ['tmrw', '2026-11-21', 'future'],
  ])('%s is %s in the %s', async (text, expected, direction) => {
    expect(await dayFromWords(text, friday, direction)).toBe(expected)
  })

  it.each([
    ['kommenden Freitag', '2026-11-27'],
    ['vendredi prochain', '2026-11-27'],
    ['el próximo viernes', '2026-11-27'],
    ['venerdì prossimo', '2026-11-27'],
    ['aanstaande vrijdag', '2026-11-27'],
    ['coming friday', '2026-11-27'],
    ['this coming friday', '2026-11-27'],
    ['nächsten Freitag', '2026-12-04'],
    ['kommenden Mittwoch', '2026-12-02'],
    ['kommende Woche', '2026-12-02'],
  ])('%s, said on a Wednesday, is %s', async (text, expected) => {
    expect(await dayFromWords(text, day('2026-11-25'), 'future')).toBe(expected)
  })

  it.each<[string, Direction]>([
    ['2 semaines', 'past'],
    ['kim', 'future'],
    ['jour', 'future'],
    ['nächste', 'future'],
    ['prochain client', 'future'],
    ['diese Woche', 'future'],
    ['in der Woche', 'future'],
  ])('%s is none in the %s', async (text, direction) => {
    await expect(dayFromWords(text, friday, direction)).rejects.toThrow(`"${text}" is not a day.`)
  })
})
