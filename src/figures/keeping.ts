import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import type { Day } from '#domain/day.ts'
import type { Keeping } from '#domain/stats.ts'
import { isScoredOn } from '#tables/customers.ts'

/**
 * Marks a customer who was lost as won back on a day. A customer who was merged may have been lost twice.
 * @returns whether they had been lost
 */
export async function winBack(db: Writer, customerId: number, on: Day): Promise<boolean> {
  const losses = await db.all<{ id: number; lostOn: Day }>(
    sql`select id, lost_on as "lostOn" from losses where customer_id = ${customerId} and won_back_on is null`,
  )
  for (const { id, lostOn } of losses) await db.update('losses', id, { won_back_on: lostOn > on ? lostOn : on })
  return losses.length > 0
}

/** A query for customers who left, and whom nobody had won back by that day. */
const lostOn = (on: Day): Sql => sql`select customer_id as id from losses
  where lost_on <= ${on} and (won_back_on is null or won_back_on > ${on})`

export async function lostCustomers(db: Reader, today: Day): Promise<Set<number>> {
  return new Set((await db.all<{ id: number }>(lostOn(today))).map(({ id }) => id))
}

/** The condition that `c` is a customer on a day, and not lost. */
export const isCustomerStill = (on: Day): Sql =>
  sql`c.kind = 'customer' and ${isScoredOn(on)} and c.id not in (${lostOn(on)})`

/** Customers kept, lost and won back from `from` to `today` (docs/scoring.md, "Keeping"). */
export async function keepingBetween(db: Reader, from: Day, today: Day): Promise<Keeping> {
  const customersWho = (condition: Sql): Sql => sql`(select count(distinct l.customer_id)
    from losses l join customers c on c.id = l.customer_id where c.kind = 'customer' and ${condition})`
  const [keeping] = await db.all<Keeping>(sql`select
    (select count(*) from customers c where ${isCustomerStill(from)} and ${isCustomerStill(today)}) as kept,
    ${customersWho(sql`l.lost_on between ${from} and ${today} and (l.won_back_on is null or l.won_back_on > ${today})`)} as lost,
    ${customersWho(sql`l.won_back_on between ${from} and ${today}`)} as "wonBack"`)
  return keeping ?? { kept: 0, lost: 0, wonBack: 0 }
}
