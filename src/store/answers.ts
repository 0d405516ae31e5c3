import sql, { type Sql } from 'sql-template-tag'
import type { Asked } from '../domain/answers.ts'
import { addDays, type Day } from '../domain/day.ts'
import type { Reader } from './engine.ts'

// The database itself keeps `answered_on`: the day of the answer, whatever the day that the book is seen from. The index is by
// that day, so the two halves are asked for one by one.
const unansweredOn = (from: Day): Sql => sql`select id from touches where begun_by = 'them' and answered_on is null
  union all select id from touches where begun_by = 'them' and answered_on between ${from} and '9999-12-31'`

// The rules of docs/scoring.md ("Answering") as a condition on a touch `t`; domain/answers.ts has them for records.
const wantsAnswer = (from: Day): Sql => sql`t.id in (${unansweredOn(from)})
  and not exists (select 1 from loops l where l.touch_id = t.id and (l.outcome is null or l.outcome <> 'dropped'))`

/** A condition on a touch `t`: they began it before a day, and it waits for an answer, seen from `today`. */
export const waitsSince = (before: Day, today: Day): Sql =>
  sql`${wantsAnswer(addDays(today, 1))} and t.on_day < ${before}`

const askedWhere = (db: Reader, today: Day, condition: Sql): Promise<Asked[]> =>
  db.all<Asked>(sql`select t.id, t.customer_id as "customerId", t.on_day as "on", coalesce(t.note, p.name) as text,
      case when t.answered_on <= ${today} then t.answered_on end as "answeredOn"
    from touches t join purposes p on p.id = t.purpose_id where ${condition}`)

/** The touches that they began before a day and that wait for an answer, seen from `today`. */
export const waitingTouches = (db: Reader, before: Day, today: Day): Promise<Asked[]> =>
  askedWhere(db, today, waitsSince(before, today))

/** The touches that they began in these days, both included, and that are to be answered, seen from the last of them. */
export const askedBetween = (db: Reader, from: Day, today: Day): Promise<Asked[]> =>
  askedWhere(db, today, sql`${wantsAnswer(from)} and t.on_day between ${from} and ${today}`)
