import sql, { join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Standing } from '#domain/due/due.ts'
import { windowStart } from '#domain/due/score.ts'
import { openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { whoMayHaveOtherReasons } from './other-reasons.ts'
import { scoresAmong } from './scores.ts'
import { standingsFrom } from './standings.ts'
import { withoutRecentVisit } from './visits.ts'

/**
 * All customers with a reason on `today`, and perhaps some without one: the domain decides. Nothing is counted of the others.
 * @param soon days ahead in which reasons are looked for
 */
export function standingsThatMayBeDue(
  db: Reader,
  rules: Rules,
  today: Day,
  soon: number,
): Promise<Standing<ListedCustomer>[]> {
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from touches
      where tone = '-' and on_day between ${windowStart(today, rules.settings.ratioWindow)} and ${today}`,
    ...whoMayHaveOtherReasons(rules, today, soon),
    ...withoutRecentVisit(rules, addDays(today, soon), today),
  ]
  const scored = scoresAmong(db, rules, today, sql`select distinct * from (${join(mayBeDue, ' union all ')}) as ids`)
  return standingsFrom(db, rules, today, scored, soon)
}
