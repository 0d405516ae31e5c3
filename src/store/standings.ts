import sql, { type Sql } from 'sql-template-tag'
import { byCustomer } from '../domain/by-customer.ts'
import { addDays, type Day } from '../domain/day.ts'
import type { Standing } from '../domain/due.ts'
import { type NamedLoop, needsUs } from '../domain/loop.ts'
import { scoreOf, windowStart } from '../domain/score.ts'
import type { Settings } from '../domain/settings.ts'
import { cadenceFromColumn, forIds } from './customers.ts'
import type { Reader } from './engine.ts'
import { openLoops } from './loops.ts'
import type { Rules } from './rules.ts'

/** What a list says of a customer. */
export type ListedCustomer = { id: number; name: string; email: string | null; phone: string | null }

// The rules of SCORING ("The care visit") as a condition on a touch `t`; domain/score.ts has them for records.
const isCareVisit = sql`t.purpose_id in (select id from purposes where care = 1)
  and t.channel_id in (select id from channels where spoken = 1)
  and t.tone <> '-'
  and not exists (select 1 from loops l
    where l.customer_id = t.customer_id and l.kind = 'complaint' and l.opened_on <= t.on_day
      and (l.closed_on is null or l.closed_on >= t.on_day) and (l.outcome is null or l.outcome <> 'dropped'))`

const isScoredOn = (today: Day): Sql => sql`c.since <= ${today} and (c.archived_on is null or c.archived_on > ${today})`

type Row = ListedCustomer & {
  visit_every: number | null
  since: Day
  snoozed_until: Day | null
  positive: number
  negative: number
  last_visit: Day | null
}

function tallies(settings: Settings, today: Day, which: Sql): Sql {
  const from = windowStart(today, settings.ratioWindow)
  const inWindow = sql`t.customer_id = c.id and t.on_day between ${from} and ${today}`
  return sql`select c.id, c.name, c.email, c.phone, c.visit_every, c.since, c.snoozed_until,
      (select count(*) from touches t where ${inWindow} and t.tone = '+') as positive,
      (select count(*) from touches t where ${inWindow} and t.tone = '-') as negative,
      (select t.on_day from touches t where t.customer_id = c.id and t.on_day <= ${today} and ${isCareVisit}
        order by t.on_day desc limit 1) as last_visit
    from customers c where ${isScoredOn(today)} and ${which}`
}

/**
 * The score and the open loops, on `today`, of every scored customer, or of those with these ids who are scored.
 */
export async function standingsOn(
  db: Reader,
  { settings }: Pick<Rules, 'settings'>,
  today: Day,
  which: { ids?: number[]; loops?: NamedLoop[] } = {},
): Promise<Standing<ListedCustomer>[]> {
  const rows = which.ids
    ? await forIds<Row>(db, which.ids, (list) => tallies(settings, today, sql`c.id in ${list}`))
    : await db.all<Row>(tallies(settings, today, sql`1 = 1`))
  const loopsByCustomer = byCustomer(which.loops ?? (await openLoops(db, today)))
  const standings: Standing<ListedCustomer>[] = []
  for (const row of rows) {
    standings.push({
      customer: { id: row.id, name: row.name, email: row.email, phone: row.phone },
      score: scoreOf(
        { visitEvery: cadenceFromColumn(row.visit_every), since: row.since, snoozedUntil: row.snoozed_until },
        { lastVisit: row.last_visit, positive: row.positive, negative: row.negative },
        settings,
        today,
      ),
      openLoops: loopsByCustomer.get(row.id) ?? [],
    })
  }
  return standings
}

/**
 * Those who can be due on `today`, for the price of the touches in the window: all with a reason, and perhaps some
 * without. Who really is due, the domain decides.
 * @param soon also those whose visit is due within so many days
 */
export async function standingsThatMayBeDue(
  db: Reader,
  rules: Pick<Rules, 'settings'>,
  today: Day,
  soon: number,
): Promise<Standing<ListedCustomer>[]> {
  const loops = await openLoops(db, today)
  const ids = new Set(loops.filter((loop) => needsUs(loop, today)).map((loop) => loop.customerId))
  for (const id of await withoutRecentVisit(db, rules.settings, addDays(today, soon), today)) ids.add(id)
  for (const id of await mayBeBelow(db, rules.settings, today)) ids.add(id)
  return standingsOn(db, rules, today, { ids: [...ids].sort((a, b) => a - b), loops })
}

/** Customers whose last care visit is so long ago that the next is due by `dueBy`. */
async function withoutRecentVisit(db: Reader, settings: Settings, dueBy: Day, today: Day): Promise<number[]> {
  const unsnoozed = sql`${isScoredOn(today)} and (c.snoozed_until is null or c.snoozed_until <= ${dueBy})`
  const queries: Sql[] = []
  if (settings.visitEvery !== 'never') {
    // Most go by the shop's cadence: all who were visited lately are read at once, instead of one by one.
    const latest = addDays(dueBy, -settings.visitEvery)
    queries.push(sql`select c.id from customers c where c.visit_every is null and ${unsnoozed}
      except select t.customer_id from touches t
      where t.on_day > ${latest} and t.on_day <= ${today} and ${isCareVisit}`)
  }
  const own = await db.all<{ days: number }>(
    sql`select distinct visit_every as days from customers where visit_every > 0`,
  )
  for (const { days } of own) {
    queries.push(sql`select c.id from customers c where c.visit_every = ${days} and ${unsnoozed}
      and not exists (select 1 from touches t where t.customer_id = c.id
        and t.on_day > ${addDays(dueBy, -days)} and t.on_day <= ${today} and ${isCareVisit})`)
  }
  const ids: number[] = []
  for (const query of queries) for (const { id } of await db.all<{ id: number }>(query)) ids.push(id)
  return ids
}

/** Customers with too few positive touches in the window for their negative ones. */
async function mayBeBelow(db: Reader, settings: Settings, today: Day): Promise<number[]> {
  const from = windowStart(today, settings.ratioWindow)
  const rows = await db.all<{ id: number }>(sql`select n.customer_id as id
    from (select customer_id, count(*) as negative from touches
      where tone = '-' and on_day between ${from} and ${today} group by customer_id) n
    where ${settings.ratioGoal} * n.negative > (select count(*) from touches t
      where t.customer_id = n.customer_id and t.on_day between ${from} and ${today} and t.tone = '+')`)
  return rows.map((row) => row.id)
}
