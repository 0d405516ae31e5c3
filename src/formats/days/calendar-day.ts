import { anotherDay, type Day, dayOf, monthNames, yearOf } from '#domain/days/day.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { type UserError, wrongUsage } from '#errors.ts'
import { type DayParts, type Direction, dayIn, isPossibleDay } from './day-parts.ts'

/** `rules` gives the order of the day and the month in `1/5/2026`. */
type Reading = { today: Day; direction: Direction; rules: () => Promise<{ order: DateOrder | null }> }

/**
 * The month is written, and perhaps the year.
 * @throws wrong usage, for a day that its year, or every year, lacks, and for one that could be two where no order is set
 */
export async function calendarDay(words: string, { today, direction, rules }: Reading): Promise<YearlyDay | undefined> {
  const found = dayIn(words, { order: null, thisYear: yearOf(today), direction })
  if (found === undefined || found === 'none') return undefined
  if ('month' in found) return checkedDay(found)
  const { order } = await rules()
  if (order === null) throw twoDays(words, found.first, found.second, found.year)
  const [date, month] = order === 'dmy' ? [found.first, found.second] : [found.second, found.first]
  return checkedDay({ month, date, year: found.year })
}

const twoDays = (words: string, a: number, b: number, year: number | null): UserError => {
  const named = (month: number, date: number) => `${date} ${monthNames[month - 1]}${year === null ? '' : ` ${year}`}`
  return wrongUsage(
    `"${words}" can be ${named(b, a)} or ${named(a, b)}.`,
    `Write ${named(b, a)}, or say once how you write days: cl config set date.order dmy (or mdy)`,
  )
}

/** @throws wrong usage, for a day that its year, or every year, lacks */
function checkedDay({ month, date, year }: DayParts): YearlyDay {
  if (year !== null) dayOf(year, month, date)
  else if (month < 1 || month > 12) throw wrongUsage(`There is no month ${month}.`, anotherDay)
  else if (!isPossibleDay({ month, date, year }))
    throw wrongUsage(`There is no ${date} ${monthNames[month - 1]}.`, anotherDay)
  return { month, date, year }
}
