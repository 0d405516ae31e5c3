import sql, { type Sql } from 'sql-template-tag'
import { replyReasons } from '../domain/answers.ts'
import { byCustomer } from '../domain/by-customer.ts'
import { addDays, type Day } from '../domain/day.ts'
import type { Reason } from '../domain/due.ts'
import type { Settings } from '../domain/settings.ts'
import { waitingTouches, waitsSince } from './answers.ts'
import type { Reader } from './engine.ts'

/** The reasons of due that are neither of loops nor of the score, on `today`, by customer. */
export async function otherReasonsOn(db: Reader, settings: Settings, today: Day): Promise<Map<number, Reason[]>> {
  const reasons = new Map<number, Reason[]>()
  const add = (customerId: number, more: Reason[]) => {
    if (more.length > 0) reasons.set(customerId, [...(reasons.get(customerId) ?? []), ...more])
  }
  const { replyWithin } = settings
  const waiting = await waitingTouches(db, addDays(today, -replyWithin), today)
  for (const [customerId, asked] of byCustomer(waiting)) add(customerId, replyReasons(asked, replyWithin, today))
  return reasons
}

/** Queries for the ids of all customers who have such a reason on `today`, and perhaps of some who have none. */
export const whoMayHaveOtherReasons = ({ replyWithin }: Settings, today: Day): Sql[] => [
  sql`select t.customer_id from touches t where ${waitsSince(addDays(today, -replyWithin), today)}`,
]
