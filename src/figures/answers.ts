import sql, { type Sql } from 'sql-template-tag'
import { addDays, type Day } from '#domain/days/day.ts'
import {
  type Answered,
  type AnswerFound,
  type Answering,
  type Asked,
  answeredState,
} from '#domain/practices/answers.ts'
import type { WeekNews } from '#domain/reports/week-news.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { andIs } from '#tables/ids.ts'
import { answersTo } from '#tables/touches.ts'
import { conditionsOf } from './conditions.ts'
import { grouping, type SeenBook, type Whose } from './seen-book.ts'

// The rules of docs/scoring.md ("Answering") for touches `t`, seen from `today`. The database itself keeps `answered_on`,
// the day of the answer, whatever the day that the book is seen from. The index is by that day, so touches
// without an answer and touches with a later one are two queries.
const unansweredOn = ({ rules, today }: SeenBook, from: Day, columns: Sql, condition: Sql): Sql => {
  const wanted = sql`t.begun_by = 'them' and ${condition} and ${conditionsOf(rules).needsAnswer}
    and (t.settled_on is null or t.settled_on > ${today})`
  return sql`select ${columns} from touches t where t.answered_on is null and ${wanted}
    union all select ${columns} from touches t where t.answered_on between ${from} and '9999-12-31' and ${wanted}`
}

/** A query for a column of the touches `t` that wait for an answer since before a day. */
export const waitingSince = (seen: SeenBook, column: Sql, before: Day): Sql =>
  unansweredOn(seen, addDays(seen.today, 1), column, sql`t.on_day < ${before}`)

/** `customerId` limits them to one customer. */
export const waitingTouches = (seen: SeenBook, before: Day, customerId?: number): Promise<Asked[]> =>
  seen.db.all<Asked>(sql`select t.id, t.customer_id as "customerId", t.on_day as "on", coalesce(t.note, p.name) as text
    from touches t join purposes p on p.id = t.purpose_id
    where t.id in (${waitingSince(seen, sql`t.id`, before)})
      ${andIs(sql`t.customer_id`, customerId)}`)

/** Touches that they began from a day on. */
export function askedSince(seen: SeenBook, from: Day, whose: Whose): Promise<(Answered & { customerId: number })[]> {
  const { db, today } = seen
  const asked = unansweredOn(
    seen,
    from,
    sql`${grouping(whose, sql`t.customer_id`).id}, t.on_day as "on", t.answered_on`,
    sql`t.on_day between ${from} and ${today} and ${whose.of(sql`t.customer_id`)}`,
  )
  return db.all(sql`select "customerId", "on", case when answered_on <= ${today} then answered_on end as "answeredOn",
      count(*) as touches
    from (${asked}) as asked group by "customerId", answered_on, "on"`)
}

/** `isInTime` means within `reply.within` days. */
export async function answeredSince({ db, rules, today }: SeenBook, from: Day): Promise<WeekNews['answered']> {
  const rows = await db.all<{ touch: number; customerId: number; inTime: number }>(
    sql`select t.id as touch, t.customer_id as "customerId",
        t.answered_on <= days_after(t.on_day, ${rules.settings.replyWithin}) as "inTime"
      from touches t where t.answered_on between ${from} and ${today} and t.begun_by = 'them' and ${conditionsOf(rules).needsAnswer}
        and (t.settled_on is null or t.settled_on > t.answered_on) order by t.id`,
  )
  return rows.map(({ touch, customerId, inTime }) => ({ touch, customerId, isInTime: inTime === 1 }))
}

/** Touches without an answer count, however long they wait. */
export async function waitingCounts(seen: SeenBook, whose: Whose): Promise<Map<number, number>> {
  const { id, by } = grouping(whose, sql`t.customer_id`)
  const waits = waitingSince(seen, sql`t.id`, addDays(seen.today, 1))
  const counts = await seen.db.cells<[customerId: number, touches: number]>(sql`select ${id}, count(*)
    from touches t where t.id in (${waits}) and ${whose.of(sql`t.customer_id`)} ${by}`)
  return new Map(counts)
}

/** The answer to a touch of theirs, or the touches of theirs that a touch answers. */
export async function answeringOf(
  { db, rules, today }: SeenBook,
  { id, customerId, on, begunBy }: Pick<Touch, 'id' | 'customerId' | 'on' | 'begunBy'>,
): Promise<Answering> {
  const answer = sql`(select u.id ${answersTo} and u.on_day = t.answered_on order by u.id limit 1)`
  const { noAnswer } = conditionsOf(rules)
  const [asked] = await db.all<AnswerFound>(
    sql`select ${noAnswer} as none, t.settled_on as "settledOn", t.answered_on as "answeredOn", ${answer} as "by"
      from touches t where t.id = ${id}`,
  )
  const answers = await db.all<{ id: number }>(sql`select t.id from touches t
    where t.customer_id = ${customerId} and t.begun_by = 'them' and t.answered_on = ${on} and ${noAnswer} is null
      and ${answer} = ${id} order by t.id`)
  const isAsked = begunBy === 'them' && asked !== undefined
  return { answered: isAsked ? answeredState(asked, on, today) : null, answers: answers.map((each) => each.id) }
}
