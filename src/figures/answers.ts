import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { type Answered, type Answering, type Asked, answeredState, type NoAnswer } from '#domain/practices/answers.ts'
import type { Period } from '#domain/practices/trust.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { andIs } from '#tables/ids.ts'
import type { Rules } from '#tables/rules.ts'
import { answersTo } from '#tables/touches.ts'
import { conditionsOf, type Words } from './conditions.ts'
import { grouping, type Whose } from './whose.ts'

// The rules of docs/scoring.md ("Answering") for touches `t`, seen from `today`. The database itself keeps `answered_on`,
// the day of the answer, whatever the day that the book is seen from. The index is by that day, so touches
// without an answer and touches with a later one are two queries.
const unansweredOn = (rules: Words, from: Day, today: Day, columns: Sql, condition: Sql): Sql => {
  const wanted = sql`t.begun_by = 'them' and ${condition} and ${conditionsOf(rules).needsAnswer}
    and (t.settled_on is null or t.settled_on > ${today})`
  return sql`select ${columns} from touches t where t.answered_on is null and ${wanted}
    union all select ${columns} from touches t where t.answered_on between ${from} and '9999-12-31' and ${wanted}`
}

/** A query for a column of the touches `t` that they began before a day and that wait for an answer, seen from `today`. */
export const waitingSince = (rules: Words, column: Sql, before: Day, today: Day): Sql =>
  unansweredOn(rules, addDays(today, 1), today, column, sql`t.on_day < ${before}`)

/** The touches that they began before a day and that wait for an answer, seen from `today`: of one customer, or of all. */
export const waitingTouches = (
  db: Reader,
  rules: Words,
  before: Day,
  today: Day,
  customerId?: number,
): Promise<Asked[]> =>
  db.all<Asked>(sql`select t.id, t.customer_id as "customerId", t.on_day as "on", coalesce(t.note, p.name) as text
    from touches t join purposes p on p.id = t.purpose_id
    where t.id in (${waitingSince(rules, sql`t.id`, before, today)})
      ${andIs(sql`t.customer_id`, customerId)}`)

/** The days in this period on which they began touches, with the days of the answers, seen from its last day. */
export function askedBetween(
  db: Reader,
  rules: Words,
  { from, today }: Period,
  whose: Whose,
): Promise<(Answered & { customerId: number })[]> {
  const asked = unansweredOn(
    rules,
    from,
    today,
    sql`${grouping(whose, sql`t.customer_id`).id}, t.on_day as "on", t.answered_on`,
    sql`t.on_day between ${from} and ${today} and ${whose.of(sql`t.customer_id`)}`,
  )
  return db.all(sql`select "customerId", "on", case when answered_on <= ${today} then answered_on end as "answeredOn",
      count(*) as touches
    from (${asked}) as asked group by "customerId", answered_on, "on"`)
}

/** Touches of theirs that were answered on these days, both included; `isInTime` means within `reply.within` days. */
export async function answeredBetween(
  db: Reader,
  rules: Rules,
  from: Day,
  to: Day,
): Promise<{ touch: number; customerId: number; isInTime: boolean }[]> {
  const rows = await db.all<{ touch: number; customerId: number; inTime: number }>(
    sql`select t.id as touch, t.customer_id as "customerId",
        t.answered_on <= days_after(t.on_day, ${rules.settings.replyWithin}) as "inTime"
      from touches t where t.answered_on between ${from} and ${to} and t.begun_by = 'them' and ${conditionsOf(rules).needsAnswer}
        and (t.settled_on is null or t.settled_on > t.answered_on) order by t.id`,
  )
  return rows.map(({ touch, customerId, inTime }) => ({ touch, customerId, isInTime: inTime === 1 }))
}

/** The number of touches that wait for an answer, for however long, seen from `today`. */
export async function waitingCounts(db: Reader, rules: Words, today: Day, whose: Whose): Promise<Map<number, number>> {
  const { id, by } = grouping(whose, sql`t.customer_id`)
  const waits = waitingSince(rules, sql`t.id`, addDays(today, 1), today)
  const counts = await db.cells<[customerId: number, touches: number]>(sql`select ${id}, count(*)
    from touches t where t.id in (${waits}) and ${whose.of(sql`t.customer_id`)} ${by}`)
  return new Map(counts)
}

/** The answer to a touch of theirs, and the touches of theirs that a touch answers, seen from `today`. */
export async function answeringOf(
  db: Reader,
  rules: Words,
  { id, customerId, on, begunBy }: Pick<Touch, 'id' | 'customerId' | 'on' | 'begunBy'>,
  today: Day,
): Promise<Answering> {
  const answer = sql`(select u.id ${answersTo} and u.on_day = t.answered_on order by u.id limit 1)`
  const { noAnswer } = conditionsOf(rules)
  const [asked] = await db.all<{ none: NoAnswer | null; settledOn: Day | null; answeredOn: Day | null; by: number }>(
    sql`select ${noAnswer} as none, t.settled_on as "settledOn", t.answered_on as "answeredOn", ${answer} as "by"
      from touches t where t.id = ${id}`,
  )
  const answers = await db.all<{ id: number }>(sql`select t.id from touches t
    where t.customer_id = ${customerId} and t.begun_by = 'them' and t.answered_on = ${on} and ${noAnswer} is null
      and ${answer} = ${id} order by t.id`)
  const isAsked = begunBy === 'them' && asked !== undefined
  return { answered: isAsked ? answeredState(asked, on, today) : null, answers: answers.map((each) => each.id) }
}
