import sql, { join } from 'sql-template-tag'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { addDays } from '#domain/days/day.ts'
import type { Standing } from '#domain/due/due.ts'
import { openOn } from '#tables/loops.ts'
import { whoMayHaveOtherReasons } from './other-reasons.ts'
import { scoresAmong } from './scores.ts'
import { type SeenBook, windowFrom } from './seen-book.ts'
import { standingsFrom } from './standings.ts'
import { withoutRecentVisit } from './visits.ts'

/**
 * All customers with a reason today, and perhaps some without one: the domain decides. Nothing is counted of the others.
 * @param soon days ahead in which reasons are looked for
 */
export function standingsThatMayBeDue(seen: SeenBook, soon = 0): Promise<Standing<ListedCustomer>[]> {
  const { today } = seen
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from touches
      where tone = '-' and on_day between ${windowFrom(seen)} and ${today}`,
    ...whoMayHaveOtherReasons(seen, soon),
    ...withoutRecentVisit(seen, addDays(today, soon)),
  ]
  const scored = scoresAmong(seen, sql`select distinct * from (${join(mayBeDue, ' union all ')}) as ids`)
  return standingsFrom(seen, scored, soon)
}
