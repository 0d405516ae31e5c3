import sql, { empty, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import { scoreOf } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import { cadenceFromColumn, goalFromColumn, isScoredOn, snoozedUntilOn, wasArchivedOn } from '#tables/customers.ts'
import { forIds } from '#tables/ids.ts'
import type { Rules } from '#tables/rules.ts'
import {
  type CountsOfAll,
  countsOfAll,
  type LastDays,
  nothing,
  type Sort,
  type Tally,
  talliesAmong,
} from './tallies.ts'

/** A customer with their score, and the day of the last touch. */
export type Scored = Pick<Standing<ListedCustomer>, 'customer' | 'score'> & Pick<LastDays, 'lastTouch'>

/** What a score needs of a customer besides the tally. */
type Scorable = ListedCustomer & {
  visitEvery: number | null
  since: Day
  snoozedUntil: Day | null
  goal: number | null
  firstDay: Day | null
}

/** The score on `today` of every scored customer, or of these ids; a customer who is not scored is left out. */
export async function scoresOn(db: Reader, rules: Rules, today: Day, ids?: number[]): Promise<Scored[]> {
  if (ids === undefined) return (await scoresOfAll(db, rules, today, [])).scored
  const found = await scorable(db, today, isScoredOn(today), ids)
  return scoredFrom(found, await talliesAmong(db, rules, today, idsOf(found)), rules.settings, today)
}

/**
 * The score on `today` of every scored customer, and what else was counted of them all.
 * @param also the sorts of touches that are counted besides those of the ratio
 */
export async function scoresOfAll<S extends Sort>(
  db: Reader,
  rules: Rules,
  today: Day,
  also: S[],
): Promise<{ scored: Scored[] } & CountsOfAll<S>> {
  const found = await scorable(db, today, isScoredOn(today))
  const counts = await countsOfAll(db, rules, today, idsOf(found), ['positive', 'negative', ...also])
  const tallyOf = (id: number): Tally => ({
    ...counts.lastDaysOf(id),
    positive: counts.countOf('positive', id),
    negative: counts.countOf('negative', id),
  })
  return { ...counts, scored: scoredFrom(found, tallyOf, rules.settings, today) }
}

/** Those of these customers who are archived on `today`, as if nothing had been with them: they are in due for their loops alone. */
export const archivedAmong = async (db: Reader, rules: Rules, today: Day, ids: number[]): Promise<Scored[]> =>
  scoredFrom(await scorable(db, today, wasArchivedOn(today), ids), () => nothing, rules.settings, today)

const idsOf = (found: Scorable[]): number[] => found.map(({ id }) => id)

/** Customers `c` for whom a condition holds, of these ids or of all. */
async function scorable(db: Reader, today: Day, condition: Sql, ids?: number[]): Promise<Scorable[]> {
  const query = (
    isOneOf: Sql,
  ) => sql`select c.id, c.name, c.kind, c.email, c.phone, c.visit_every as "visitEvery", c.since,
      ${snoozedUntilOn(today)} as "snoozedUntil", c.goal, c.first_day as "firstDay"
    from customers c where ${condition} ${isOneOf}`
  return ids ? forIds(db, ids, (list) => query(sql`and c.id in ${list}`)) : db.all(query(empty))
}

const scoredFrom = (
  found: Scorable[],
  tallyOf: (id: number) => Readonly<Tally>,
  settings: Settings,
  today: Day,
): Scored[] =>
  found.map(({ id, name, kind, email, phone, visitEvery, since, snoozedUntil, goal, firstDay }) => {
    const tally = tallyOf(id)
    const own = { visitEvery: cadenceFromColumn(visitEvery), since, snoozedUntil, goal: goalFromColumn(goal), firstDay }
    const score = scoreOf(own, tally, settings, today)
    return { customer: { id, name, kind, email, phone }, score, lastTouch: tally.lastTouch }
  })
