import sql, { type Sql } from 'sql-template-tag'
import type { Goal } from '#domain/customers/customer.ts'
import type { Cadence } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'

/** 0 is never. */
export const cadenceFromColumn = (days: number | null): Cadence | null => (days === 0 ? 'never' : days)

/** 0 is none. */
export const goalFromColumn = (goal: number | null): Goal | null => (goal === 0 ? 'none' : goal)

/** Few of all customers were ever archived or snoozed, and one look at a list says who `c` are. */
export const mayHaveBeenAway: Sql = sql`(c.archived_on is not null or c.snoozed_until is not null or c.id in (select customer_id from absences))`

/** The condition that a customer `c` was archived on a day, seen from then or later (docs/scoring.md, "Days"). */
export const wasArchivedOn = (on: Day): Sql =>
  sql`((c.archived_on is not null and c.archived_on <= ${on}) or exists (select 1 from absences a
    where a.customer_id = c.id and a.kind = 'archived' and a.from_day <= ${on} and a.until_day > ${on}))`

/** The condition that a customer `c` is scored on a day (docs/scoring.md, "Days"). */
export const isScoredOn = (on: Day): Sql => sql`c.since <= ${on} and not ${wasArchivedOn(on)}`

/** The snooze counts that had been said by then. */
export const snoozedUntilOn = (on: Day): Sql =>
  sql`coalesce(case when c.snoozed_on is null or c.snoozed_on <= ${on} then c.snoozed_until end, (select a.until_day
    from absences a where a.customer_id = c.id and a.kind = 'snoozed' and a.from_day <= ${on} and a.ended_on > ${on}
    order by a.from_day desc, a.id desc limit 1))`
