import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import { scoreOf } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import { cadenceFromColumn, goalFromColumn, isScoredOn, snoozedUntilOn, wasArchivedOn } from '#tables/customers.ts'
import { handfulsOf } from '#tables/ids.ts'
import type { Rules } from '#tables/rules.ts'
import { nothing, type Tally, talliesOf } from './tallies.ts'

/** A customer with their score, and what it was made of. */
export type Scored = Pick<Standing<ListedCustomer>, 'customer' | 'score'> & { tally: Readonly<Tally> }

/** The columns of a customer `c` that a score needs, in their order. */
type Scorable = [
  id: number,
  name: string,
  kind: ListedCustomer['kind'],
  email: string | null,
  phone: string | null,
  visitEvery: number | null,
  since: Day,
  snoozedUntil: Day | null,
  goal: number | null,
  firstDay: Day | null,
]

/** The score on `today` of every scored customer, or of these ids; a customer who is not scored is left out. */
export const scoresOn = async (db: Reader, rules: Rules, today: Day, ids?: number[]): Promise<Scored[]> =>
  scoredWhere(db, rules, today, { condition: isScoredOn(today), ids }, await talliesOf(db, rules, today, ids))

/** Those of these customers who are archived on `today`, as if nothing had been with them: they are in due for their loops alone. */
export const archivedAmong = (db: Reader, rules: Rules, today: Day, ids: number[]): Promise<Scored[]> =>
  scoredWhere(db, rules, today, { condition: wasArchivedOn(today), ids }, () => nothing)

/** Customers `c` for whom a condition holds, of these ids or of all. */
async function scoredWhere(
  db: Reader,
  { settings }: Rules,
  today: Day,
  { condition, ids }: { condition: Sql; ids: number[] | undefined },
  tallyOf: (id: number) => Readonly<Tally>,
): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const isOneOf of ids ? [...handfulsOf(ids)].map((list) => sql`c.id in ${list}`) : [sql`1 = 1`]) {
    const found = await db.cells<Scorable>(sql`select c.id, c.name, c.kind, c.email, c.phone, c.visit_every, c.since,
        ${snoozedUntilOn(today)}, c.goal, c.first_day
      from customers c where ${condition} and ${isOneOf}`)
    for (const each of found) scored.push(scoredFrom(each, tallyOf(each[0]), settings, today))
  }
  return scored
}

const scoredFrom = (
  [id, name, kind, email, phone, visitEvery, since, snoozedUntil, goal, firstDay]: Scorable,
  tally: Readonly<Tally>,
  settings: Settings,
  today: Day,
): Scored => ({
  customer: { id, name, kind, email, phone },
  score: scoreOf(
    { visitEvery: cadenceFromColumn(visitEvery), since, snoozedUntil, goal: goalFromColumn(goal), firstDay },
    tally,
    settings,
    today,
  ),
  tally,
})
