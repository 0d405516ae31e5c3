import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addDays, day, dayOf, daysBetween, isDay, isoDayFrom, localDay, weekdayOf } from '#domain/days/day.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const anyDay = fc.integer({ min: 0, max: 2_900_000 }).map((n) => addDays(day('1900-01-01'), n))

describe('dayOf', () => {
  it.each([
    [2026, 11, 20, '2026-11-20'],
    [2026, 1, 5, '2026-01-05'],
    [2024, 2, 29, '2024-02-29'],
    [2000, 2, 29, '2000-02-29'],
    [1900, 1, 1, '1900-01-01'],
    [9999, 12, 31, '9999-12-31'],
  ])('%i, %i, %i is %s', (year, month, date, expected) => {
    expect(dayOf(year, month, date)).toBe(expected)
  })

  it.each([
    [2026, 2, 30, /no 30 Feb in 2026/],
    [2025, 2, 29, /no 29 Feb in 2025/],
    [1900, 2, 29, /no 29 Feb in 1900/],
    [2100, 2, 29, /no 29 Feb in 2100/],
    [2026, 4, 31, /no 31 Apr in 2026/],
    [2026, 1, 0, /no 0 Jan in 2026/],
    [2026, 1, 32, /no 32 Jan in 2026/],
    [2026, 13, 1, /no month 13/],
    [2026, 0, 1, /no month 0/],
    [1899, 12, 31, /year 1899 is outside 1900–9999/],
    [10_000, 1, 1, /year 10000 is outside 1900–9999/],
    [26, 11, 20, /year 26 is outside 1900–9999/],
  ])('%i, %i, %i is refused with the reason', (year, month, date, reason) => {
    expect(() => dayOf(year, month, date)).toThrow(reason)
    expect(() => dayOf(year, month, date)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})

describe('isoDayFrom', () => {
  it('fills up a month and a date of one digit', () => {
    expect(isoDayFrom('2026-1-5')).toBe('2026-01-05')
  })

  it.each(['', '2026-11', '2026/11/20', '20261120', '20-11-2026', '10000-01-01', '2026-11-20T10:00', '2026-011-20'])(
    'leaves another shape alone: %j',
    (text) => {
      expect(isoDayFrom(text)).toBeUndefined()
    },
  )

  it('refuses its own shape with an impossible day', () => {
    expect(() => isoDayFrom('2026-02-30')).toThrow(/no 30 Feb in 2026/)
  })
})

describe('day', () => {
  it('refuses what is not written as a day', () => {
    expect(() => day('tomorrow')).toThrow(/"tomorrow" is not a day/)
  })
})

describe('addDays', () => {
  it.each([
    ['2026-11-20', 1, '2026-11-21'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['1969-12-31', 1, '1970-01-01'],
    ['1970-01-01', -1, '1969-12-31'],
    ['2026-11-21', -364, '2025-11-22'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(day(from), days)).toBe(expected)
  })

  it.each([
    ['9999-12-30', 5, '9999-12-31'],
    ['9999-12-31', 36_500, '9999-12-31'],
    ['1900-01-02', -5, '1900-01-01'],
    ['1900-01-01', -36_500, '1900-01-01'],
  ])('%s and %i days is held at %s', (from, days, expected) => {
    expect(addDays(day(from), days)).toBe(expected)
  })
})

describe('daysBetween', () => {
  it.each([
    ['2026-11-09', '2026-11-21', 12],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-12-01', '2026-11-21', -10],
    ['2024-02-28', '2024-03-01', 2],
    ['2025-02-28', '2025-03-01', 1],
    ['2026-03-28', '2026-03-30', 2],
    ['1900-01-01', '9999-12-31', 2_958_463],
  ])('from %s to %s: %i', (from, to, expected) => {
    expect(daysBetween(day(from), day(to))).toBe(expected)
  })

  it('takes back what addDays did', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 50_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })

  it('agrees with the order of days as text', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0)
      }),
    )
  })
})

describe('weekdayOf', () => {
  it.each([
    ['2026-11-15', 0],
    ['2026-11-16', 1],
    ['2026-11-17', 2],
    ['2026-11-18', 3],
    ['2026-11-19', 4],
    ['2026-11-20', 5],
    ['2026-11-21', 6],
    ['1900-01-01', 1],
    ['2024-02-29', 4],
  ])('of %s is %i', (text, expected) => {
    expect(weekdayOf(day(text))).toBe(expected)
  })
})

describe('localDay', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-11-20T23:30:00Z', '2026-11-21'],
    ['Pacific/Kiritimati', '2026-11-20T09:59:00Z', '2026-11-20'],
    ['America/Los_Angeles', '2026-11-20T03:00:00Z', '2026-11-19'],
    ['America/Los_Angeles', '2027-01-01T07:59:00Z', '2026-12-31'],
    ['UTC', '2026-11-20T23:59:59Z', '2026-11-20'],
  ])('in %s at %s is %s', (zone, moment, expected) => {
    vi.stubEnv('TZ', zone)
    expect(localDay(new Date(moment))).toBe(expected)
  })
})

it.each([
  ['2026-11-20', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-99-99', false],
  ['2026-1-5', false],
  ['1899-12-31', false],
  ['tomorrow', false],
  ['', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})
