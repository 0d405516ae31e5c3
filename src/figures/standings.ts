import sql, { join, type Sql } from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Reason, Standing, Tried } from '#domain/due/due.ts'
import { type Loop, withDueBy } from '#domain/loops/loop.ts'
import { andIs } from '#tables/ids.ts'
import { isStillOpen, openLoops, openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { conditionsOf } from './conditions.ts'
import { otherReasonsOn, whoMayHaveOtherReasons } from './other-reasons.ts'
import { archivedAmong, type Scored, scoresAmong, scoresOn } from './scores.ts'
import { type SeenBook, windowFrom } from './seen-book.ts'
import { withoutRecentVisit } from './visits.ts'

/** Loops and other reasons are asked for while the scores are on their way. */
async function standingsFrom(
  seen: SeenBook,
  scored: Promise<Scored[]>,
  soon: number,
): Promise<Standing<ListedCustomer>[]> {
  const { db, rules, today } = seen
  const [all, archived, loops, otherReasons, attempts] = await Promise.all([
    scored,
    archivedAmong(seen, openOn(sql`l.customer_id`, today)),
    openLoops(db, today).then(byCustomer),
    otherReasonsOn(seen, { soon }),
    attemptsUpTo(seen).then(byCustomer),
  ])
  const meanwhile = { loops, otherReasons, attempts }
  return [...all.map((each) => standingWith(each, meanwhile, rules)), ...withLoops(archived, loops, rules)]
}

type Meanwhile = { loops: Map<number, Loop[]>; otherReasons: Map<number, Reason[]>; attempts: Map<number, Attempt[]> }

const standingWith = (
  { customer, score }: Scored,
  { loops, otherReasons, attempts }: Meanwhile,
  rules: Rules,
): Standing<ListedCustomer> => ({
  customer,
  score,
  openLoops: (loops.get(customer.id) ?? []).map((loop) => withDueBy(loop, rules.settings)),
  otherReasons: otherReasons.get(customer.id) ?? [],
  tried: triedSince(attempts.get(customer.id), score.lastVisit),
  isVisitSpent: attempts.get(customer.id)?.some(({ how }) => how === 'spent') ?? false,
  isArchived: false,
})

/** No visit of a day can be a care visit behind a touch that reached nobody, or a complaint that was open then. */
type Attempt = { customerId: number; on: Day; how: 'missed' | 'spent' }

/** An attempt is told of for so many days. */
const attemptsToldOf = 365

/**
 * Touches of the last year that did not reach a customer, in the order of their days, and complaints that were open today: of one
 * customer, or of all. The counts of the days say which days had any that reached nobody: most have none.
 */
function attemptsUpTo({ db, rules, today }: SeenBook, customerId?: number): Promise<Attempt[]> {
  const { isContact } = conditionsOf(rules)
  const isAttempt = sql`t.on_day between ${addDays(today, -attemptsToldOf)} and ${today} and not ${isContact}`
  const ofOne = (table: Sql) => andIs(sql`${table}.customer_id`, customerId)
  return db.all(sql`select t.customer_id as "customerId", t.on_day as "on", 'missed' as "how" from touches t
    where ${isAttempt} and t.on_day in (select t.on_day from day_counts t where ${isAttempt}) ${ofOne(sql`t`)}
    union all
    select l.customer_id, l.opened_on, 'spent' from loops l
      where ${isStillOpen(sql`${today}`)} and l.opened_on <= ${today} ${ofOne(sql`l`)}
    order by 2`)
}

function triedSince(attempts: Attempt[] = [], lastVisit: Day | null): Tried | null {
  const since = attempts.filter(({ on, how }) => how === 'missed' && (lastVisit === null || on > lastVisit))
  const last = since.at(-1)
  return last ? { times: since.length, last: last.on } : null
}

/** Archived customers with open loops (docs/scoring.md, "Open loops"). */
const withLoops = (archived: Scored[], loops: Map<number, Loop[]>, rules: Rules): Standing<ListedCustomer>[] =>
  archived.map((each) => ({
    ...standingWith(each, { loops, otherReasons: new Map(), attempts: new Map() }, rules),
    isArchived: true,
  }))

/**
 * Every scored customer, and archived ones with open loops.
 * @param soon the days ahead in which dates are looked for
 */
export const standingsOn = (seen: SeenBook, soon = 0): Promise<Standing<ListedCustomer>[]> =>
  standingsFrom(seen, scoresOn(seen), soon)

/** Undefined where the customer is not scored. */
export async function standingOf(seen: SeenBook, id: number): Promise<Standing<ListedCustomer> | undefined> {
  const [[scored], loops, otherReasons, attempts] = await Promise.all([
    scoresOn(seen, [id]),
    openLoops(seen.db, seen.today, id),
    otherReasonsOn(seen, { customerId: id }),
    attemptsUpTo(seen, id),
  ])
  const meanwhile = { loops: byCustomer(loops), otherReasons, attempts: byCustomer(attempts) }
  return scored && standingWith(scored, meanwhile, seen.rules)
}

/** An archived customer has one, too, where something is open with them. */
export async function listedStandingOf(seen: SeenBook, id: number): Promise<Standing<ListedCustomer> | undefined> {
  const scored = await standingOf(seen, id)
  if (scored) return scored
  const loops = await openLoops(seen.db, seen.today, id)
  const archived = loops.length === 0 ? [] : await archivedAmong(seen, sql`${id}`)
  return withLoops(archived, new Map([[id, loops]]), seen.rules)[0]
}

/**
 * All customers with a reason today, and perhaps some without one: the domain decides. Nothing is counted of the others.
 * @param soon days ahead in which reasons are looked for
 */
export function standingsThatMayBeDue(seen: SeenBook, soon = 0): Promise<Standing<ListedCustomer>[]> {
  const { today } = seen
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from touches
      where tone = '-' and on_day between ${windowFrom(seen)} and ${today}`,
    ...whoMayHaveOtherReasons(seen, soon),
    ...withoutRecentVisit(seen, addDays(today, soon)),
  ]
  const scored = scoresAmong(seen, sql`select distinct * from (${join(mayBeDue, ' union all ')}) as ids`)
  return standingsFrom(seen, scored, soon)
}
