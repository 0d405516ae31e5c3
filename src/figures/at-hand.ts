import sql from 'sql-template-tag'
import { addDays } from '#domain/days/day.ts'
import { whoIsDue } from '#domain/due/due.ts'
import type { SeenBook } from './seen-book.ts'
import { standingsThatMayBeDue } from './standings.ts'

/** A touch of so many days back from today is one of the last. */
const lately = 30

/** This morning's list comes first, in its order, then the customers of the last touches. */
export async function customersAtHand(seen: SeenBook): Promise<number[]> {
  const { db, rules, today } = seen
  const due = whoIsDue(await standingsThatMayBeDue(seen), today, rules)
  const last = await db.all<{ id: number }>(sql`select customer_id as id from touches
    where on_day > ${addDays(today, -lately)} and on_day <= ${today}
    group by customer_id order by max(on_day) desc, max(id) desc limit 10`)
  return [...new Set([...due.filter((row) => row.today).map((row) => row.customer.id), ...last.map(({ id }) => id)])]
}
