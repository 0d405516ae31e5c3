import sql, { empty, type Sql } from 'sql-template-tag'
import { addDays, type Day } from '#domain/days/day.ts'
import { isScoredOn, snoozedUntilOn } from '#tables/customers/customer-days.ts'
import type { Rules } from '#tables/rules.ts'
import { conditionsOf } from './conditions.ts'
import type { SeenBook } from './seen-book.ts'

/**
 * Queries for the ids of scored customers whose last care visit is so long ago that the next is due by `dueBy`. They also
 * name customers without a visit, before the first one is due.
 */
export function withoutRecentVisit({ rules, today }: SeenBook, dueBy: Day): Sql[] {
  const { visitEvery } = rules.settings
  const { isCareVisit } = conditionsOf(rules)
  const unsnoozed = sql`${isScoredOn(today)} and coalesce(${snoozedUntilOn(today)}, '') <= ${dueBy}`
  const byTheirs = sql`select c.id from customers c where c.visit_every > 0 and ${unsnoozed}
    and not exists (select 1 from touches t where t.customer_id = c.id
      and t.on_day > days_after(${dueBy}, -c.visit_every) and t.on_day <= ${today} and ${isCareVisit})`
  if (visitEvery === 'never') return [byTheirs]
  // Most customers have the shop's cadence, and were visited lately: one query for all of these is faster than one look-up for
  // each, and few are left of whom more is asked.
  const latest = addDays(dueBy, -visitEvery)
  const byShops = sql`select c.id from customers c where c.id in (select id from customers where visit_every is null
    except select t.customer_id from touches t
    where t.on_day > ${latest} and t.on_day <= ${today} and ${isCareVisit}) and ${unsnoozed}`
  return [byTheirs, byShops]
}

export const withoutCadence = ({ settings }: Pick<Rules, 'settings'>): Sql =>
  sql`select id from customers where visit_every = 0 ${settings.visitEvery === 'never' ? sql`or visit_every is null` : empty}`
