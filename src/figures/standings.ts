import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import { addDays, type Day } from '#domain/day.ts'
import type { Standing } from '#domain/due.ts'
import { scoreOf, windowStart } from '#domain/score.ts'
import type { Settings } from '#domain/settings.ts'
import type { Tone } from '#domain/vocabulary.ts'
import { cadenceFromColumn, isScoredOn } from '#tables/customers.ts'
import { forIds } from '#tables/ids.ts'
import { openLoops, openOn } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'
import { wordsOf } from './conditions.ts'
import { otherReasonsOn, whoMayHaveOtherReasons } from './other-reasons.ts'

type Row = ListedCustomer & {
  visit_every: number | null
  since: Day
  snoozed_until: Day | null
  positive: number
  negative: number
  last_visit: Day | null
}

const listed = sql`c.id, c.name, c.kind, c.email, c.phone, c.visit_every, c.since, c.snoozed_until`

/** A query for those who have negative touches in the ratio's window, and how many: few of all. */
export const negativesIn = ({ ratioWindow }: Settings, today: Day): Sql => sql`select customer_id, count(*) as negative
  from touches where tone = '-' and on_day between ${windowStart(today, ratioWindow)} and ${today} group by customer_id`

/** How many touches of a tone a customer has in the ratio's window. */
export const inWindow = ({ ratioWindow }: Settings, today: Day, tone: Tone, customerId: Sql): Sql =>
  sql`(select count(*) from touches t where t.customer_id = ${customerId}
    and t.on_day between ${windowStart(today, ratioWindow)} and ${today} and t.tone = ${tone})`

const lastVisit = (isCareVisit: Sql, today: Day): Sql => sql`(select t.on_day from touches t
  where t.customer_id = c.id and t.on_day <= ${today} and ${isCareVisit} order by t.on_day desc limit 1)`

function tallies(rules: Rules, today: Day, which: Sql): Sql {
  const { settings } = rules
  const { isCareVisit } = wordsOf(rules)
  const counted = (tone: Tone) => inWindow(settings, today, tone, sql`c.id`)
  return sql`select ${listed}, ${counted('+')} as positive, ${counted('-')} as negative, ${lastVisit(isCareVisit, today)} as last_visit
    from customers c where ${isScoredOn(today)} and ${which}`
}

/** A customer with the score, on a day. */
type Scored = Pick<Standing<ListedCustomer>, 'customer' | 'score'>

const scoredFrom = (rows: Row[], settings: Settings, today: Day): Scored[] =>
  rows.map(({ visit_every, since, snoozed_until, positive, negative, last_visit, ...customer }) => ({
    customer,
    score: scoreOf(
      { visitEvery: cadenceFromColumn(visit_every), since, snoozedUntil: snoozed_until },
      { lastVisit: last_visit, positive, negative },
      settings,
      today,
    ),
  }))

/** The score, on `today`, of every scored customer, or of those with these ids who are scored. */
export async function scoresOn(db: Reader, rules: Rules, today: Day, ids?: number[]): Promise<Scored[]> {
  const rows = ids
    ? await forIds<Row>(db, ids, (list) => tallies(rules, today, sql`c.id in ${list}`))
    : await db.all<Row>(tallies(rules, today, sql`1 = 1`))
  return scoredFrom(rows, rules.settings, today)
}

/** What waits for us there, besides the score. */
async function standingsFrom(
  db: Reader,
  { settings }: Rules,
  today: Day,
  scored: Scored[],
): Promise<Standing<ListedCustomer>[]> {
  const loops = byCustomer(await openLoops(db, today))
  const otherReasons = await otherReasonsOn(db, settings, today)
  return scored.map(({ customer, score }) => ({
    customer,
    score,
    openLoops: loops.get(customer.id) ?? [],
    otherReasons: otherReasons.get(customer.id) ?? [],
  }))
}

/** How every scored customer stands on `today`, or those with these ids who are scored. */
export const standingsOn = async (
  db: Reader,
  rules: Rules,
  today: Day,
  ids?: number[],
): Promise<Standing<ListedCustomer>[]> => standingsFrom(db, rules, today, await scoresOn(db, rules, today, ids))

/**
 * Those who can be due on `today`, for the price of the touches in the window: all with a reason, and perhaps some
 * without. Who really is due, the domain decides.
 * @param soon also those whose visit is due within so many days
 */
export async function standingsThatMayBeDue(
  db: Reader,
  rules: Rules,
  today: Day,
  soon: number,
): Promise<Standing<ListedCustomer>[]> {
  const { settings } = rules
  const { isCareVisit } = wordsOf(rules)
  const positiveOf = (customerId: Sql) => inWindow(settings, today, '+', customerId)
  const mayBeDue = [
    openOn(sql`l.customer_id`, today),
    sql`select customer_id from counted where positive < ${settings.ratioGoal} * negative`,
    ...whoMayHaveOtherReasons(settings, today),
    ...(await withoutRecentVisit(db, settings, isCareVisit, addDays(today, soon), today)),
  ]
  const rows = await db.all<Row>(sql`
    with negatives as materialized (${negativesIn(settings, today)}),
      counted as materialized (select customer_id, negative, ${positiveOf(sql`n.customer_id`)} as positive from negatives n)
    select ${listed}, coalesce(n.positive, ${positiveOf(sql`c.id`)}) as positive, coalesce(n.negative, 0) as negative,
      ${lastVisit(isCareVisit, today)} as last_visit
    from customers c left join counted n on n.customer_id = c.id
    where ${isScoredOn(today)} and c.id in (${join(mayBeDue, ' union all ')})`)
  return standingsFrom(db, rules, today, scoredFrom(rows, settings, today))
}

/** Customers whose last care visit is so long ago that the next is due by `dueBy`: a query for each cadence. */
async function withoutRecentVisit(
  db: Reader,
  { visitEvery }: Settings,
  isCareVisit: Sql,
  dueBy: Day,
  today: Day,
): Promise<Sql[]> {
  const unsnoozed = sql`${isScoredOn(today)} and (c.snoozed_until is null or c.snoozed_until <= ${dueBy})`
  const own = await db.all<{ days: number }>(
    sql`select distinct visit_every as days from customers where visit_every > 0`,
  )
  const queries = own.map(
    ({ days }) => sql`select c.id from customers c where c.visit_every = ${days} and ${unsnoozed}
      and not exists (select 1 from touches t where t.customer_id = c.id
        and t.on_day > ${addDays(dueBy, -days)} and t.on_day <= ${today} and ${isCareVisit})`,
  )
  if (visitEvery === 'never') return queries
  // Most go by the shop's cadence: all who were visited lately are read at once, instead of one by one.
  const latest = addDays(dueBy, -visitEvery)
  const byShops = sql`select * from (select c.id from customers c where c.visit_every is null and ${unsnoozed}
    except select t.customer_id from touches t
    where t.on_day > ${latest} and t.on_day <= ${today} and ${isCareVisit}) as unvisited`
  return [...queries, byShops]
}
