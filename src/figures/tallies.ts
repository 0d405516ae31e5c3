import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { VisitedDay } from '#domain/practices/attention.ts'
import { forIds, gathered, idsIn } from '#tables/ids.ts'
import { type Conditions, conditionsOf } from './conditions.ts'
import { type SeenBook, windowFrom } from './seen-book.ts'

/** `begunByUs` and `begunByThem` are contacts that were not about money. */
export type Sort = 'positive' | 'negative' | 'begunByUs' | 'begunByThem'

/** The conditions are on a touch `t`. */
export function sortsOf({ isContact, isAboutMoney }: Conditions): Record<Sort, Sql> {
  const begun = sql`${isContact} and not ${isAboutMoney}`
  return {
    positive: sql`t.tone = '+'`,
    negative: sql`t.tone = '-'`,
    begunByUs: sql`t.begun_by = 'us' and ${begun}`,
    begunByThem: sql`t.begun_by = 'them' and ${begun}`,
  }
}

/** The last touch `t` of a sort with a customer `c` before a day. */
export const lastBefore = (before: Day, isSo: Sql): Sql => sql`(select t.on_day from touches t
  where t.customer_id = c.id and t.on_day < ${before} and ${isSo} order by t.on_day desc limit 1)`

export type LastDays = { lastTouch: Day | null; lastVisit: Day | null }

export type CountsOfAll<S extends Sort> = {
  /** Touches in the window. */
  countOf: (sort: S, id: number) => number
  lastDaysOf: (id: number) => LastDays
  visits: VisitedDay[]
}

/**
 * To count a year of touches by customer, SQL would sort them: instead it lists the customers with a touch of each sort on each
 * day, and counting in these lists takes half as long.
 * @param ids all customers of whom the last days are wanted
 * @param sorts the sorts that are counted: each takes its time
 * @param from the first day of the window; the last days before it are looked up for each customer
 */
export async function countsOfAll<S extends Sort>(
  seen: SeenBook,
  ids: Promise<number[]>,
  sorts: S[],
  from = windowFrom(seen),
): Promise<CountsOfAll<S>> {
  const { db, rules, today } = seen
  const conditions = conditionsOf(rules)
  const ofSort = sortsOf(conditions)
  const who = gathered(sql`t.customer_id`)
  const whoHad = (isSo: Sql) => sql`${who} filter (where ${isSo})`
  const lists = [conditions.isCareVisit, ...sorts.map((sort) => ofSort[sort])].map(whoHad)
  type Lists = [on: Day, touched: string, visited: string | null, ...ofSorts: (string | null)[]]
  const [days, all] = await Promise.all([
    db.cells<Lists>(sql`select t.on_day, ${who}, ${join(lists)} from touches t
      where t.on_day between ${from} and ${today} group by t.on_day order by t.on_day`),
    ids,
  ])
  const visits = days.map(([on, , visited]) => ({ on, visited: idsIn(visited) }))
  const lastTouches: Day[] = []
  const lastVisits: Day[] = []
  for (const [on, touched] of days) for (const id of idsIn(touched)) lastTouches[id] = on
  for (const { on, visited } of visits) for (const id of visited) lastVisits[id] = on
  const unvisited = all.filter((id) => lastVisits[id] === undefined)
  for (const { id, lastTouch, lastVisit } of await lastDaysBefore(db, from, conditions, unvisited)) {
    if (lastVisit !== null) lastVisits[id] = lastVisit
    if (lastTouch !== null) lastTouches[id] ??= lastTouch
  }
  const counts = new Map(sorts.map((sort, i) => [sort, timesIn(days.map((day) => day[3 + i] ?? null))]))
  return {
    countOf: (sort, id) => counts.get(sort)?.[id] ?? 0,
    lastDaysOf: (id) => ({ lastTouch: lastTouches[id] ?? null, lastVisit: lastVisits[id] ?? null }),
    visits,
  }
}

/** The index is the id. */
function timesIn(lists: (string | null)[]): number[] {
  const counts: number[] = []
  for (const list of lists) for (const id of idsIn(list)) counts[id] = (counts[id] ?? 0) + 1
  return counts
}

function lastDaysBefore(
  db: Reader,
  before: Day,
  { isCareVisit }: Conditions,
  ids: number[],
): Promise<(LastDays & { id: number })[]> {
  const query = (list: Sql) => sql`select c.id, ${lastBefore(before, sql`1 = 1`)} as "lastTouch",
      ${lastBefore(before, isCareVisit)} as "lastVisit" from customers c where c.id in ${list}`
  return forIds(db, ids, query)
}

/** A shop sees nearly all of its customers in so many days, unless its cadence is longer. */
const aQuarter = 90

/** Most customers have a visit within the cadence, so few are looked up. */
export async function lastDaysOfAll(seen: SeenBook, ids: Promise<number[]>): Promise<(id: number) => LastDays> {
  const { visitEvery } = seen.rules.settings
  const seenWithin = visitEvery === 'never' ? aQuarter : Math.max(visitEvery, aQuarter)
  return (await countsOfAll(seen, ids, [], addDays(seen.today, -seenWithin))).lastDaysOf
}
