import sql, { type Sql } from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Reason } from '#domain/due/due.ts'
import { replyReasons } from '#domain/practices/answers.ts'
import { dateReasons, keptWithin } from '#domain/practices/dates.ts'
import { savingsReason } from '#domain/practices/savings.ts'
import { customersOnMonthDays, datesOnMonthDays } from '#tables/dates.ts'
import { customersUntoldSince, savingsOfUntoldSince } from '#tables/savings.ts'
import { waitingSince, waitingTouches } from './answers.ts'
import { dateTouches } from './dates.ts'
import type { SeenBook } from './seen-book.ts'

/**
 * Replies, dates and savings that are in due today, by customer.
 * @param which `soon`: also the dates of so many days ahead
 */
export async function otherReasonsOn(
  seen: SeenBook,
  { soon = 0, customerId }: { soon?: number; customerId?: number },
): Promise<Map<number, Reason[]>> {
  const reasons = new Map<number, Reason[]>()
  const add = (id: number, more: Reason[]) => {
    if (more.length > 0) reasons.set(id, [...(reasons.get(id) ?? []), ...more])
  }
  const { db, today } = seen
  const { settings } = seen.rules
  const { replyWithin, dateAhead } = settings
  const ahead = monthDaysAhead(Math.max(dateAhead, soon), today)
  const thoughtSince = addDays(today, -Math.max(dateAhead, keptWithin))
  const [waiting, dates, touches, untold] = await Promise.all([
    waitingTouches(seen, addDays(today, -replyWithin), customerId),
    datesOnMonthDays(db, ahead, customerId).then(byCustomer),
    dateTouches(seen, customersOnMonthDays(ahead, customerId), thoughtSince).then(byCustomer),
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

/** `MM-DD` */
const monthDaysAhead = (days: number, today: Day): string[] =>
  Array.from({ length: Math.min(days, 365) + 1 }, (_, n) => addDays(today, n).slice(5))

/** The queries may name a few customers without a reason: the domain decides. */
export function whoMayHaveOtherReasons(seen: SeenBook, soon: number): Sql[] {
  const { today } = seen
  const { replyWithin, dateAhead, savingsTell } = seen.rules.settings
  return [
    waitingSince(seen, sql`t.customer_id`, addDays(today, -replyWithin)),
    customersOnMonthDays(monthDaysAhead(Math.max(dateAhead, soon), today)),
    customersUntoldSince(addDays(today, -savingsTell), today),
  ]
}
