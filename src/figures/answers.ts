import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Answered, Asked } from '#domain/answers.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Period } from '#domain/trust.ts'
import type { IsOfKind } from '#tables/kinds.ts'
import { isNotDropped } from '#tables/loops.ts'

// The rules of docs/scoring.md ("Answering") for touches `t`; domain/answers.ts has them for records. The database itself keeps
// `answered_on`: the day of the answer, whatever the day that the book is seen from. The index is by that day, so those
// without an answer and those with a later one are asked for one by one.
const unansweredOn = (from: Day, columns: Sql, condition: Sql): Sql => {
  const wanted = sql`t.begun_by = 'them' and ${condition}
    and not exists (select 1 from loops l where l.touch_id = t.id and ${isNotDropped})`
  return sql`select ${columns} from touches t where t.answered_on is null and ${wanted}
    union all select ${columns} from touches t where t.answered_on between ${from} and '9999-12-31' and ${wanted}`
}

/** A query for a column of the touches `t` that they began before a day and that wait for an answer, seen from `today`. */
export const waitingSince = (column: Sql, before: Day, today: Day): Sql =>
  unansweredOn(addDays(today, 1), column, sql`t.on_day < ${before}`)

/** The touches that they began before a day and that wait for an answer, seen from `today`. */
export const waitingTouches = (db: Reader, before: Day, today: Day): Promise<Asked[]> =>
  db.all<Asked>(sql`select t.id, t.customer_id as "customerId", t.on_day as "on", coalesce(t.note, p.name) as text,
      null as "answeredOn"
    from touches t join purposes p on p.id = t.purpose_id where t.id in (${waitingSince(sql`t.id`, before, today)})`)

/** When they began a touch in these days, both included, and when it was answered, seen from the last of them. */
export const askedBetween = (db: Reader, { from, today }: Period, isOfKind: IsOfKind): Promise<Required<Answered>[]> =>
  db.all(sql`select "on", case when answered_on <= ${today} then answered_on end as "answeredOn", count(*) as touches
    from (${unansweredOn(
      from,
      sql`t.on_day as "on", t.answered_on`,
      sql`t.on_day between ${from} and ${today} and ${isOfKind(sql`t.customer_id`)}`,
    )}) as asked group by answered_on, "on"`)
