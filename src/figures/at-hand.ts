import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { whoIsDue } from '#domain/due/due.ts'
import type { Rules } from '#tables/rules.ts'
import { standingsThatMayBeDue } from './may-be-due.ts'

/** Days back from today in which a touch is one of the last. */
const lately = 30

/** The ids of customers who are most likely meant: this morning's list in its order, then the customers of the last touches. */
export async function customersAtHand(db: Reader, rules: Rules, today: Day): Promise<number[]> {
  const due = whoIsDue(await standingsThatMayBeDue(db, rules, today, 0), today, { settings: rules.settings })
  const last = await db.all<{ id: number }>(sql`select customer_id as id from touches
    where on_day > ${addDays(today, -lately)} and on_day <= ${today}
    group by customer_id order by max(on_day) desc, max(id) desc limit 10`)
  return [...new Set([...due.filter((row) => row.today).map((row) => row.customer.id), ...last.map(({ id }) => id)])]
}
