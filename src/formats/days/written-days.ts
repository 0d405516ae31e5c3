import { addDays, type Day, dayOf, firstDay } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { wrongUsage } from '#errors.ts'
import {
  type DayParts,
  type DayReading,
  dayIn,
  dayNear,
  isPossibleDay,
  orderOf,
  type Read,
  slashedIn,
  withoutTime,
} from './day-parts.ts'
import { monthNamed } from './month-names.ts'
import { monthOfPart } from './parts-of-year.ts'

/** The day 0 of a spreadsheet program, which it writes for an empty cell. */
const dayZero = /^(?:0?[01][-/.]0?[01][-/.]1900|1900-01-00|1899-12-3[01]|3[01]\.12\.1899|12\/3[01]\/1899)$/
// A pattern of letters of all languages takes long to make.
const weekday = () => /^\p{L}{2,12}\.?,? (?=.*\d)/u
/** A day as a spreadsheet program counts it, from the end of 1899 on: it writes one so in a cell without the format of days. */
const counted = /^\d{5}(?:[.,]\d+)?$/

/** A day of a file: it may have its weekday before it, which programs work out, or be counted. */
function dayInFile(text: string, reading: DayReading): Read {
  const typed = text.trim()
  if (dayZero.test(withoutTime(typed))) return 'none'
  if (counted.test(typed)) return partsOf(addDays(firstDay, Number.parseInt(typed, 10) - 2))
  return dayIn(typed, reading) ?? (weekday().test(typed) ? dayIn(typed.replace(weekday(), ''), reading) : undefined)
}

const partsOf = (day: Day): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  date: Number(day.slice(8)),
})

/** Words before a day that is not known for sure: `about 2014`, `ca. 2013`. */
const roughly = /^(?:~|(?:circa|ca|approx|about|around|etwa|ungef[a\u00e4]hr|environ|env|vers|hacia|aprox|c)\b\.?) */iu
const quarter = '(?:[qt](?<quarter>[1-4])|(?<numbered>[1-4])\\. ?quartal)'
const partOfYear = [
  new RegExp(`^${quarter}[ /-]*(?<year>\\d{4})$`, 'i'),
  new RegExp(`^(?<year>\\d{4})[ /-]*${quarter}$`, 'i'),
  /^(?<part>\p{L}{2,12})(?: of | de |[ -])(?<year>\d{4})$/iu,
]

/**
 * The first day of a year, a month or another part of a year alone, as people write since when somebody is a customer: `2019`,
 * `01/2021`, `2021-01`, `March 2021`, `Q1 2022`, `spring 2019`, and `Jan-23`, which spreadsheet programs make of a month; undefined for
 * any other text.
 */
export function beginningIn(text: string): Day | undefined {
  const typed = withoutTime(text).replace(roughly, '')
  const found =
    /^(?:(?<month>\d{1,2})[./-])?(?<year>\d{4})$/.exec(typed) ??
    /^(?<year>\d{4})[./-](?<month>\d{1,2})$/.exec(typed) ??
    /^(?<name>\p{L}{3,12})\.?(?: (?<year>\d{4})|-(?<two>\d{2}))$/u.exec(typed)
  const { month = '1', name, two, year = two && `${Number(two) < 50 ? 20 : 19}${two}` } = found?.groups ?? {}
  const number = name === undefined ? Number(month) : monthNamed(name)
  const isBeginning = Number(year) >= 1900 && number !== undefined && number >= 1 && number <= 12
  return isBeginning ? dayOf(Number(year), number, 1) : beginningOfPart(typed)
}

/** The first day of a quarter or a season: `Q1 2022`, `spring 2019`, `Ende 2015`. */
function beginningOfPart(text: string): Day | undefined {
  const {
    year,
    quarter,
    numbered,
    part = '',
  } = partOfYear.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined) ?? {}
  const count = quarter ?? numbered
  const month = count === undefined ? monthOfPart(part) : Number(count) * 3 - 2
  return month !== undefined && Number(year) >= 1900 ? dayOf(Number(year), month, 1) : undefined
}

/** The orders that the cells of a column prove, and the first cell that leaves it open. */
export type ColumnOrder = { proven: Set<DateOrder>; open: string | null }

/** The order of a column before any cell has been seen. */
export const unseenOrder = (): ColumnOrder => ({ proven: new Set(), open: null })

/** Learns the order of day and month in a column from one more cell. */
export function learnOrder(column: ColumnOrder, cell: string): void {
  const found = slashedIn(cell)
  if (!found || dayZero.test(withoutTime(cell))) return
  const order = orderOf(found.first, found.second)
  if (order !== null) column.proven.add(order)
  else if (found.first !== found.second) column.open ??= cell.trim()
}

/** True when a text of a file is a day, in whatever order. */
export function looksLikeDay(text: string): boolean {
  if (/^\d+(?:[.,]\d+)?$/.test(text.trim())) return false // more likely a number
  const found = dayInFile(text, { order: 'dmy', thisYear: 2_000 })
  return found === 'none' || (isDay(found) && isPossibleDay(found))
}

const isDay = (found: Read): found is DayParts => typeof found === 'object' && 'month' in found

/**
 * A day of a file, as programs and spreadsheets write it.
 * @returns null for the zeros that spreadsheets write where there is no day (`0/0/00`)
 * @throws wrong usage, for a text that is no day or could be two, and for a day that no calendar has
 */
export function writtenDay(field: string, text: string, reading: DayReading): Day | null {
  const found = dayInFile(text, reading)
  if (found === 'none') return null
  if (found !== undefined && !isDay(found)) {
    throw wrongUsage(
      `The ${field} "${text.trim()}" could be two days. Say which is first: --dates dmy for the day, mdy for the month.`,
    )
  }
  const day = found && latestOf(found, reading.today)
  if (day === undefined) throw wrongUsage(`The ${field} "${text.trim()}" is not a day like 2026-11-20.`)
  return day
}

/** A day with its year; without one, the latest such day up to today, where that is known. */
const latestOf = (found: DayParts, today: Day | undefined): Day | undefined =>
  found.year === null && today === undefined ? undefined : dayNear(found, today ?? firstDay, 'past')

/**
 * A day of the year, with its year where that is known: all texts that `writtenDay` reads, and days without a year, such as
 * `--0503`, `3.5.` or `05-23`. A telephone writes years before 1900 where it knows none.
 * @returns undefined for a text that is no day or could be two; null for the zeros of a spreadsheet without a day
 */
export function dayOfYear(
  text: string,
  reading: DayReading,
): { monthDay: string; year: number | null } | null | undefined {
  const found = dayInFile(text, reading)
  if (found === 'none') return null
  if (!isDay(found)) return undefined
  const year = found.year !== null && found.year >= 1900 ? found.year : null
  if (!isPossibleDay({ ...found, year })) return undefined
  const two = (number: number) => String(number).padStart(2, '0')
  return { monthDay: `${two(found.month)}-${two(found.date)}`, year }
}
