import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { replyReasons } from '#domain/answers.ts'
import { byCustomer } from '#domain/by-customer.ts'
import { dateReasons } from '#domain/dates.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Reason } from '#domain/due.ts'
import { savingsReason } from '#domain/savings.ts'
import type { Settings } from '#domain/settings.ts'
import { datesOnMonthDays } from '#tables/dates.ts'
import { customersUntoldSince, savingsOfUntoldSince } from '#tables/savings.ts'
import { ourTouchDays } from '#tables/touches.ts'
import { waitingSince, waitingTouches } from './answers.ts'

/** The reasons of due that are neither of loops nor of the score, on `today`, by customer: of one, or of all. */
export async function otherReasonsOn(
  db: Reader,
  settings: Settings,
  today: Day,
  customerId?: number,
): Promise<Map<number, Reason[]>> {
  const reasons = new Map<number, Reason[]>()
  const add = (id: number, more: Reason[]) => {
    if (more.length > 0) reasons.set(id, [...(reasons.get(id) ?? []), ...more])
  }
  const { replyWithin, dateAhead } = settings
  const waiting = await waitingTouches(db, addDays(today, -replyWithin), today, customerId)
  for (const [id, asked] of byCustomer(waiting)) add(id, replyReasons(asked, replyWithin, today))
  const dates = byCustomer(await datesOnMonthDays(db, monthDaysAhead(dateAhead, today), customerId))
  const days = byCustomer(await ourTouchDays(db, [...dates.keys()], addDays(today, -dateAhead), today))
  for (const [id, noted] of dates) {
    const ours = (days.get(id) ?? []).map(({ on }) => on)
    add(id, dateReasons(noted, ours, settings, today))
  }
  for (const [id, savings] of byCustomer(
    await savingsOfUntoldSince(db, addDays(today, -settings.savingsTell), today, customerId),
  )) {
    const reason = savingsReason(savings, settings, today)
    if (reason) add(id, [reason])
  }
  return reasons
}

/** The days of the year, `MM-DD`, from `today` on. */
const monthDaysAhead = (days: number, today: Day): string[] =>
  Array.from({ length: Math.min(days, 365) + 1 }, (_, n) => addDays(today, n).slice(5))

/** Queries for the ids of all customers who have such a reason on `today`, and perhaps of some who have none. */
export const whoMayHaveOtherReasons = ({ replyWithin, dateAhead, savingsTell }: Settings, today: Day): Sql[] => [
  waitingSince(sql`t.customer_id`, addDays(today, -replyWithin), today),
  // With 28 February comes the 29th, which falls on it in a common year.
  sql`select customer_id from dates where month_day in (${join([...monthDaysAhead(dateAhead, today), '02-29'])})`,
  customersUntoldSince(addDays(today, -savingsTell), today),
]
