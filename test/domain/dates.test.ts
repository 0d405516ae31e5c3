import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CustomerDate,
  dateReasons,
  detailsOf,
  isSameLabel,
  labelFrom,
  nextOccurrence,
  occurrenceIn,
  yearsOn,
} from '#domain/dates.ts'
import { addDays, type Day, day } from '#domain/day.ts'
import { runs } from '../runs.ts'
import { calendar, fallsOn, naiveDateReasons, naiveDetails } from './naive-ledger.ts'

const days = calendar(2022, 2030)
/** Days around a leap day, a year's end, and 28 February of a common year. */
const anyDay = fc
  .tuple(fc.constantFrom('2024-02-29', '2025-02-28', '2025-12-31', '2027-02-28'), fc.integer({ min: -40, max: 40 }))
  .map(([near, away]) => addDays(day(near), away))

const anyDate = fc.record({
  on: anyDay,
  withYear: fc.boolean(),
  isLeapDay: fc.boolean(),
  notedOn: fc.oneof(fc.constant(day('2020-01-01')), anyDay),
})
const dateFrom = ({ on, withYear, isLeapDay, notedOn }: typeof anyDate extends fc.Arbitrary<infer T> ? T : never) => {
  const [year = 0, month = 1, date = 1] = isLeapDay ? [2024, 2, 29] : on.split('-').map(Number)
  return { customerId: 1, label: 'birthday', month, date, year: withYear ? year : null, notedOn }
}
const anyDates = fc
  .array(anyDate, { maxLength: 4 })
  .map((all) => all.map((each, i): CustomerDate => ({ id: i + 1, ...dateFrom(each) })))

const yearly = (month: number, date: number, year: number | null = null) => ({ month, date, year })
const noted = (month: number, date: number, more: Partial<CustomerDate> = {}): CustomerDate => ({
  id: 1,
  customerId: 1,
  label: 'birthday',
  ...yearly(month, date),
  notedOn: day('2020-01-01'),
  ...more,
})

describe('an occurrence', () => {
  it.each([
    [yearly(3, 5), 2026, '2026-03-05'],
    [yearly(2, 29), 2024, '2024-02-29'],
    [yearly(2, 29), 2026, '2026-02-28'],
    [yearly(2, 29), 2100, '2100-02-28'],
    [yearly(2, 29), 2000, '2000-02-29'],
    [yearly(6, 12, 1998), 1997, null],
    [yearly(6, 12, 1998), 1998, '1998-06-12'],
    [yearly(6, 12), 10_000, null],
    [yearly(6, 12), 1899, null],
  ])('of %o in %i is %s', (date, year, expected) => {
    expect(occurrenceIn(date, year)).toBe(expected)
  })

  it.each([
    [yearly(3, 5), '2026-03-05', '2026-03-05'],
    [yearly(3, 5), '2026-03-06', '2027-03-05'],
    [yearly(12, 31), '2026-12-31', '2026-12-31'],
    [yearly(1, 1), '2026-12-31', '2027-01-01'],
    [yearly(2, 29), '2026-02-28', '2026-02-28'],
    [yearly(2, 29), '2026-03-01', '2027-02-28'],
    [yearly(2, 29), '2027-03-01', '2028-02-29'],
    [yearly(2, 29), '2028-02-28', '2028-02-29'],
    [yearly(6, 12, 2031), '2026-03-01', '2031-06-12'],
    [yearly(6, 12), '9999-06-13', '9999-12-31'],
  ])('of %o from %s on is next %s', (date, from, expected) => {
    expect(nextOccurrence(date, day(from))).toBe(expected)
  })

  it('is the first day on which the date falls', () => {
    fc.assert(
      fc.property(anyDates, anyDay, (dates, from) => {
        for (const date of dates) {
          const expected = days.find((each) => each >= from && fallsOn(date, each))
          expect(nextOccurrence(date, from)).toBe(expected)
        }
      }),
    )
  })

  it('has as many years as have passed since the first', () => {
    expect(yearsOn(yearly(6, 12, 1998), day('2026-06-12'))).toBe(28)
    expect(yearsOn(yearly(6, 12), day('2026-06-12'))).toBeNull()
  })
})

