import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import {
  type CustomerDate,
  type DateTouch,
  dateReasons,
  isSameLabel,
  labelFrom,
  nextOccurrence,
  occurrenceIn,
  yearsOn,
} from '#domain/practices/dates.ts'
import { calendar, fallsOn } from '../naive-ledger.ts'

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

  /** A touch, as seen by a date: `n` nothing, `t` a thought of them, `g` good too, `l` a good letter, `s` their good call. */
  const touchesOf = (touched: string[]): DateTouch[] =>
    touched.map((each) => {
      const [kind = '', on = ''] = each.split(' ')
      return {
        customerId: 1,
        on: day(on),
        thinksOfThem: 'tgl'.includes(kind),
        isGood: 'gl'.includes(kind),
        greets: 'gls'.includes(kind),
        isSent: kind === 'l',
      }
    })

  it.each<[today: string, touched: string[], days: number | null]>([
    ['2026-02-25', [], null],
    ['2026-02-26', [], -7],
    ['2026-03-05', [], 0],
    ['2026-03-06', [], null],
    ['2026-03-01', ['t 2026-02-25'], -4],
    ['2026-03-01', ['t 2026-02-26'], null],
    ['2026-03-01', ['n 2026-02-26'], -4],
    ['2026-03-02', ['t 2026-02-26'], -3],
    ['2026-03-02', ['t 2026-03-02'], -3],
    ['2026-03-02', ['g 2026-03-01'], -3],
    ['2026-03-02', ['g 2026-03-02'], null],
    ['2026-03-04', ['g 2026-03-02'], null],
    ['2026-03-02', ['g 2026-03-03'], -3],
    ['2026-03-05', ['g 2026-03-04'], 0],
    ['2026-03-05', ['l 2026-03-02'], null],
    ['2026-03-05', ['l 2026-03-01'], 0],
    ['2026-03-05', ['t 2026-03-05'], 0],
    ['2026-03-05', ['g 2026-03-05'], null],
    ['2026-03-05', ['s 2026-03-05'], null],
    ['2026-03-04', ['s 2026-03-04'], -1],
  ])('on %s, with touches %j', (today, touched, expected) => {
    const reasons = dateReasons([birthday], touchesOf(touched), { dateAhead }, day(today))
    expect(reasons).toEqual(
      expected === null ? [] : [{ kind: 'date', date: 1, label: 'birthday', on: '2026-03-05', days: expected }],
    )
  })

  it('is looked for further ahead where that is asked for', () => {
    expect(dateReasons([birthday], [], { dateAhead }, day('2026-02-20'), 12)).toEqual([])
    expect(dateReasons([birthday], [], { dateAhead }, day('2026-02-20'), 13)).toMatchObject([{ days: -13 }])
  })

  it.each([
    ['2026-03-01', ['t 2026-02-27'], [{ days: -4, thoughtOf: true }]],
    ['2026-03-03', ['g 2026-03-02'], [{ days: -2, thoughtOf: true }]],
    ['2026-03-03', ['l 2026-03-02'], []],
    ['2026-03-05', ['g 2026-03-05'], []],
    ['2026-03-01', [], [{ days: -4 }]],
  ])(
    'is still to come in the days ahead, though somebody thought of it: on %s, with %j',
    (today, touched, expected) => {
      expect(dateReasons([birthday], touchesOf(touched), { dateAhead }, day(today), 7)).toMatchObject(expected)
      expect(dateReasons([birthday], touchesOf(touched), { dateAhead }, day(today), 1)).toHaveLength(
        touched.length === 0 ? 1 : 0,
      )
    },
  )

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
