import { addDays, type Day } from '#domain/days/day.ts'
import { dayNear } from './day-parts.ts'
import { monthNamed } from './month-names.ts'
import { monthOfSeason } from './parts-of-year.ts'

/** `months` is the time after which what was named by it is over. */
type Part = { month: number; date: number; months: number }

function partNamed(text: string): Part | undefined {
  const [, middle, name = ''] =
    /^(?:the |next |early |(?:start|beginning) of |(mid|middle of)[ -])?(\p{L}+)$/iu.exec(text) ?? []
  const season = monthOfSeason(name)
  const month = season ?? monthNamed(name)
  if (month === undefined) return undefined
  return middle ? { month, date: 15, months: 0 } : { month, date: 1, months: season ? 3 : 1 }
}

/**
 * `march`, `next spring`, `mid january`; undefined for another text.
 * @param isAfter true for the first day when it is over
 */
export function partToCome(text: string, isAfter: boolean, today: Day): Day | undefined {
  const part = partNamed(text)
  if (part === undefined) return undefined
  const month = isAfter ? ((part.month - 1 + part.months) % 12) + 1 : part.month
  return dayNear({ year: null, month, date: part.date }, addDays(today, 1), 'future')
}
