import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/day.ts'
import { windowStart } from '#domain/score.ts'
import type { Period } from '#domain/trust.ts'
import { forIds, gathered, idsIn } from '#tables/ids.ts'
import type { Rules } from '#tables/rules.ts'
import { type Words, wordsOf } from './conditions.ts'

/** Contacts are touches that reached them. */
const sorts = ['positive', 'negative', 'careVisits', 'notAboutMoney', 'notAboutMoneyByUs'] as const

type Sort = (typeof sorts)[number]

/** What the touches with one customer add up to: the days of the last ones, and how many of each sort the ratio's window has. */
export type Tally = Record<Sort, number> & { lastTouch: Day | null; lastVisit: Day | null }

/** The tally of somebody with whom there was no touch. */
export const nothing: Readonly<Tally> = {
  positive: 0,
  negative: 0,
  careVisits: 0,
  notAboutMoney: 0,
  notAboutMoneyByUs: 0,
  lastTouch: null,
  lastVisit: null,
}

/** The tallies of these customers, or of all, seen from `today`, as a function that takes an id. */
export async function talliesOf(
  db: Reader,
  rules: Rules,
  today: Day,
  ids?: number[],
): Promise<(id: number) => Readonly<Tally>> {
  const words = wordsOf(rules)
  const period = { from: windowStart(today, rules.settings.ratioWindow), today }
  const tallies = ids ? await talliesOfEach(db, period, words, ids) : await talliesOfAll(db, period, words)
  const everybody = ids ?? (await db.cells<[number]>(sql`select id from customers`)).map(([id]) => id)
  const unvisited = everybody.filter((id) => !tallies[id]?.lastVisit)
  for (const { id, lastTouch, lastVisit } of await daysBefore(db, period.from, words, unvisited)) {
    const tally = tallies[id] ?? nothing
    tallies[id] = { ...tally, lastVisit, lastTouch: tally.lastTouch ?? lastTouch }
  }
  return (id) => tallies[id] ?? nothing
}

/** The conditions of each sort, on a touch `t`. */
function conditionsOf({ isCareVisit, isContact, isAboutMoney }: Words): Record<Sort, Sql> {
  const notAboutMoney = sql`${isContact} and not ${isAboutMoney}`
  return {
    positive: sql`t.tone = '+'`,
    negative: sql`t.tone = '-'`,
    careVisits: isCareVisit,
    notAboutMoney,
    notAboutMoneyByUs: sql`t.begun_by = 'us' and ${notAboutMoney}`,
  }
}

/** Tallies by id, of a few customers. */
async function talliesOfEach(db: Reader, { from, today }: Period, words: Words, ids: number[]): Promise<Tally[]> {
  const isSort = conditionsOf(words)
  const counts = sorts.map((sort) => sql`count(*) filter (where ${isSort[sort]}) as ${raw(`"${sort}"`)}`)
  const found = await forIds<Tally & { id: number }>(
    db,
    ids,
    (list) => sql`select t.customer_id as id, ${join(counts)}, max(t.on_day) as "lastTouch",
        max(t.on_day) filter (where ${isSort.careVisits}) as "lastVisit"
      from touches t where t.on_day between ${from} and ${today} and t.customer_id in ${list} group by t.customer_id`,
  )
  const tallies: Tally[] = []
  for (const tally of found) tallies[tally.id] = tally
  return tallies
}

/**
 * Tallies by id, of all customers. SQL would sort a year of touches to count by customer: it lists who had a touch of each sort on
 * each day, and counting in these lists takes half as long.
 */
async function talliesOfAll(db: Reader, { from, today }: Period, words: Words): Promise<Tally[]> {
  const isSort = conditionsOf(words)
  const who = gathered(sql`t.customer_id`)
  const lists = sorts.map((sort) => sql`${who} filter (where ${isSort[sort]})`)
  const days = await db.cells<[on: Day, touched: string, ...ofSorts: (string | null)[]]>(sql`
    select t.on_day, ${who}, ${join(lists)} from touches t
    where t.on_day between ${from} and ${today} group by t.on_day order by t.on_day`)
  const tallies: Tally[] = []
  const tallyOf = (id: number): Tally => {
    tallies[id] ??= { ...nothing }
    return tallies[id]
  }
  for (const [on, touched, ...ofSorts] of days) {
    for (const id of idsIn(touched)) tallyOf(id).lastTouch = on
    for (const [i, sort] of sorts.entries()) for (const id of idsIn(ofSorts[i] ?? null)) tallyOf(id)[sort] += 1
    for (const id of idsIn(ofSorts[sorts.indexOf('careVisits')] ?? null)) tallyOf(id).lastVisit = on
  }
  return tallies
}

/** The last touch and the last care visit of these customers before a day. */
const daysBefore = (
  db: Reader,
  before: Day,
  { isCareVisit }: Words,
  ids: number[],
): Promise<({ id: number } & Pick<Tally, 'lastTouch' | 'lastVisit'>)[]> => {
  const last = (isSo: Sql) => sql`(select t.on_day from touches t
    where t.customer_id = c.id and t.on_day < ${before} and ${isSo} order by t.on_day desc limit 1)`
  return forIds(
    db,
    ids,
    (list) => sql`select c.id, ${last(sql`1 = 1`)} as "lastTouch", ${last(isCareVisit)} as "lastVisit"
      from customers c where c.id in ${list}`,
  )
}
