import { addDays, type Day, dayOf, daysInMonth, firstDay, partsOf, yearOf } from '#domain/days/day.ts'
import { monthDayOf } from '#domain/practices/dates.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { wrongUsage } from '#errors.ts'
import { monthNamed } from './month-names.ts'

/** A day without a year or a week is the latest that is not after today, or the earliest that is not before it. */
export type Direction = 'past' | 'future'

/** `year` is null where none is written. */
export type DayParts = { year: number | null; month: number; date: number }

/** Each number can be the month. */
type TwoDays = { first: number; second: number; year: number | null }

/** A calendar may not have the day; `none` is for no day, undefined for other texts. */
type Read = DayParts | 'none' | TwoDays | undefined

/**
 * The way to read days: the order of day and month where a text leaves it open, if that is known; the year of today, if that is,
 * and whether a year of two digits is one up to it, or the nearest; and today, where a day without a year is the latest one up to it.
 */
export type DayReading = {
  order: DateOrder | null
  thisYear: number | null
  direction?: Direction
  today?: Day
}

/** Letters: any day with its time is shorter. */
const longest = 60
// `, 14:05`, ` 2:05 pm`, ` um 14:05 Uhr`, `T14:05:00Z`, and as cards write it `T140500Z`
const time =
  /(?:[T ,]+(?:(?:at|um|om|ob|kl\.?|klo|ore|alle|a las|[ov]|\u00e0s?) )?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)? ?(?:[ap]\.?m\.?|uhr|hs?\.?)?|(?<=\d)T\d{4}(?:\d{2})?)(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2})){0,2}(?: \([a-z ]+\))?$/i
// `10:11 AM EST`
const zone = /(?<=:\d{2}(?: ?[AP]M)?) [A-Z]{3,4}$/
const nothing = /^0{1,4}[-/.]0{1,2}[-/.]0{1,4}$/
// `2026. 11. 20.` with stops behind all, as in Hungary
const yearFirst = /^(?!\d{5,7}$)(?<year>\d{4})(\. ?|[-/ ]?)(?<month>\d{1,2})\2(?<date>\d{1,2})(?:(?<=\..*)\.)?$/
const yearless = /^--(?<month>\d{2})-?(?<date>\d{2})$/
const dotted = /^(?<date>\d{1,2})\. ?(?<month>\d{1,2})\.(?: ?(?<year>\d{4}|\d{2})(?: r\.?)?)?$/
const slashed = /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/
// Patterns of letters of all languages take long to make, so that each is made only where a text needs it.
const dayThenMonth = () =>
  /^(?<date>\d{1,2})(?:st|nd|rd|th|er|[e\u00e8]me|\.|\u00ba)?[ /-]?(?:of |de )?(?<name>\p{L}{3,12})\.?,?(?:(?:[ /-]|(?<=\.))(?:del? )?(?<year>\d{4}|\d{2})(?: r\.?)?)?$/iu
const monthThenDay = () =>
  /^(?<name>\p{L}{3,12})\.?[ -](?<date>\d{1,2})(?:st|nd|rd|th)?(?:(?:,? (?=\d{4})|(?<=-\d+)-)(?<year>\d{4}|\d{2}))?$/iu

/** Signs that cannot be seen go, too. */
export const withoutTime = (text: string): string =>
  /^[\d-]*$/.test(text)
    ? text
    : text
        .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
        .replace(/[\s\u00a0\u202f]+/g, ' ')
        .trim()
        .replace(zone, '')
        .replace(time, '')

/** Two digits are the last such year for a past field, else the nearest; NaN where today is not known. */
function yearIn(text: string | undefined, { thisYear, direction = 'past' }: DayReading): number | null {
  if (text === undefined) return null
  if (text.length > 2) return Number(text)
  if (thisYear === null) return Number.NaN
  const near = Math.floor(thisYear / 100) * 100 + Number(text)
  if (direction === 'past') return near > thisYear ? near - 100 : near
  return near < thisYear - 50 ? near + 100 : near > thisYear + 50 ? near - 100 : near
}

/**
 * This is the one reader of days, for typed words and for files: `2026-11-20`, `20.11.2026`, `20 Nov 2026` in thirteen languages,
 * `11/20/26`; a time of day behind it is passed over.
 */
export function dayIn(text: string, reading: DayReading): Read {
  const found = partsIn(text, reading)
  return typeof found === 'object' && Number.isNaN(found.year) ? undefined : found
}

function partsIn(text: string, reading: DayReading): Read {
  if (text.length > longest) return undefined
  const typed = withoutTime(text)
  if (nothing.test(typed)) return 'none'
  const { year, month, date } = (yearFirst.exec(typed) ?? yearless.exec(typed) ?? dotted.exec(typed))?.groups ?? {}
  if (month !== undefined) return { year: yearIn(year, reading), month: Number(month), date: Number(date) }
  return slashedDay(typed, reading) ?? namedDay(typed, reading)
}

