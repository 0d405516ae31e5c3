import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { VisitedDay } from '#domain/attention.ts'
import type { Day } from '#domain/day.ts'
import { windowStart } from '#domain/score.ts'
import { forIds, gathered, idsIn } from '#tables/ids.ts'
import type { Rules } from '#tables/rules.ts'
import { type Words, wordsOf } from './conditions.ts'

/** Begun are contacts that were not about money. */
const sorts = ['positive', 'negative', 'begunByUs', 'begunByThem'] as const

type Sort = (typeof sorts)[number]

/** What the touches with one customer add up to: the days of the last ones, and how many of each sort the ratio's window has. */
export type Tally = Record<Sort, number> & { lastTouch: Day | null; lastVisit: Day | null }

/** The tally of somebody with whom there was no touch. */
export const nothing: Readonly<Tally> = {
  positive: 0,
  negative: 0,
  begunByUs: 0,
  begunByThem: 0,
  lastTouch: null,
  lastVisit: null,
}

export type TallyOf = (id: number) => Readonly<Tally>

/** The tallies of some customers, seen from `today`. */
export async function talliesAmong(db: Reader, rules: Rules, today: Day, ids: number[]): Promise<TallyOf> {
  const words = wordsOf(rules)
  const from = windowStart(today, rules.settings.ratioWindow)
  const isSort = conditionsOf(words)
  const counts = sorts.map((sort) => sql`count(*) filter (where ${isSort[sort]}) as ${raw(`"${sort}"`)}`)
  const found = await forIds<Tally & { id: number }>(
    db,
    ids,
    (list) => sql`select t.customer_id as id, ${join(counts)}, max(t.on_day) as "lastTouch",
        max(t.on_day) filter (where ${words.isCareVisit}) as "lastVisit"
      from touches t where t.on_day between ${from} and ${today} and t.customer_id in ${list} group by t.customer_id`,
  )
  const tallies = new Map(found.map((tally) => [tally.id, tally]))
  const unvisited = ids.filter((id) => !tallies.get(id)?.lastVisit)
  const before = await lastDaysBefore(db, from, words, unvisited)
  return (id) => {
    const tally = tallies.get(id) ?? nothing
    const { lastTouch, lastVisit } = before.get(id) ?? tally
    return { ...tally, lastVisit, lastTouch: tally.lastTouch ?? lastTouch }
  }
}

/**
 * The tallies of all customers, seen from `today`, and the days of the window with care visits. SQL would sort a year of touches
 * to count them by customer: it lists who had a touch of each sort on each day, and to count in these lists takes half as long.
 * @param ids all customers of whom a tally is wanted
 */
export async function talliesOfAll(
  db: Reader,
  rules: Rules,
  today: Day,
  ids: number[],
): Promise<{ tallyOf: TallyOf; visits: VisitedDay[] }> {
  const words = wordsOf(rules)
  const from = windowStart(today, rules.settings.ratioWindow)
  const isSort = conditionsOf(words)
  const who = gathered(sql`t.customer_id`)
  const lists = sorts.map((sort) => sql`${who} filter (where ${isSort[sort]})`)
  type Row = [on: Day, touched: string, visited: string | null, ...ofSorts: (string | null)[]]
  const days = await db.cells<Row>(sql`
    select t.on_day, ${who}, ${who} filter (where ${words.isCareVisit}), ${join(lists)}
    from touches t where t.on_day between ${from} and ${today} group by t.on_day order by t.on_day`)
  const lastTouches: Day[] = []
  const lastVisits: Day[] = []
  const visits = days.map(([on, , visited]) => ({ on, visited: idsIn(visited) }))
  for (const [on, touched] of days) for (const id of idsIn(touched)) lastTouches[id] = on
  for (const { on, visited } of visits) for (const id of visited) lastVisits[id] = on
  const [positive, negative, begunByUs, begunByThem] = sorts.map((_, i) => {
    const counts: number[] = []
    for (const [, , , ...ofSorts] of days)
      for (const id of idsIn(ofSorts[i] ?? null)) counts[id] = (counts[id] ?? 0) + 1
    return counts
  })
  const unvisited = ids.filter((id) => lastVisits[id] === undefined)
  const before = await lastDaysBefore(db, from, words, unvisited)
  const tallyOf: TallyOf = (id) => ({
    positive: positive?.[id] ?? 0,
    negative: negative?.[id] ?? 0,
    begunByUs: begunByUs?.[id] ?? 0,
    begunByThem: begunByThem?.[id] ?? 0,
    lastTouch: lastTouches[id] ?? before.get(id)?.lastTouch ?? null,
    lastVisit: lastVisits[id] ?? before.get(id)?.lastVisit ?? null,
  })
  return { tallyOf, visits }
}

/** The conditions of each sort, on a touch `t`. */
function conditionsOf({ isContact, isAboutMoney }: Words): Record<Sort, Sql> {
  const begun = sql`${isContact} and not ${isAboutMoney}`
  return {
    positive: sql`t.tone = '+'`,
    negative: sql`t.tone = '-'`,
    begunByUs: sql`t.begun_by = 'us' and ${begun}`,
    begunByThem: sql`t.begun_by = 'them' and ${begun}`,
  }
}

/** The last touch and the last care visit of these customers before a day, by id. */
async function lastDaysBefore(
  db: Reader,
  before: Day,
  { isCareVisit }: Words,
  ids: number[],
): Promise<Map<number, Pick<Tally, 'lastTouch' | 'lastVisit'>>> {
  const last = (isSo: Sql) => sql`(select t.on_day from touches t
    where t.customer_id = c.id and t.on_day < ${before} and ${isSo} order by t.on_day desc limit 1)`
  const found = await forIds<Pick<Tally, 'lastTouch' | 'lastVisit'> & { id: number }>(
    db,
    ids,
    (list) => sql`select c.id, ${last(sql`1 = 1`)} as "lastTouch", ${last(isCareVisit)} as "lastVisit"
      from customers c where c.id in ${list}`,
  )
  return new Map(found.map((days) => [days.id, days]))
}
