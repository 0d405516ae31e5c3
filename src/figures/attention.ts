import sql, { join, type Sql } from 'sql-template-tag'
import { countOf, isAny } from '#book/engine.ts'
import type { Customer, Kind } from '#domain/customers/customer.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { comparedFrom, courtedFrom, type Drift, driftFrom, season } from '#domain/practices/attention.ts'
import { isScoredOn } from '#tables/customers/customer-days.ts'
import { andIs } from '#tables/ids.ts'
import { conditionsOf } from './conditions.ts'
import { type Scored, scoresOn } from './scores.ts'
import type { SeenBook } from './seen-book.ts'
import { withoutCadence, withoutRecentVisit } from './visits.ts'

type Courted = Drift & { customerId: number; kind: Kind; daysWithUs: number }

/**
 * Scored customers who were courted enough, and long enough ago, to be compared with today; by id.
 * @param who a condition on customers `c`
 * @param which a condition on `courting` and `now`
 */
export async function courtedOn(seen: SeenBook, who = sql`1 = 1`, which = sql`1 = 1`): Promise<Courted[]> {
  const { db, rules, today } = seen
  const { isAttention } = conditionsOf(rules)
  // The customers first, whatever the planner thinks: the touches of their first days are few of all.
  const counts = await db.all<{ id: number; kind: Kind; since: Day; courting: number; now: number }>(sql`
    select * from (select c.id, c.kind, c.since, count(t.customer_id) as courting,
        (select count(*) from touches t where t.customer_id = c.id
          and t.on_day between ${addDays(today, 1 - season)} and ${today} and ${isAttention}) as now
      from customers c left join touches t on t.customer_id = c.id
        and t.on_day between c.since and days_after(c.since, ${season - 1}) and ${isAttention}
      where ${isScoredOn(today)} and c.since <= ${addDays(today, -comparedFrom)} and ${who}
      group by c.id having count(t.customer_id) >= ${courtedFrom}) as courted
    where ${which} order by id`)
  const ids = counts.map(({ id }) => id)
  const onTime = visitedOnTime(await scoresOn(seen, ids))
  return counts.map(({ id, kind, since, courting, now }) => {
    const daysWithUs = daysBetween(since, today)
    return { customerId: id, kind, daysWithUs, ...driftFrom(courting, now, daysWithUs, onTime.has(id)) }
  })
}

/** The ids of those without an overdue care visit. */
const visitedOnTime = (scored: Pick<Scored, 'customer' | 'score'>[]): Set<number> =>
  new Set(scored.flatMap(({ customer, score }) => ((score.daysOverdue ?? 1) <= 0 ? [customer.id] : [])))

/** A customer who is visited on time is neither drifting nor taken for granted, and most are. */
export async function driftingOn(seen: SeenBook): Promise<Courted[]> {
  const queries = [...withoutRecentVisit(seen, addDays(seen.today, -1)), withoutCadence(seen.rules)]
  const late = join(queries, ' union all ')
  const courted = await courtedOn(seen, sql`c.id in (${late})`, sql`2 * now <= courting`)
  return courted.filter(({ flag }) => flag !== null)
}

/**
 * A customer who cannot be compared has no flag.
 * @param scored undefined where they are not scored
 */
export async function driftOf(
  { db, rules, today }: SeenBook,
  { id, since }: Pick<Customer, 'id' | 'since'>,
  scored: Promise<Pick<Scored, 'customer' | 'score'> | undefined>,
): Promise<Drift> {
  const counted = (from: Day, to: Day) => sql`(select count(*) from touches t where t.customer_id = ${id}
    and t.on_day between ${from} and ${to} and t.on_day <= ${today} and ${conditionsOf(rules).isAttention})`
  const [[counts], standing] = await Promise.all([
    db.all<{ courting: number; now: number }>(sql`select
      ${counted(since, addDays(since, season - 1))} as courting, ${counted(addDays(today, 1 - season), today)} as now`),
    scored,
  ])
  const onTime = visitedOnTime(standing ? [standing] : [])
  return driftFrom(counts?.courting ?? 0, counts?.now ?? 0, daysBetween(since, today), onTime.has(id))
}

/** The condition that somebody `c`, or the one of an id, hears from us about money only (docs/scoring.md, "Attention"). */
function isOnlyAboutMoney({ rules, today }: SeenBook, id?: number): Sql {
  const { isAboutMoney, isContact } = conditionsOf(rules)
  const lately = (isSo: Sql) => sql`t.on_day between ${addDays(today, 1 - season)} and ${today}
    and ${isSo} and t.begun_by = 'us' and ${isContact}`
  return sql`c.since <= ${addDays(today, -season)}
    and c.id in (select t.customer_id from touches t where ${lately(isAboutMoney)} ${andIs(sql`t.customer_id`, id)})
    and not exists (select 1 from touches t where t.customer_id = c.id and ${lately(sql`not ${isAboutMoney}`)})`
}

export const hearsOnlyOfMoney = (seen: SeenBook, id: number): Promise<boolean> =>
  isAny(seen.db, sql`customers c where c.id = ${id} and ${isOnlyAboutMoney(seen, id)}`)

export const onlyAboutMoneyOn = (seen: SeenBook, kind: Kind): Promise<number> =>
  countOf(seen.db, sql`customers c where c.kind = ${kind} and ${isScoredOn(seen.today)} and ${isOnlyAboutMoney(seen)}`)
