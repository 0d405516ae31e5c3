import sql, { join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import { windowStart } from '#domain/score.ts'
import { isScoredOn } from '#tables/customers.ts'
import { openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { whoMayHaveOtherReasons } from './other-reasons.ts'
import { scoresOn } from './scores.ts'
import { standingsFrom } from './standings.ts'
import { withoutRecentVisit } from './visits.ts'

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
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from touches
      where tone = '-' and on_day between ${windowStart(today, settings.ratioWindow)} and ${today}`,
    ...whoMayHaveOtherReasons(rules, today, soon),
    ...(await withoutRecentVisit(db, rules, addDays(today, soon), today)),
  ]
  const found = await db.cells<[number]>(sql`select c.id from customers c
    where ${isScoredOn(today)} and c.id in (${join(mayBeDue, ' union all ')})`)
  const ids = found.map(([id]) => id)
  return standingsFrom(db, rules, today, await scoresOn(db, rules, today, ids), soon)
}
