import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { JudgedTouch } from '#domain/due/score.ts'
import type { VisitedDay } from '#domain/practices/attention.ts'
import type { DayCount } from '#domain/reports/stats.ts'
import type { WeekCount } from '#domain/reports/week-table.ts'
import { nameOfTeammate } from '#tables/customers/teammates.ts'
import { forIds, gathered, idsIn } from '#tables/ids.ts'
import { touchColumns, withWords } from '#tables/touches.ts'
import { type Conditions, conditionsOf } from './conditions.ts'
import type { SeenBook, Whose } from './seen-book.ts'

/** Both days are included; the columns are those of `dayCounts`. */
export const touchesOneByOne = (from: Day, to: Day, whose: Whose): Sql =>
  sql`select on_day, channel_id, purpose_id, tone, begun_by, 1 as touches, coalesce(minutes, 0) as minutes
    from touches where on_day between ${from} and ${to} and ${whose.of(sql`customer_id`)}`

/** @param touches a query for them, as `dayCounts` and `touchesOneByOne` make it */
export function touchesByDay(
  db: Reader,
  touches: Sql,
  { isAboutMoney, isContact, isSpoken }: Conditions,
): Promise<DayCount[]> {
  const counted = (isSo: Sql) => sql`coalesce(sum(t.touches) filter (where ${isSo}), 0)`
  return db.all(sql`select t.on_day as "on", sum(t.touches) as touches,
      ${counted(sql`t.tone = '+'`)} as positive, ${counted(sql`t.tone = '-'`)} as negative,
      ${counted(isContact)} as contacts, ${counted(sql`${isContact} and ${isSpoken}`)} as spoken,
      ${counted(sql`${isContact} and t.begun_by = 'us'`)} as "beganByUs",
      ${counted(sql`${isContact} and not ${isAboutMoney}`)} as "notAboutMoney",
      ${counted(sql`${isContact} and not ${isAboutMoney} and t.begun_by = 'us'`)} as "notAboutMoneyByUs",
      sum(t.minutes) as minutes
    from (${touches}) as t group by t.on_day order by t.on_day`)
}

export async function visitsByDay({ db, rules, today }: SeenBook, from: Day, whose: Whose): Promise<VisitedDay[]> {
  const days = await db.cells<[Day, string]>(sql`select t.on_day, ${gathered(sql`t.customer_id`)}
    from touches t where t.on_day between ${from} and ${today} and ${whose.of(sql`t.customer_id`)}
      and ${conditionsOf(rules).isCareVisit}
    group by t.on_day order by t.on_day`)
  return days.map(([on, visited]) => ({ on, visited: idsIn(visited) }))
}

/** The counts are for each customer and each teammate. */
export const weekCounts = ({ db, rules, today }: SeenBook, from: Day): Promise<WeekCount[]> => {
  const { isCareVisit, isContact, isSpoken } = conditionsOf(rules)
  const counted = (isSo: Sql) => sql`count(*) filter (where ${isSo})`
  return db.all(sql`select t.customer_id as "customerId", ${nameOfTeammate('t')} as "by", count(*) as touches,
      ${counted(sql`t.tone = '+'`)} as positive, ${counted(sql`t.tone = '-'`)} as negative,
      ${counted(sql`t.tone = '='`)} as neutral, ${counted(isCareVisit)} as "careVisits", ${counted(sql`${isContact} and ${isSpoken}`)} as spoken,
      ${counted(sql`${isContact} and t.begun_by = 'us'`)} as "beganByUs", coalesce(sum(t.minutes), 0) as minutes
    from touches t where t.on_day between ${from} and ${today} group by t.customer_id, t.by_id`)
}

/** By the touch's number; null where it is a care visit. */
export async function noVisitOf({ db, rules }: SeenBook, ids: number[]): Promise<Map<number, JudgedTouch['noVisit']>> {
  const { noVisit } = conditionsOf(rules)
  const query = (list: Sql) => sql`select t.id, ${noVisit} as "noVisit" from touches t where t.id in ${list}`
  const rows = await forIds<Pick<JudgedTouch, 'id' | 'noVisit'>>(db, ids, query)
  return new Map(rows.map(({ id, noVisit }) => [id, noVisit]))
}

/** The oldest come first. */
export const judgedTouchesOf = ({ db, rules, today }: SeenBook, customerId: number): Promise<JudgedTouch[]> =>
  db.all(sql`select ${touchColumns}, ${conditionsOf(rules).noVisit} as "noVisit" from touches t ${withWords}
    where t.customer_id = ${customerId} and t.on_day <= ${today} order by t.on_day, t.id`)