describe('in due', () => {
  const dateAhead = 7
  const birthday = noted(3, 5)

  it.each<[today: string, touched: string[], days: number | null]>([
    ['2026-02-25', [], null],
    ['2026-02-26', [], -7],
    ['2026-03-05', [], 0],
    ['2026-03-06', [], null],
    ['2026-03-02', ['2026-02-25'], -3],
    ['2026-03-02', ['2026-02-26'], null],
    ['2026-03-02', ['2026-03-02'], null],
    ['2026-03-02', ['2026-03-03'], -3],
  ])('on %s, with touches of ours on %j', (today, touched, expected) => {
    const reasons = dateReasons([birthday], touched.map(day), { dateAhead }, day(today))
    expect(reasons).toEqual(
      expected === null ? [] : [{ kind: 'date', date: 1, label: 'birthday', on: '2026-03-05', days: expected }],
    )
  })

  it('is none that was noted later', () => {
    const later = noted(3, 5, { notedOn: day('2026-03-03') })
    expect(dateReasons([later], [], { dateAhead }, day('2026-03-02'))).toEqual([])
    expect(dateReasons([later], [], { dateAhead }, day('2026-03-03'))).toHaveLength(1)
  })

  it('has no date that would fall after the calendar ends', () => {
    const [first, last] = [yearly(1, 2), yearly(12, 31)].map((date) => ({ ...birthday, ...date }))
    expect(
      dateReasons(
        [first, last].filter((date) => date !== undefined),
        [],
        { dateAhead: 7 },
        day('9999-12-30'),
      ),
    ).toEqual([expect.objectContaining({ on: '9999-12-31', days: -1 })])
  })

  it('agrees with a plain reading', () => {
    fc.assert(
      fc.property(
        anyDates,
        fc.array(anyDay, { maxLength: 5 }),
        fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 360, max: 400 })),
        anyDay,
        (dates, touched, ahead, today) => {
          expect(dateReasons(dates, touched, { dateAhead: ahead }, today)).toEqual(
            naiveDateReasons(days, dates, touched, ahead, today),
          )
        },
      ),
      { numRuns: runs(300) },
    )
  })
})

describe('the details', () => {
  const from = day('2025-03-01')
  const since = day('2024-01-01')

  it.each<[touched: string[], today: string, passed: number, kept: number]>([
    [[], '2026-03-05', 1, 0],
    [[], '2026-03-06', 2, 0],
    [['2026-03-01'], '2026-03-06', 2, 0],
    [['2026-03-02'], '2026-03-06', 2, 1],
    [['2026-03-05', '2025-03-04'], '2026-03-06', 2, 2],
    [['2026-03-06'], '2026-03-07', 2, 0],
  ])('with touches of ours on %j, on %s: %i passed, %i kept', (touched, today, passed, kept) => {
    expect(detailsOf([noted(3, 5)], touched.map(day), from, day(today), since)).toEqual({ passed, kept })
  })

  it('begin on the day that the customer came, and that the date was noted', () => {
    const today = day('2026-03-06')
    expect(detailsOf([noted(3, 5)], [], from, today, day('2025-03-06')).passed).toBe(1)
    expect(detailsOf([noted(3, 5, { notedOn: day('2025-03-06') })], [], from, today, since).passed).toBe(1)
    expect(detailsOf([noted(3, 5, { notedOn: day('2026-03-05') })], [], from, today, since).passed).toBe(1)
    expect(detailsOf([noted(3, 5, { notedOn: today })], [], from, today, since).passed).toBe(0)
  })

  it('agree with a plain reading', () => {
    fc.assert(
      fc.property(
        anyDates,
        fc.array(anyDay, { maxLength: 8 }),
        fc.tuple(anyDay, anyDay, anyDay),
        (dates, touched, [begin, today, came]) => {
          expect(detailsOf(dates, touched, begin, today, came)).toEqual(
            naiveDetails(days, dates, touched, [begin, today, came] satisfies [Day, Day, Day]),
          )
        },
      ),
      { numRuns: runs(300) },
    )
  })
})

describe('a label', () => {
  it('is one line, in which a row of spaces is one', () => {
    expect(labelFrom('  wedding   day ')).toBe('wedding day')
  })

  it.each([
    ['', 'The label is empty.'],
    [' ', 'The label is empty.'],
    ['a\nb', 'The label holds a control character (U+000A).'],
    ['\u200b', 'The label holds nothing that can be seen.'],
    ['x'.repeat(201), 'The label has 201 characters; there is room for 200.'],
  ])('cannot be %j', (text, message) => {
    expect(() => labelFrom(text)).toThrow(message)
  })

  it('is the same whatever its case', () => {
    expect(isSameLabel('Birthday', 'birthDAY')).toBe(true)
    expect(isSameLabel('Zoe\u0308', 'zo\u00eb')).toBe(true)
    expect(isSameLabel('birthday', 'birth day')).toBe(false)
  })
})