/** A stroke or a dash stands between them; undefined for other texts, and for zeros. */
function slashedIn(text: string): { first: number; second: number; year: string | undefined } | undefined {
  if (text.length > longest) return undefined
  const typed = withoutTime(text)
  const [, first, , second, year] = slashed.exec(typed) ?? []
  return first === undefined || nothing.test(typed) ? undefined : { first: Number(first), second: Number(second), year }
}

function slashedDay(typed: string, reading: DayReading): Read {
  const found = slashedIn(typed)
  if (!found) return undefined
  const { first, second } = found
  const year = yearIn(found.year, reading)
  const order = orderOf(first, second) ?? (first === second || first === 0 || second === 0 ? 'dmy' : reading.order)
  if (order === null) return { first, second, year }
  return order === 'dmy' ? { year, month: second, date: first } : { year, month: first, date: second }
}

/** Null where both numbers can be a month. */
const orderOf = (first: number, second: number): DateOrder | null => (first > 12 ? 'dmy' : second > 12 ? 'mdy' : null)

function namedDay(typed: string, reading: DayReading): Read {
  const { date, name, year } = (dayThenMonth().exec(typed) ?? monthThenDay().exec(typed))?.groups ?? {}
  const month = name === undefined ? undefined : monthNamed(name)
  return month === undefined ? undefined : { year: yearIn(year, reading), month, date: Number(date) }
}

/** Any year may have a day without a year. */
export const isPossibleDay = ({ year, month, date }: DayParts): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year ?? 2000, month)

export const isInDirection = (day: Day, today: Day, direction: Direction): boolean =>
  direction === 'past' ? day <= today : day >= today

/**
 * The written year, or the nearest in a direction that has the day; undefined for a day that no year has.
 * @throws wrong usage for a day that its year does not have, and for a year outside 1900–9999
 */
export function dayNear({ year, month, date }: DayParts, today: Day, direction: Direction): Day | undefined {
  if (year !== null) return dayOf(year, month, date)
  const step = direction === 'past' ? -1 : 1
  // 29 February may have to be looked for as far as eight years away, around 1900 or 2100.
  const years = Array.from({ length: 9 }, (_, away) => yearOf(today) + step * away)
  return years
    .filter((each) => isPossibleDay({ year: each, month, date }))
    .map((each) => dayOf(each, month, date))
    .find((day) => isInDirection(day, today, direction))
}

/** The day 0 of a spreadsheet program, which it writes for an empty cell, and the first day of the year 1, as other programs do. */
const dayZero =
  /^(?:0?[01][-/.]0?[01][-/.]1900|0001-01-01|0?1[/.]0?1[/.]0001|1900-01-00|1899-12-3[01]|3[01]\.12\.1899|12\/3[01]\/1899)$/
// A pattern of letters of all languages takes long to make.
const weekday = () => /^\p{L}{1,12}\.?,? (?=.*\d)| \(\p{L}{2,12}\.?\)$/u
/** A day as a spreadsheet program counts it, from the end of 1899 on: it writes one so in a cell without the format of days. */
const counted = /^\d{5}(?:[.,]\d+)?$/

/** `2026年11月20日`, in Chinese and Japanese, and in Korean. */
const yearMonthDay = /^(\d{4})[\u5e74\ub144] ?(\d{1,2})[\u6708\uc6d4] ?(\d{1,2})[\u65e5\uc77c]/

/** A weekday may stand before the day, which programs work out; or the day is counted. */
function dayInFile(text: string, reading: DayReading): Read {
  const typed = text.trim().replace(yearMonthDay, '$1-$2-$3')
  if (dayZero.test(withoutTime(typed))) return 'none'
  if (counted.test(typed)) return partsOf(addDays(firstDay, Number.parseInt(typed, 10) - 2))
  return dayIn(typed, reading) ?? (weekday().test(typed) ? dayIn(typed.replace(weekday(), ''), reading) : undefined)
}

/** `open` is the first cell that leaves the order open. */
export type ColumnOrder = { proven: Set<DateOrder>; open: string | null }

export const unseenOrder = (): ColumnOrder => ({ proven: new Set(), open: null })

export function learnOrder(column: ColumnOrder, cell: string): void {
  const found = slashedIn(cell)
  if (!found || dayZero.test(withoutTime(cell))) return
  const order = orderOf(found.first, found.second)
  if (order !== null) column.proven.add(order)
  else if (found.first !== found.second) column.open ??= cell.trim()
}

/** The order does not matter. */
export function looksLikeDay(text: string): boolean {
  if (/^\d+(?:[.,]\d+)?$/.test(text.trim())) return false // more likely a number
  const found = dayInFile(text, { order: 'dmy', thisYear: 2_000 })
  return found === 'none' || (isOneDay(found) && isPossibleDay(found))
}

const isOneDay = (found: Read): found is DayParts => typeof found === 'object' && 'month' in found

/**
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

/** A day without its year is the latest such day up to today, where that is known. */
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
