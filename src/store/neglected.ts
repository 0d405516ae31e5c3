import sql, { type Sql } from 'sql-template-tag'
import { type Drift, driftFrom, season } from '../domain/attention.ts'
import type { Kind } from '../domain/customer.ts'
import { addDays, type Day, daysBetween } from '../domain/day.ts'
import type { Reader } from './engine.ts'
import type { Rules } from './rules.ts'
import { isScoredOn } from './standings.ts'
import { wordsOf } from './word-conditions.ts'

/** Somebody who gets less attention than they did, or hears from us about money only. */
type Neglected = { customerId: number; kind: Kind; flag: Drift['flag']; onlyAboutMoney: boolean }

/**
 * Touches of attention in the first 90 days from the day that a customer came, and in the last 90; `moneyOnly` is 1 for
 * whoever heard from us about money only in the last 90.
 */
type AttentionCount = { id: number; kind: Kind; since: Day; courting: number; now: number; moneyOnly: 0 | 1 }

/**
 * The attention that the scored get on `today`, by id. The rules are those of docs/scoring.md ("Attention");
 * domain/attention.ts has them for records.
 * @param which a condition on what is counted
 */
export function attentionOn(
  db: Reader,
  rules: Pick<Rules, 'vocabulary'>,
  today: Day,
  which: Sql,
): Promise<AttentionCount[]> {
  const { isAboutMoney } = wordsOf(rules)
  const first = addDays(today, 1 - season)
  const isAttention = sql`t.begun_by = 'us' and t.tone <> '-' and not ${isAboutMoney}`
  return db.all<AttentionCount>(sql`
    with lately as materialized (select t.customer_id, count(*) filter (where ${isAttention}) as now,
        count(*) filter (where not ${isAboutMoney}) as other
      from touches t where t.on_day between ${first} and ${today} and t.begun_by = 'us' group by t.customer_id),
    compared as (select c.id, c.kind, c.since, coalesce(l.now, 0) as now,
        case when l.other = 0 then 1 else 0 end as "moneyOnly",
        (select count(*) from touches t where t.customer_id = c.id
          and t.on_day between c.since and days_after(c.since, ${season - 1}) and t.on_day <= ${today}
          and ${isAttention}) as courting
      from customers c left join lately l on l.customer_id = c.id where ${isScoredOn(today)})
    select * from compared where ${which} order by id`)
}

/** Those of the scored with a flag on `today`. */
export async function neglectedOn(db: Reader, rules: Pick<Rules, 'vocabulary'>, today: Day): Promise<Neglected[]> {
  const counts = await attentionOn(db, rules, today, sql`2 * now <= courting or "moneyOnly" = 1`)
  return counts
    .map(({ id, kind, since, courting, now, moneyOnly }) => ({
      customerId: id,
      kind,
      flag: driftFrom(courting, now, daysBetween(since, today)).flag,
      onlyAboutMoney: moneyOnly === 1,
    }))
    .filter(({ flag, onlyAboutMoney }) => flag !== null || onlyAboutMoney)
}
