import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Cadence } from '#domain/days/cadence.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { pickFirstDay } from '#domain/due/first-days.ts'

/**
 * The first day of a customer without a care visit, where the first visit would be due at once: the day with the fewest first
 * days among the next of their cadence (docs/scoring.md, "The care visit"). Null where it would not be due yet, or never is.
 * @param every their cadence, the shop's own filled in
 */
export async function firstDayFor(db: Reader, since: Day, every: Cadence, today: Day): Promise<Day | null> {
  if (every === 'never' || addDays(since, every) > today) return null
  const taken = await db.cells<[day: Day, customers: number]>(sql`select first_day, count(*)
    from customers where first_day between ${addDays(today, 1)} and ${addDays(today, every)} group by first_day`)
  return pickFirstDay(new Map(taken), every, today)
}
