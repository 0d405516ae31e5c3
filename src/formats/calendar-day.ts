import { anotherDay, dayOf, daysInMonth, monthNames } from '#domain/days/day.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { type UserError, wrongUsage } from '#errors.ts'

export const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/
const monthThenDay = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/

/** The order of the day and the month in `1/5/2026`; asked for only where it could be either. */
type Order = () => Promise<{ order: DateOrder | null }>

/**
 * A day of the calendar by its numbers or by the name of its month, with a year or without.
 * @throws wrong usage for a day that no calendar has, and for slashes that could mean two days where no order is set
 */
export const calendarDay = async (words: string, rules: Order): Promise<YearlyDay | undefined> =>
  namedMonthDay(words) ?? (await numericDay(words, rules))

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const dotted = /^(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?$/
const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/

/**
 * A day of numbers alone: `2026-11-20`, `2026/11/20`, `20.11.2026`, `20.11.`, `25/11/2026`, `11/25`.
 * @throws wrong usage for a day that no calendar has, and for slashes that could mean two days where no order is set
 */
async function numericDay(words: string, rules: Order): Promise<YearlyDay | undefined> {
  const [, year, , month, date] = yearFirst.exec(words) ?? []
  if (year) return checkedDay(Number(month), Number(date), Number(year))
  const [, first, second, yearOfDotted] = dotted.exec(words) ?? []
  if (first) return checkedDay(Number(second), Number(first), yearOfDotted ? Number(yearOfDotted) : null)
  const slashes = slashed.exec(words)
  if (!slashes) return undefined
  const [a, b] = [Number(slashes[1]), Number(slashes[2])]
  const yearOfSlashed = slashes[3] ? Number(slashes[3]) : null
  const [dayFirst, monthFirst] = [isPossible(b, a, yearOfSlashed), isPossible(a, b, yearOfSlashed)]
  const order = a !== b && dayFirst && monthFirst ? (await rules()).order : dayFirst ? 'dmy' : 'mdy'
  if (order === null) throw twoDays(words, a, b, yearOfSlashed)
  return order === 'dmy' ? checkedDay(b, a, yearOfSlashed) : checkedDay(a, b, yearOfSlashed)
}

const isPossible = (month: number, date: number, year: number | null): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year ?? 2000, month)

const twoDays = (words: string, a: number, b: number, year: number | null): UserError => {
  const named = (month: number, date: number) => `${date} ${monthNames[month - 1]}${year === null ? '' : ` ${year}`}`
  return wrongUsage(
    `"${words}" can be ${named(b, a)} or ${named(a, b)}.`,
    `Write ${named(b, a)}, or say once how you write days: cl config set date.order dmy (or mdy)`,
  )
}

/** @throws wrong usage for a day that no year has, or not that one */
function checkedDay(month: number, date: number, year: number | null): YearlyDay {
  if (year !== null || !isPossible(month, date, null)) dayOf(year ?? 2000, month, date)
  return { month, date, year }
}

/** `20 Nov`, `nov 20`, with or without a year. @throws wrong usage for a day that no year has, or not that one */
function namedMonthDay(words: string): YearlyDay | undefined {
  const [, date, name, year] = dayThenMonth.exec(words) ?? reordered(monthThenDay.exec(words)) ?? []
  const month = name === 'sept' ? 9 : months.findIndex((each) => name !== undefined && each.startsWith(name)) + 1
  if (!date || !name || month === 0) return undefined
  if (year) dayOf(Number(year), month, Number(date))
  else if (Number(date) < 1 || Number(date) > daysInMonth(2000, month))
    throw wrongUsage(`There is no ${Number(date)} ${monthNames[month - 1]}.`, anotherDay)
  return { month, date: Number(date), year: year ? Number(year) : null }
}

const reordered = (parts: RegExpExecArray | null) => parts && [parts[0], parts[2], parts[1], parts[3]]
