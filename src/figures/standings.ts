import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Standing, Tried } from '#domain/due.ts'
import { type DueLoop, type Loop, withDueBy } from '#domain/loop.ts'
import { scoreOf, windowStart } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import type { Tone } from '#domain/vocabulary.ts'
import {
  cadenceFromColumn,
  customerStillThere,
  goalFromColumn,
  isScoredOn,
  ownCadences,
  setFirstDay,
  snoozedUntilOn,
  wasArchivedOn,
} from '#tables/customers.ts'
import { firstDayFor } from '#tables/first-days.ts'
import { forIds } from '#tables/ids.ts'
import { openLoops, openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { wordsOf } from './conditions.ts'
import { otherReasonsOn, whoMayHaveOtherReasons } from './other-reasons.ts'

type Row = ListedCustomer & {
  visit_every: number | null
  since: Day
  snoozed_until: Day | null
  goal: number | null
  first_day: Day | null
  positive: number
  negative: number
  last_visit: Day | null
}

const listedOn = (today: Day): Sql => sql`c.id, c.name, c.kind, c.email, c.phone, c.visit_every, c.since,
  ${snoozedUntilOn(today)} as snoozed_until, c.goal, c.first_day`

/** A query for how many negative touches each customer has in the ratio's window. Most have none. */
export const negativesIn = ({ ratioWindow }: Settings, today: Day): Sql => sql`select customer_id, count(*) as negative
  from touches where tone = '-' and on_day between ${windowStart(today, ratioWindow)} and ${today} group by customer_id`

/** The number of touches of a tone in the ratio's window, as a subquery. */
export const inWindow = ({ ratioWindow }: Settings, today: Day, tone: Tone, customerId: Sql): Sql =>
  sql`(select count(*) from touches t where t.customer_id = ${customerId}
    and t.on_day between ${windowStart(today, ratioWindow)} and ${today} and t.tone = ${tone})`

const lastVisit = (isCareVisit: Sql, today: Day): Sql => sql`(select t.on_day from touches t
  where t.customer_id = c.id and t.on_day <= ${today} and ${isCareVisit} order by t.on_day desc limit 1)`

function tallies(rules: Rules, today: Day, which: Sql): Sql {
  const { settings } = rules
  const { isCareVisit } = wordsOf(rules)
  const counted = (tone: Tone) => inWindow(settings, today, tone, sql`c.id`)
  return sql`select ${listedOn(today)}, ${counted('+')} as positive, ${counted('-')} as negative, ${lastVisit(isCareVisit, today)} as last_visit
    from customers c where ${isScoredOn(today)} and ${which}`
}

type Scored = Pick<Standing<ListedCustomer>, 'customer' | 'score'>

const scoredFrom = (rows: Row[], settings: Settings, today: Day): Scored[] =>
  rows.map(({ visit_every, since, snoozed_until, goal, first_day, positive, negative, last_visit, ...customer }) => ({
    customer,
    score: scoreOf(
      {
        visitEvery: cadenceFromColumn(visit_every),
        since,
        snoozedUntil: snoozed_until,
        goal: goalFromColumn(goal),
        firstDay: first_day,
      },
      { lastVisit: last_visit, positive, negative },
      settings,
      today,
    ),
  }))

/** The score on `today` of every scored customer, or of these ids; a customer who is not scored is left out. */
export async function scoresOn(db: Reader, rules: Rules, today: Day, ids?: number[]): Promise<Scored[]> {
  const rows = ids
    ? await forIds<Row>(db, ids, (list) => tallies(rules, today, sql`c.id in ${list}`))
    : await db.all<Row>(tallies(rules, today, sql`1 = 1`))
  return scoredFrom(rows, rules.settings, today)
}

/** Adds loops and other reasons to scores, which are asked for meanwhile. */
async function standingsFrom(
  db: Reader,
  rules: Rules,
  today: Day,
  scored: Promise<Scored[]>,
  soon = 0,
): Promise<Standing<ListedCustomer>[]> {
  const [all, archived, loops, otherReasons, attempts] = await Promise.all([
    scored,
    archivedOf(db, today, openOn(sql`l.customer_id`, today)),
    openLoops(db, today).then(byCustomer),
    otherReasonsOn(db, rules, today, { soon }),
    attemptsUpTo(db, rules, today).then(byCustomer),
  ])
  const ofScored = all.map(({ customer, score }) => ({
    customer,
    score,
    openLoops: dueLoops(loops.get(customer.id), rules),
    otherReasons: otherReasons.get(customer.id) ?? [],
    tried: triedSince(attempts.get(customer.id), score.lastVisit),
    isArchived: false,
  }))
  return [...ofScored, ...withLoops(archived, loops, rules, today)]
}

const dueLoops = (loops: Loop[] = [], { settings }: Pick<Rules, 'settings'>): DueLoop[] =>
  loops.map((loop) => withDueBy(loop, settings))

type Attempt = { customerId: number; on: Day }

/** Days for which an attempt is told of. */
const attemptsToldOf = 365

/** Touches of the last year that did not reach a customer, in the order of their days: of one, or of all. */
const attemptsUpTo = (db: Reader, rules: Rules, today: Day, customerId?: number): Promise<Attempt[]> =>
  db.all(sql`select t.customer_id as "customerId", t.on_day as "on" from touches t
    where t.on_day between ${addDays(today, -attemptsToldOf)} and ${today} and not ${wordsOf(rules).isContact}
      ${customerId === undefined ? empty : sql`and t.customer_id = ${customerId}`} order by t.on_day`)

function triedSince(attempts: Attempt[] = [], lastVisit: Day | null): Tried | null {
  const since = attempts.filter(({ on }) => lastVisit === null || on > lastVisit)
  const last = since.at(-1)
  return last ? { times: since.length, last: last.on } : null
}

/** Those of these customers, named by a query, who are archived. */
const archivedOf = (db: Reader, today: Day, ids: Sql): Promise<Row[]> =>
  db.all<Row>(sql`select ${listedOn(today)}, 0 as positive, 0 as negative, null as last_visit
    from customers c where c.id in (${ids}) and ${wasArchivedOn(today)}`)

/** Archived customers with open loops (docs/scoring.md, "Open loops"). */
const withLoops = (archived: Row[], loops: Map<number, Loop[]>, rules: Rules, today: Day): Standing<ListedCustomer>[] =>
  scoredFrom(archived, rules.settings, today).map(({ customer, score }) => ({
    customer,
    score,
    openLoops: dueLoops(loops.get(customer.id), rules),
    otherReasons: [],
    tried: null,
    isArchived: true,
  }))

/**
 * Every scored customer's standing on `today`, and that of archived customers with open loops.
 * @param soon how many days ahead dates are looked for
 */
export const standingsOn = async (
  db: Reader,
  rules: Rules,
  today: Day,
  soon = 0,
): Promise<Standing<ListedCustomer>[]> => standingsFrom(db, rules, today, scoresOn(db, rules, today), soon)

/** Undefined where the customer is not scored on `today`. */
export async function standingOf(
  db: Reader,
  rules: Rules,
  today: Day,
  id: number,
): Promise<Standing<ListedCustomer> | undefined> {
  const [[scored], loops, otherReasons, attempts] = await Promise.all([
    scoresOn(db, rules, today, [id]),
    openLoops(db, today, id),
    otherReasonsOn(db, rules, today, { customerId: id }),
    attemptsUpTo(db, rules, today, id),
  ])
  return (
    scored && {
      ...scored,
      openLoops: dueLoops(loops, rules),
      otherReasons: otherReasons.get(id) ?? [],
      tried: triedSince(attempts, scored.score.lastVisit),
      isArchived: false,
    }
  )
}

/** How one customer stands in the list of `today`: also who is archived, where something is open with them. */
export async function listedStandingOf(
  db: Reader,
  rules: Rules,
  today: Day,
  id: number,
): Promise<Standing<ListedCustomer> | undefined> {
  const scored = await standingOf(db, rules, today, id)
  if (scored) return scored
  const loops = await openLoops(db, today, id)
  const rows = loops.length === 0 ? [] : await archivedOf(db, today, sql`${id}`)
  return withLoops(rows, new Map([[id, loops]]), rules, today)[0]
}

/**
 * All customers with a reason on `today`, and perhaps some without one: the domain decides. Reads only the touches of the
 * window, where `standingsOn` reads them all.
 * @param soon days ahead in which reasons are looked for
 * @param cadences what `ownCadences` answers, where it was asked already
 */
export async function standingsThatMayBeDue(
  db: Reader,
  rules: Rules,
  today: Day,
  soon: number,
  cadences?: number[],
): Promise<Standing<ListedCustomer>[]> {
  const { settings } = rules
  const { isCareVisit } = wordsOf(rules)
  const positiveOf = (customerId: Sql) => inWindow(settings, today, '+', customerId)
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from counted where positive < coalesce(goal, ${settings.ratioGoal}) * negative`,
    ...whoMayHaveOtherReasons(rules, today, soon),
    ...withoutRecentVisit(cadences ?? (await ownCadences(db)), settings, isCareVisit, addDays(today, soon), today),
  ]
  const rows = db.all<Row>(sql`
    with negatives as materialized (${negativesIn(settings, today)}),
      counted as materialized (select n.customer_id, n.negative, g.goal, ${positiveOf(sql`n.customer_id`)} as positive
        from negatives n join customers g on g.id = n.customer_id)
    select ${listedOn(today)}, coalesce(n.positive, ${positiveOf(sql`c.id`)}) as positive, coalesce(n.negative, 0) as negative,
      ${lastVisit(isCareVisit, today)} as last_visit
    from customers c left join counted n on n.customer_id = c.id
    where ${isScoredOn(today)} and c.id in (${join(mayBeDue, ' union all ')})`)
  const scored = rows.then((found) => scoredFrom(found, settings, today))
  return standingsFrom(db, rules, today, scored, soon)
}

/** Customers whose last care visit is so long ago that the next is due by `dueBy`: a query for each cadence. */
function withoutRecentVisit(
  cadences: number[],
  { visitEvery }: Settings,
  isCareVisit: Sql,
  dueBy: Day,
  today: Day,
): Sql[] {
  const unsnoozed = sql`${isScoredOn(today)} and coalesce(${snoozedUntilOn(today)}, '') <= ${dueBy}`
  const queries = cadences.map(
    (days) => sql`select c.id from customers c where c.visit_every = ${days} and ${unsnoozed}
      and not exists (select 1 from touches t where t.customer_id = c.id
        and t.on_day > ${addDays(dueBy, -days)} and t.on_day <= ${today} and ${isCareVisit})`,
  )
  if (visitEvery === 'never') return queries
  // Most customers have the shop's cadence: one query for all who were visited lately is faster than one look-up for each.
  const latest = addDays(dueBy, -visitEvery)
  const byShops = sql`select * from (select c.id from customers c where c.visit_every is null and ${unsnoozed}
    except select t.customer_id from touches t
    where t.on_day > ${latest} and t.on_day <= ${today} and ${isCareVisit}) as unvisited`
  return [...queries, byShops]
}

/**
 * Gives somebody a first day who has no care visit, and would be due at once (docs/scoring.md, "The care visit").
 * @returns the first day; null where they need none
 */
export async function giveFirstDay(db: Writer, rules: Rules, today: Day, id: number): Promise<Day | null> {
  const [found] = await scoresOn(db, rules, today, [id])
  if (!found || found.score.lastVisit !== null || (found.score.daysOverdue ?? -1) < 0) return null
  const { since } = await customerStillThere(db, id)
  const day = await firstDayFor(db, since, found.score.visitEvery, today)
  if (day !== null) await setFirstDay(db, id, day)
  return day
}
