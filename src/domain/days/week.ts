import { UTCDateMini } from '@date-fns/utc/date/mini'
import { getISOWeek, getISOWeekYear, setISODay, setISOWeek, startOfWeek } from 'date-fns'
import { wrongUsage } from '#errors.ts'
import { addDays, type Day, dayOf } from './day.ts'

/** 0 for Sunday … 6 for Saturday. */
export type WeekStart = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Seven days; `name` is `2026-W47`. */
export type Week = { name: string; from: Day; to: Day }

type Moment = ReturnType<typeof startOfWeek>

const dayFrom = (date: Moment): Day => dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate())

/** The number is that of the ISO week that most of its days are in: that of its fourth day. */
function weekFrom(date: Moment, start: WeekStart): Week {
  const from = dayFrom(startOfWeek(date, { weekStartsOn: start }))
  const fourth = new UTCDateMini(addDays(from, 3))
  return { name: weekName(getISOWeekYear(fourth), getISOWeek(fourth)), from, to: addDays(from, 6) }
}

const writeAWeek = 'Write this, last, or a week such as 2026-W47, or 47 for one of this year.'

const weekName = (year: number, number: number): string => `${year}-W${String(number).padStart(2, '0')}`

export const weekOf = (day: Day, start: WeekStart): Week => weekFrom(new UTCDateMini(day), start)

export const weekBefore = (week: Week, start: WeekStart): Week => weekOf(addDays(week.from, -1), start)

/** The week itself is the last of `count`. */
export const lastWeeks = (week: Week, count: number, start: WeekStart): Week[] =>
  Array.from({ length: count }, (_, i) => weekOf(addDays(week.from, 7 * (i + 1 - count)), start))

/**
 * `this`, `last`, `2026-W47`, or `47` for one of this year.
 * @throws wrong usage, for another text, a week that the year does not have, and one not begun yet
 */
export function weekNamed(text: string, today: Day, start: WeekStart): Week {
  const current = weekOf(today, start)
  const word = text.trim().toLowerCase()
  if (word === 'this') return current
  if (word === 'last') return weekBefore(current, start)
  const parts = /^(?:(\d{4})-?w|w?)(\d{1,2})$/.exec(word)
  const year = Number(parts?.[1] ?? current.name.slice(0, 4))
  if (!parts || year < 1900 || year > 9998) {
    throw wrongUsage(`"${text}" is not a week.`, writeAWeek)
  }
  // A week that shares most of its days with an ISO week holds the Thursday of it, and 4 January is in the first.
  const number = Number(parts[2])
  const thursday = setISODay(setISOWeek(new UTCDateMini(`${year}-01-04`), number), 4)
  const week = weekFrom(thursday, start)
  if (week.name !== weekName(year, number)) throw wrongUsage(`The year ${year} has no week ${number}.`, writeAWeek)
  if (week.from > today) throw wrongUsage(`The week ${week.name} begins on ${week.from}, after today.`, writeAWeek)
  return week
}
