import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import { windowStart } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import { isScoredOn, snoozedUntilOn } from '#tables/customers.ts'
import { openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { wordsOf } from './conditions.ts'
import { whoMayHaveOtherReasons } from './other-reasons.ts'
import { scoresOn } from './scores.ts'
import { standingsFrom } from './standings.ts'

/**
 * All customers with a reason on `today`, and perhaps some without one: the domain decides. Nothing is counted of the others.
 * @param soon days ahead in which reasons are looked for
 */
export async function standingsThatMayBeDue(
  db: Reader,
  rules: Rules,
  today: Day,
  soon: number,
): Promise<Standing<ListedCustomer>[]> {
  const { settings } = rules
  const { isCareVisit } = wordsOf(rules)
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from touches
      where tone = '-' and on_day between ${windowStart(today, settings.ratioWindow)} and ${today}`,
    ...whoMayHaveOtherReasons(rules, today, soon),
    ...(await withoutRecentVisit(db, settings, isCareVisit, addDays(today, soon), today)),
  ]
  const found = await db.cells<[number]>(sql`select c.id from customers c
    where ${isScoredOn(today)} and c.id in (${join(mayBeDue, ' union all ')})`)
  const ids = found.map(([id]) => id)
  return standingsFrom(db, rules, today, await scoresOn(db, rules, today, ids), soon)
}

/** Customers whose last care visit is so long ago that the next is due by `dueBy`: a query for each cadence. */
async function withoutRecentVisit(
  db: Reader,
  { visitEvery }: Settings,
  isCareVisit: Sql,
  dueBy: Day,
  today: Day,
): Promise<Sql[]> {
  const unsnoozed = sql`${isScoredOn(today)} and coalesce(${snoozedUntilOn(today)}, '') <= ${dueBy}`
  const own = await db.all<{ days: number }>(
    sql`select distinct visit_every as days from customers where visit_every > 0`,
  )
  const queries = own.map(
    ({ days }) => sql`select c.id from customers c where c.visit_every = ${days} and ${unsnoozed}
      and not exists (select 1 from touches t where t.customer_id = c.id
        and t.on_day > ${addDays(dueBy, -days)} and t.on_day <= ${today} and ${isCareVisit})`,
  )
  if (visitEvery === 'never') return queries
  // Most customers have the shop's cadence: one query for all who were visited lately is faster than one look-up for each.
  const latest = addDays(dueBy, -visitEvery)
  const byShops = sql`select * from (select c.id from customers c where c.visit_every is null and ${unsnoozed}
    except select t.customer_id from touches t
    where t.on_day > ${latest} and t.on_day <= ${today} and ${isCareVisit}) as unvisited`
  return [...queries, byShops]
}
