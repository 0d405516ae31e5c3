import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { comparedFrom, courtedFrom, type Drift, driftFrom, season } from '#domain/attention.ts'
import type { Kind } from '#domain/customer.ts'
import { addDays, type Day, daysBetween } from '#domain/day.ts'
import { isScoredOn } from '#tables/customers.ts'
import type { Rules } from '#tables/rules.ts'
import { wordsOf } from './conditions.ts'

// The rules are those of docs/scoring.md ("Attention"); domain/attention.ts has them for records.

/** How somebody who was courted fares now. */
type Courted = Drift & { customerId: number; kind: Kind; daysWithUs: number }

/**
 * Those of the scored who were courted enough, and long enough ago, for a comparison with `today`, by id.
 * @param which a condition on `courting` and `now`
 */
export async function courtedOn(
  db: Reader,
  rules: Pick<Rules, 'vocabulary'>,
  today: Day,
  which = sql`1 = 1`,
): Promise<Courted[]> {
  const isAttention = sql`t.begun_by = 'us' and t.tone <> '-' and not ${wordsOf(rules).isAboutMoney}`
  // The customers first, whatever the planner thinks: the touches of their first days are few of all.
  const counts = await db.all<{ id: number; kind: Kind; since: Day; courting: number; now: number }>(sql`
    select * from (select c.id, c.kind, c.since, count(t.customer_id) as courting,
        (select count(*) from touches t where t.customer_id = c.id
          and t.on_day between ${addDays(today, 1 - season)} and ${today} and ${isAttention}) as now
      from customers c left join touches t on t.customer_id = c.id
        and t.on_day between c.since and days_after(c.since, ${season - 1}) and t.on_day <= ${today} and ${isAttention}
      where ${isScoredOn(today)} and c.since <= ${addDays(today, -comparedFrom)}
      group by c.id having count(t.customer_id) >= ${courtedFrom}) as courted
    where ${which} order by id`)
  return counts.map(({ id, kind, since, courting, now }) => {
    const daysWithUs = daysBetween(since, today)
    return { customerId: id, kind, daysWithUs, ...driftFrom(courting, now, daysWithUs) }
  })
}

/** Those of them who are drifting, or taken for granted. */
export const driftingOn = (db: Reader, rules: Pick<Rules, 'vocabulary'>, today: Day): Promise<Courted[]> =>
  courtedOn(db, rules, today, sql`2 * now <= courting`)

/** How many of the scored of a kind hear from us about money only, as of `today`. */
export async function onlyAboutMoneyOn(
  db: Reader,
  rules: Pick<Rules, 'vocabulary'>,
  today: Day,
  kind: Kind,
): Promise<number> {
  const { isAboutMoney } = wordsOf(rules)
  const lately = (isSo: Sql) => sql`t.on_day between ${addDays(today, 1 - season)} and ${today}
    and t.begun_by = 'us' and ${isSo}`
  const [row] = await db.all<{ customers: number }>(sql`select count(*) as customers from customers c
    where c.kind = ${kind} and ${isScoredOn(today)}
      and c.id in (select t.customer_id from touches t where ${lately(isAboutMoney)})
      and not exists (select 1 from touches t where t.customer_id = c.id and ${lately(sql`not ${isAboutMoney}`)})`)
  return row?.customers ?? 0
}
