import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, day, daysBetween, weekdayOf } from '#domain/days/day.ts'
import { type WeekStart, weekBefore, weekNamed, weekOf } from '#domain/days/week.ts'

const monday = 1
const sunday = 0
const saturday = 6

const anyDay = fc.integer({ min: 1_000, max: 2_900_000 }).map((n) => addDays(day('1900-01-01'), n))
const anyStart = fc.constantFrom<WeekStart>(0, 1, 2, 3, 4, 5, 6)

const beginningOf = (on: Day, start: WeekStart): Day => {
  let from = on
  while (weekdayOf(from) !== start) from = addDays(from, -1)
  return from
}
/** The ISO week of a day, by counting Mondays from the week that holds 4 January. */
function isoWeekOf(on: Day): string {
  const from = beginningOf(on, monday)
  const firstOf = (year: number) => beginningOf(day(`${year}-01-04`), monday)
  const near = Number(from.slice(0, 4))
  const year = [near + 1, near, near - 1].find((each) => firstOf(each) <= from) ?? 0
  return `${year}-W${String(daysBetween(firstOf(year), from) / 7 + 1).padStart(2, '0')}`
}

/** The ISO week that at least four of the seven days from a day are in. */
function plainName(from: Day): string {
  const names = Array.from({ length: 7 }, (_, i) => isoWeekOf(addDays(from, i)))
  return names.find((name) => names.filter((each) => each === name).length >= 4) ?? ''
}

describe('the week of a day', () => {
  it.each([
    ['2026-11-16', monday, '2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-11-20', monday, '2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-11-22', monday, '2026-W47', '2026-11-16', '2026-11-22'],
    ['2026-11-23', monday, '2026-W48', '2026-11-23', '2026-11-29'],
    ['2026-01-01', monday, '2026-W01', '2025-12-29', '2026-01-04'],
    ['2025-12-29', monday, '2026-W01', '2025-12-29', '2026-01-04'],
    ['2025-12-28', monday, '2025-W52', '2025-12-22', '2025-12-28'],
    ['2027-01-03', monday, '2026-W53', '2026-12-28', '2027-01-03'],
    ['2021-01-03', monday, '2020-W53', '2020-12-28', '2021-01-03'],
    ['2024-12-30', monday, '2025-W01', '2024-12-30', '2025-01-05'],
    ['2024-02-29', monday, '2024-W09', '2024-02-26', '2024-03-03'],
    ['1900-01-01', monday, '1900-W01', '1900-01-01', '1900-01-07'],
    ['2026-11-22', sunday, '2026-W48', '2026-11-22', '2026-11-28'],
    ['2026-11-21', sunday, '2026-W47', '2026-11-15', '2026-11-21'],
    ['2026-11-21', saturday, '2026-W48', '2026-11-21', '2026-11-27'],
  ] as const)('%s, weeks from weekday %i, is %s', (on, start, name, from, to) => {
    expect(weekOf(day(on), start)).toEqual({ name, from, to })
  })

  it('begins on the chosen weekday, holds the day, and has the number of the ISO week that most of it is in', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (on, start) => {
        const from = beginningOf(on, start)
        expect(weekOf(on, start)).toEqual({ name: plainName(from), from, to: addDays(from, 6) })
      }),
    )
  })
})

describe('the week before', () => {
  it.each([
    ['2026-11-20', '2026-W46'],
    ['2026-01-01', '2025-W52'],
    ['2021-01-04', '2020-W53'],
  ])('that of %s is %s', (on, name) => {
    expect(weekBefore(weekOf(day(on), monday), monday).name).toBe(name)
  })

  it('ends on the day before the week begins', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (on, start) => {
        const week = weekOf(on, start)
        expect(addDays(weekBefore(week, start).to, 1)).toBe(week.from)
      }),
    )
  })
})

describe('a named week', () => {
  const today = day('2026-11-20')

  it.each([
    ['this', '2026-W47'],
    ['last', '2026-W46'],
    [' LAST ', '2026-W46'],
    ['2026-W47', '2026-W47'],
    ['2026-w3', '2026-W03'],
    ['2026W03', '2026-W03'],
    ['2020-W53', '2020-W53'],
    ['1900-W01', '1900-W01'],
  ])('%j is %s', (text, name) => {
    expect(weekNamed(text, today, monday).name).toBe(name)
  })

  it.each(['', 'next', '470', '2026-47', '2026-W', '2026-W471', '26-W47', '1899-W01', '9999-W01', '2026-11-20'])(
    '%j is no week',
    (text) => {
      expect(() => weekNamed(text, today, monday)).toThrow(
        expect.objectContaining({ exitCode: 2, message: `"${text}" is not a week.` }),
      )
    },
  )

  it.each([
    ['2025-W53', /2025 has no week 53/],
    ['2026-W00', /2026 has no week 0/],
    ['2026-W54', /2026 has no week 54/],
    ['2026-W48', /2026-W48 begins on 2026-11-23, after today/],
    ['2026-W53', /2026-W53 begins on 2026-12-28, after today/],
    ['9998-W52', /9998-W52 begins on 9998-12-21, after today/],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => weekNamed(text, today, monday)).toThrow(reason)
  })

  it('depends on the day that weeks begin on', () => {
    expect(weekNamed('2026-W47', today, sunday).from).toBe('2026-11-15')
    expect(weekNamed('2026-W47', today, saturday).from).toBe('2026-11-14')
  })

  it('is found again by its name', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (on, start) => {
        const week = weekOf(on, start)
        expect(weekNamed(week.name, on, start)).toEqual(week)
      }),
    )
  })
})

it.each(['47', 'w47', 'W47', '2026-w47'])('takes %s for the week of this year', (text) => {
  expect(weekNamed(text, day('2026-11-21'), 1).name).toBe('2026-W47')
})
