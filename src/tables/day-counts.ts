import sql, { type Sql } from 'sql-template-tag'
import { firstValue, type Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { team } from './customers/teammates.ts'

const sorts = sql`on_day, channel_id, purpose_id, tone, begun_by`

/**
 * A query for the number of touches of each sort on these days, both included, with customers, or with the team, and their
 * minutes. A day and sort may come in several rows, to be added up to a sum that may be 0. The database itself keeps the
 * counts of all touches, by triggers; a team has few, which are counted one by one, and taken off.
 */
export function dayCounts(from: Day, to: Day, kind: Kind): Sql {
  const inDays = sql`on_day between ${from} and ${to}`
  const ofTeam = (each: Sql) => sql`select ${sorts}, ${each} as touches, ${each} * coalesce(minutes, 0) as minutes
    from touches where ${inDays} and customer_id in ${team}`
  if (kind === 'teammate') return ofTeam(sql`1`)
  return sql`select ${sorts}, touches, minutes from day_counts where ${inDays} union all ${ofTeam(sql`-1`)}`
}

/** Both days are included. */
export const daysWithTouches = (from: Day, to: Day): Sql =>
  sql`select distinct on_day from day_counts where on_day between ${from} and ${to}`

/** Null when all counts are right. */
export const miscountedDay = (db: Reader): Promise<Day | null> =>
  firstValue(
    db,
    sql`select on_day from (select ${sorts}, touches, minutes from day_counts
      union all select ${sorts}, -1, -coalesce(minutes, 0) from touches) as counts
    group by ${sorts} having sum(touches) <> 0 or sum(minutes) <> 0 order by on_day limit 1`,
  )
