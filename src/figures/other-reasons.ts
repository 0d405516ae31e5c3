import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Reason } from '#domain/due/due.ts'
import { replyReasons } from '#domain/practices/answers.ts'
import { dateReasons, keptWithin } from '#domain/practices/dates.ts'
import { savingsReason } from '#domain/practices/savings.ts'
import { customersOnMonthDays, datesOnMonthDays } from '#tables/dates.ts'
import type { Rules } from '#tables/rules.ts'
import { customersUntoldSince, savingsOfUntoldSince } from '#tables/savings.ts'
import { waitingSince, waitingTouches } from './answers.ts'
import { dateTouches } from './dates.ts'

/**
 * Replies, dates and savings that are in due on `today`, by customer: of one, or of all.
 * @param which `soon`: also the dates of so many days ahead
 */
export async function otherReasonsOn(
  db: Reader,
  rules: Rules,
  today: Day,
  { soon = 0, customerId }: { soon?: number; customerId?: number } = {},
): Promise<Map<number, Reason[]>> {
  const reasons = new Map<number, Reason[]>()
  const add = (id: number, more: Reason[]) => {
    if (more.length > 0) reasons.set(id, [...(reasons.get(id) ?? []), ...more])
  }
  const { settings } = rules
  const { replyWithin, dateAhead } = settings
  const ahead = monthDaysAhead(Math.max(dateAhead, soon), today)
  const thoughtSince = addDays(today, -Math.max(dateAhead, keptWithin))
  const [waiting, dates, touches, untold] = await Promise.all([
    waitingTouches(db, rules, addDays(today, -replyWithin), today, customerId),
    datesOnMonthDays(db, ahead, customerId).then(byCustomer),
    dateTouches(db, rules, customersOnMonthDays(ahead, customerId), thoughtSince, today).then(byCustomer),
    savingsOfUntoldSince(db, addDays(today, -settings.savingsTell), today, customerId),
  ])
  for (const [id, asked] of byCustomer(waiting)) add(id, replyReasons(asked, replyWithin, today))
  for (const [id, noted] of dates) {
    add(id, dateReasons(noted, touches.get(id) ?? [], settings, today, soon))
  }
  for (const [id, savings] of byCustomer(untold)) {
    const reason = savingsReason(savings, settings, today)
    if (reason) add(id, [reason])
  }
  return reasons
}

/** The days of the year, `MM-DD`, from `today` on. */
const monthDaysAhead = (days: number, today: Day): string[] =>
  Array.from({ length: Math.min(days, 365) + 1 }, (_, n) => addDays(today, n).slice(5))

/** Queries for the ids of all customers with such a reason on `today`. They may name a few without one: the domain decides. */
export const whoMayHaveOtherReasons = (
  { vocabulary, settings: { replyWithin, dateAhead, savingsTell } }: Rules,
  today: Day,
  soon: number,
): Sql[] => [
  waitingSince({ vocabulary }, sql`t.customer_id`, addDays(today, -replyWithin), today),
  customersOnMonthDays(monthDaysAhead(Math.max(dateAhead, soon), today)),
  customersUntoldSince(addDays(today, -savingsTell), today),
]
