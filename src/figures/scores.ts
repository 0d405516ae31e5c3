import sql, { type Sql } from 'sql-template-tag'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { Standing } from '#domain/due/due.ts'
import { scoreOf } from '#domain/due/score.ts'
import {
  cadenceFromColumn,
  goalFromColumn,
  isScoredOn,
  snoozedUntilOn,
  wasArchivedOn,
} from '#tables/customers/customer-days.ts'
import { handfulsOf } from '#tables/ids.ts'
import { conditionsOf } from './conditions.ts'
import { type SeenBook, windowFrom } from './seen-book.ts'
import { type CountsOfAll, countsOfAll, type LastDays, lastBefore } from './tallies.ts'

export type Scored = Pick<Standing<ListedCustomer>, 'customer' | 'score'> & Pick<LastDays, 'lastTouch'>

/** The touches of each tone are those in the ratio's window. */
type Tally = LastDays & { positive: number; negative: number }

/** A score needs these columns besides the tally. */
type Scorable = ListedCustomer & {
  visitEvery: number | null
  since: Day
  snoozedUntil: Day | null
  goal: number | null
  firstDay: Day | null
}

const scorable = (
  today: Day,
): Sql => sql`c.id, c.name, c.kind, c.email, c.phone, c.visit_every as "visitEvery", c.since,
  ${snoozedUntilOn(today)} as "snoozedUntil", c.goal, c.first_day as "firstDay"`

/** A customer who is not scored is left out. */
export async function scoresOn(seen: SeenBook, ids?: number[]): Promise<Scored[]> {
  if (ids === undefined) return (await scoresOfAll(seen)).scored
  const handfuls = [...handfulsOf(ids)].map((list) => sql`select id from customers where id in ${list}`)
  return (await Promise.all(handfuls.map((query) => scoresAmong(seen, query)))).flat()
}

/** A customer who is not scored is left out. @param ids a query */
export async function scoresAmong(seen: SeenBook, ids: Sql): Promise<Scored[]> {
  const { db, rules, today } = seen
  const { isCareVisit } = conditionsOf(rules)
  const from = windowFrom(seen)
  const rows = await db.all<Scorable & Tally>(sql`
    with who (id) as materialized (${ids}),
      counted as materialized (select t.customer_id, count(*) filter (where t.tone = '+') as positive,
          count(*) filter (where t.tone = '-') as negative, max(t.on_day) as last_touch,
          max(t.on_day) filter (where ${isCareVisit}) as last_visit
        from touches t where t.on_day between ${from} and ${today} and t.customer_id in (select id from who)
        group by t.customer_id)
    select ${scorable(today)}, coalesce(n.positive, 0) as positive, coalesce(n.negative, 0) as negative,
      coalesce(n.last_touch, ${lastBefore(from, sql`1 = 1`)}) as "lastTouch",
      coalesce(n.last_visit, ${lastBefore(from, isCareVisit)}) as "lastVisit"
    from customers c left join counted n on n.customer_id = c.id
    where ${isScoredOn(today)} and c.id in (select id from who)`)
  return rows.map((row) => scoredFrom(row, row, seen))
}

export async function scoresOfAll(seen: SeenBook): Promise<{ scored: Scored[] } & CountsOfAll> {
  const { db, today } = seen
  const asked = db.all<Scorable>(sql`select ${scorable(today)} from customers c where ${isScoredOn(today)}
    order by c.id`)
  const ids = asked.then((found) => found.map(({ id }) => id))
  const counts = await countsOfAll(seen, ids)
  const scored = (await asked).map((row) => {
    const [positive, negative] = [counts.countOf('positive', row.id), counts.countOf('negative', row.id)]
    return scoredFrom(row, { positive, negative, ...counts.lastDaysOf(row.id) }, seen)
  })
  return { scored, ...counts }
}

/**
 * Customers named by a query who are archived, scored as if there were no touch with them: they are in due for
 * their loops alone.
 */
export async function archivedAmong(seen: SeenBook, ids: Sql): Promise<Scored[]> {
  const { db, today } = seen
  const rows = await db.all<Scorable>(
    sql`select ${scorable(today)} from customers c where c.id in (${ids}) and ${wasArchivedOn(today)}`,
  )
  const nothing = { positive: 0, negative: 0, lastTouch: null, lastVisit: null }
  return rows.map((row) => scoredFrom(row, nothing, seen))
}

function scoredFrom(
  { id, name, kind, email, phone, visitEvery, since, snoozedUntil, goal, firstDay }: Scorable,
  tally: Tally,
  { rules, today }: SeenBook,
): Scored {
  const own = { visitEvery: cadenceFromColumn(visitEvery), since, snoozedUntil, goal: goalFromColumn(goal), firstDay }
  const score = scoreOf(own, tally, rules.settings, today)
  return { customer: { id, name, kind, email, phone }, score, lastTouch: tally.lastTouch }
}
