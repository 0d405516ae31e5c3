import { addDays, type Day, firstDay, partsOf } from '#domain/days/day.ts'
import { monthDayOf } from '#domain/practices/dates.ts'
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
  return found === 'none' || (isOneDay(found) && isPossibleDay(found))
}

const isOneDay = (found: Read): found is DayParts => typeof found === 'object' && 'month' in found

/**
 * A day of a file, as programs and spreadsheets write it.
 * @returns null for the zeros that spreadsheets write where there is no day (`0/0/00`)
 * @throws wrong usage, for a text that is no day or could be two, and for a day that no calendar has
 */
export function writtenDay(field: string, text: string, reading: DayReading): Day | null {
  const found = dayInFile(text, reading)
  if (found === 'none') return null
  if (found !== undefined && !isOneDay(found)) {
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
  if (!isOneDay(found)) return undefined
  const year = found.year !== null && found.year >= 1900 ? found.year : null
  if (!isPossibleDay({ ...found, year })) return undefined
  return { monthDay: monthDayOf(found), year }
}
