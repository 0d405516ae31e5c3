import { describe, expect, it } from 'vitest'
import { dayOf } from '#domain/days/day.ts'
import {
  type DayReading,
  dayOfYear,
  learnOrder,
  looksLikeDay,
  unseenOrder,
  writtenDay,
} from '#formats/days/day-parts.ts'

const open: DayReading = { order: null, thisYear: 2026 }
const us: DayReading = { ...open, order: 'mdy' }

describe('a day', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T13:04:00.000Z', '2026-11-20'],
    ['2026-11-20 13:04:00+01:00', '2026-11-20'],
    ['20261120T130400Z', '2026-11-20'],
    ['20261120T1304-0500', '2026-11-20'],
    ['2026/1/5', '2026-01-05'],
    ['20261120', '2026-11-20'],
    ['20.11.2026', '2026-11-20'],
    ['2026. 11. 05.', '2026-11-05'],
    ['2026.1.5.', '2026-01-05'],
    ['20.11.2026 um 14:05 Uhr', '2026-11-20'],
    ['20.11.2026, 14.05 Uhr', '2026-11-20'],
    ['vendredi 20 novembre 2026 \u00e0 14h05', '2026-11-20'],
    ['20/11/2026 14h05', '2026-11-20'],
    ['20-11-2026 kl. 14.05', '2026-11-20'],
    ['20.11.2026 klo 14.05', '2026-11-20'],
    ['20 listopada 2026 r.', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    ['2026년 11월 5일', '2026-11-05'],
    ['20.11.2026 r.', '2026-11-20'],
    ['Nov 20, 2026 at 2:05 PM', '2026-11-20'],
    ['Fri Nov 20 2026 14:05:00 GMT+0100 (CET)', '2026-11-20'],
    ['20/Nov/2026', '2026-11-20'],
    ['Nov-20-26', '2026-11-20'],
    ['20.Nov.2026', '2026-11-20'],
    ['d. 20. november 2026', '2026-11-20'],
    ['20\u00e8me novembre 2026', '2026-11-20'],
    ['20/11/2026 (Fri)', '2026-11-20'],
    ['3. 2. 26', '2026-02-03'],
    ['20.11.26 14:05', '2026-11-20'],
    ['11/20/2025', '2025-11-20'],
    ['20-11-2025', '2025-11-20'],
    ['10/15/26', '2026-10-15'],
    ['5/5/1980', '1980-05-05'],
    ['05-Oct-26', '2026-10-05'],
    ['5 Oct 2026 14:05', '2026-10-05'],
    ['Apr 11, 2023 1:04 PM', '2023-04-11'],
    ['April 11th, 2023', '2023-04-11'],
    ['Sunday, 3 November 1980', '1980-11-03'],
    ['3 Nov 1980', '1980-11-03'],
    ['3. November 1980', '1980-11-03'],
    ['1er mars 2020', '2020-03-01'],
    ['3 de noviembre de 1980', '1980-11-03'],
    ['3 listopada 1980', '1980-11-03'],
    ['3. marraskuuta 1980', '1980-11-03'],
    ['3. října 1980', '1980-10-03'],
    ['3 dicembre 1980', '1980-12-03'],
    ['3 août 1980', '1980-08-03'],
    ['3. mai 1980', '1980-05-03'],
    ['\u202a3/13/1980\u202c', '1980-03-13'],
  ])('%s is %s', (text, day) => {
    expect(writtenDay('day', text, open)).toBe(day)
  })

  it('of two digits is in the hundred years up to now', () => {
    expect(writtenDay('day', '1/13/27', open)).toBe('1927-01-13')
    expect(writtenDay('day', '1/13/26', open)).toBe('2026-01-13')
  })

  it('of two readings is that of the order, and refused without one', () => {
    expect(writtenDay('day', '1/5/2026', us)).toBe('2026-01-05')
    expect(writtenDay('day', '1/5/2026', { ...open, order: 'dmy' })).toBe('2026-05-01')
    expect(() => writtenDay('day', '1/5/2026', open)).toThrow('could be two days')
  })

  it.each([
    ...['0/0/00', '0000-00-00', '00.00.0000', '0/0/0000', '0000-00-00 00:00:00'],
    ...['1/0/1900', '01.01.1900', '1899-12-30 00:00', '30.12.1899'],
    ...['0001-01-01', '0001-01-01T00:00:00', '01.01.0001 00:00:00', '1/1/0001'],
  ])('%s is nothing', (text) => {
    expect(writtenDay('day', text, open)).toBeNull()
    expect(dayOfYear(text, open)).toBeNull()
  })

  it.each([
    ['3.11.', '2026-11-03'],
    ['30.11.', '2025-11-30'],
    ['Feb 29', '2024-02-29'],
  ])('%s is the latest such day, where today is known', (text, day) => {
    expect(writtenDay('day', text, { ...us, today: dayOf(2026, 11, 26) })).toBe(day)
  })

  it.each([
    ...['soon', '13/13/2026', '2026-02-30', '3 Foo 2026', '12:30', '5/23', '31 Apr 2026', '800523', ''],
    ...['nov 20-25', 'Dec 24th-26'],
  ])('%s is refused', (text) => {
    expect(() => writtenDay('day', text, us)).toThrow()
  })
})

describe('a day of the year', () => {
  it.each<[string, string, number | null]>([
    ['--0503', '05-03', null],
    ['--05-03', '05-03', null],
    ['5/23/1980', '05-23', 1980],
    ['05-23', '05-23', null],
    ['23/05', '05-23', null],
    ['03.11.', '11-03', null],
    ['3. 11.', '11-03', null],
    ['3 Nov 1980', '11-03', 1980],
    ['Nov 3, 1980', '11-03', 1980],
    ['3 Nov', '11-03', null],
    ['03-Nov', '11-03', null],
    ['1604-05-03', '05-03', null],
    ['29 Feb', '02-29', null],
  ])('%s is %s', (text, monthDay, year) => {
    expect(dayOfYear(text, open)).toEqual({ monthDay, year })
  })

  it.each(['05-04', 'in spring', '31/04', '30 Feb', '29.02.2025'])('%s is none', (text) => {
    expect(dayOfYear(text, open)).toBeUndefined()
  })
})

describe('a column', () => {
  const seen = (...cells: string[]) => {
    const column = unseenOrder()
    for (const cell of cells) learnOrder(column, cell)
    return [[...column.proven], column.open]
  }

  it('proves the order of day and month by one cell that has only one', () => {
    expect(seen('11/20/2025', '1/5/2026', '12/24/2025')).toEqual([['mdy'], '1/5/2026'])
    expect(seen('1/5/2026 14:05', '24/12/2025')).toEqual([['dmy'], '1/5/2026 14:05'])
    expect(seen('13/1/2025', '1/13/2025')).toEqual([['dmy', 'mdy'], null])
    expect(seen('1/5/2026', '5/5/26', '0/0/00')).toEqual([[], '1/5/2026'])
  })
})

it.each<[string, boolean]>([
  ['2026-11-20', true],
  ['11/20/26', true],
  ['3 Nov 1980', true],
  ['352-555-0101', false],
  ['20261120', false],
  ['12-13', true],
  ['Ann', false],
  ['13/14/2026', false],
])('%s looks like a day: %s', (text, is) => {
  expect(looksLikeDay(text)).toBe(is)
})
