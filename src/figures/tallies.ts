import sql, { raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { VisitedDay } from '#domain/practices/attention.ts'
import { daysWithTouches } from '#tables/day-counts.ts'
import { forIds, gathered, idsIn } from '#tables/ids.ts'
import { type Conditions, conditionsOf } from './conditions.ts'
import { type SeenBook, windowFrom } from './seen-book.ts'

/** Sorts of touches, each with its mark; `begunByUs` and `begunByThem` are contacts that were not about money. */
const marks = { visit: 1, positive: 2, negative: 4, begunByUs: 8, begunByThem: 16 }

type Sort = Exclude<keyof typeof marks, 'visit'>

/** Each sum of marks is below this number. */
const sums = 32

const mark = (name: keyof typeof marks): Sql => raw(String(marks[name]))

/** A touch `t` as one number: its customer times `sums`, and the sum of its marks. */
const markedCustomer = ({ isCareVisit }: Conditions, sorts: Sql): Sql =>
  sql`t.customer_id * ${raw(String(sums))} + case when ${isCareVisit} then ${mark('visit')} else 0 end + ${sorts}`

const markedSorts = ({ isContact, isAboutMoney }: Conditions): Sql => sql`
  case t.tone when '+' then ${mark('positive')} when '-' then ${mark('negative')} else 0 end
  + case when not ${isContact} or ${isAboutMoney} then 0
    when t.begun_by = 'us' then ${mark('begunByUs')} else ${mark('begunByThem')} end`

/** The last touch `t` of a sort with a customer `c` before a day. */
export const lastBefore = (before: Day, isSo: Sql): Sql => sql`(select t.on_day from touches t
  where t.customer_id = c.id and t.on_day < ${before} and ${isSo} order by t.on_day desc limit 1)`

export type LastDays = { lastTouch: Day | null; lastVisit: Day | null }

export type CountsOfAll = {
  /** Touches of a sort in the window. */
  countOf: (sort: Sort, id: number) => number
  lastDaysOf: (id: number) => LastDays
  /** The days of the window with touches. */
  visits: VisitedDay[]
}

/**
 * The touches with all customers in the ratio's window. To count them by customer, SQL would sort a year of touches: it
 * lists them by day, each as one number, and counting in these lists takes half as long.
 * @param ids all customers of whom counts are wanted
 */
export const countsOfAll = (seen: SeenBook, ids: Promise<number[]>): Promise<CountsOfAll> =>
  countsSince(seen, ids, windowFrom(seen), markedSorts(conditionsOf(seen.rules)))

/** @param from the first day of the touches; the last days before it are looked up for each customer */
async function countsSince(
  { db, rules, today }: SeenBook,
  ids: Promise<number[]>,
  from: Day,
  sorts: Sql,
): Promise<CountsOfAll> {
  const conditions = conditionsOf(rules)
  const [days, all] = await Promise.all([
    db.cells<[on: Day, touches: string | null]>(sql`select d.on_day,
        (select ${gathered(markedCustomer(conditions, sorts))} from touches t where t.on_day = d.on_day)
      from (${daysWithTouches(from, today)}) as d order by d.on_day`),
    ids,
  ])
  const size = 1 + all.reduce((most, id) => Math.max(most, id), 0)
  const times = new Uint32Array(sums * size)
  const lastDays = Array.from({ length: size }, (): LastDays => ({ lastTouch: null, lastVisit: null }))
  const visits = days.map(([on, touches]) => {
    const visited: number[] = []
    for (const marked of idsIn(touches)) {
      times[marked] = (times[marked] ?? 0) + 1
      const id = Math.floor(marked / sums)
      const last = lastDays[id]
      if (last) last.lastTouch = on
      if (((marked % sums) & marks.visit) === 0) continue
      visited.push(id)
      if (last) last.lastVisit = on
    }
    return { on, visited }
  })
  const unvisited = all.filter((id) => lastDays[id]?.lastVisit === null)
  for (const { id, lastTouch, lastVisit } of await lastDaysBefore(db, from, conditions, unvisited))
    lastDays[id] = { lastTouch: lastDays[id]?.lastTouch ?? lastTouch, lastVisit }
  return {
    countOf: (sort, id) => {
      let count = 0
      for (let sum = 0; sum < sums; sum += 1) if (sum & marks[sort]) count += times[id * sums + sum] ?? 0
      return count
    },
    lastDaysOf: (id) => lastDays[id] ?? { lastTouch: null, lastVisit: null },
    visits,
  }
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
  return (await countsSince(seen, ids, addDays(seen.today, -seenWithin), sql`0`)).lastDaysOf
}
