import sql, { type Sql } from 'sql-template-tag'
import { idsOf, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { Keeping } from '#domain/reports/stats.ts'
import type { WeekNews } from '#domain/reports/week-news.ts'
import { isScoredOn } from '#tables/customers/customer-days.ts'

/** A lost customer whom nobody has won back by that day. */
const lostOn = (on: Day): Sql => sql`select customer_id from losses
  where lost_on <= ${on} and (won_back_on is null or won_back_on > ${on})`

export const lostCustomers = (db: Reader, today: Day): Promise<Set<number>> => idsOf(db, lostOn(today))

/** Both days are included. A customer who was won back between them is left out. */
export const lostBetween = (db: Reader, from: Day, to: Day): Promise<WeekNews['lost']> =>
  db.all(sql`select distinct customer_id as "customerId" from losses
    where lost_on between ${from} and ${to} and (won_back_on is null or won_back_on > ${to}) order by 1`)

/** A lost customer does not count. */
export const isCustomerStill = (on: Day): Sql =>
  sql`c.kind = 'customer' and ${isScoredOn(on)} and c.id not in (${lostOn(on)})`

/** docs/scoring.md, "Keeping" */
export async function keepingBetween(db: Reader, from: Day, today: Day): Promise<Keeping> {
  const customersWho = (condition: Sql): Sql => sql`(select count(distinct l.customer_id)
    from losses l join customers c on c.id = l.customer_id where c.kind = 'customer' and ${condition})`
  const [keeping] = await db.all<Keeping>(sql`select
    (select count(*) from customers c where ${isCustomerStill(from)} and ${isCustomerStill(today)}) as kept,
    ${customersWho(sql`l.lost_on between ${from} and ${today} and (l.won_back_on is null or l.won_back_on > ${today})`)} as lost,
    ${customersWho(sql`l.won_back_on between ${from} and ${today}`)} as "wonBack"`)
  return keeping ?? { kept: 0, lost: 0, wonBack: 0 }
}
