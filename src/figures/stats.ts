import sql from 'sql-template-tag'
import { isAny, type Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { pulseScore } from '#domain/practices/pulse.ts'
import { rhythmOfDays, type Shop } from '#domain/reports/stats.ts'
import { sumOf } from '#domain/sums.ts'
import { isScoredOn, mayHaveBeenAway, wasArchivedOn } from '#tables/customers/customer-days.ts'
import { teammates } from '#tables/customers/teammates.ts'
import { dayCounts } from '#tables/day-counts.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import { savingsTogether } from '#tables/savings.ts'
import { driftingOn, onlyAboutMoneyOn } from './attention.ts'
import { keepingBetween } from './keeping.ts'
import { practicesBy, touchesTogether } from './practices.ts'
import { allOf, type SeenBook, seenFrom, windowFrom } from './seen-book.ts'
import { visitsByDay } from './touch-counts.ts'

/** docs/scoring.md, "The shop"; over the ratio's window. */
export async function shopOn(db: Reader, kind: Kind, today: Day): Promise<Shop> {
  const [seen, team] = await Promise.all([seenFrom(db, today), teammates(db)])
  const { settings } = seen.rules
  const from = windowFrom(seen)
  const members = new Set(team.map(({ id }) => id))
  const whose = allOf(kind, members.size)
  const visits = visitsByDay(seen, from, whose)
  const [
    { totals, initiative, weeks },
    practicesOf,
    visited,
    rated,
    isAnybodyArchived,
    counts,
    keeping,
    flagged,
    savings,
  ] = await Promise.all([
    touchesTogether(seen, (since) => dayCounts(since, today, kind)),
    practicesBy(seen, whose, visits),
    visits,
    lastRatingsBetween(db, from, today),
    isAny(db, sql`customers c where c.kind = ${kind} and ${mayHaveBeenAway} and ${wasArchivedOn(today)}`),
    scoredAndBelow(seen, kind),
    kind === 'customer' ? keepingBetween(db, from, today) : null,
    flags(seen, kind),
    savingsTogether(db, today, whose.of),
  ])
  const { knowing: _, ...kept } = practicesOf(0, initiative)
  const ratings = rated.filter(({ customerId }) => members.has(customerId) === (kind === 'teammate'))
  return {
    kind,
    from,
    today,
    goal: settings.ratioGoal,
    currency: settings.currency,
    isAnybodyArchived,
    ...counts,
    totals,
    weeks,
    careVisits: sumOf(visited, (day) => day.visited.length),
    rhythm: rhythmOfDays(visited),
    pulse: { score: pulseScore(ratings), asked: ratings.length },
    ...kept,
    keeping,
    ...flagged,
    savings,
  }
}

/** Most people have no negative touch, and cannot be short of their goal. */
async function scoredAndBelow(seen: SeenBook, kind: Kind) {
  const { db, rules, today } = seen
  const inWindow = sql`between ${windowFrom(seen)} and ${today}`
  const isScored = sql`c.kind = ${kind} and ${isScoredOn(today)}`
  const [counts] = await db.all<{ scored: number; below: number }>(sql`
    with negatives as materialized (select customer_id, count(*) as negative from touches
      where tone = '-' and on_day ${inWindow} group by customer_id)
    select (select count(*) from customers c where ${isScored}) as scored,
      (select count(*) from negatives n join customers c on c.id = n.customer_id where ${isScored}
        and (select count(*) from touches t where t.customer_id = c.id and t.on_day ${inWindow} and t.tone = '+')
          < coalesce(c.goal, ${rules.settings.ratioGoal}) * n.negative) as below`)
  return counts ?? { scored: 0, below: 0 }
}

async function flags(seen: SeenBook, kind: Kind) {
  const [drifting, onlyAboutMoney] = await Promise.all([driftingOn(seen), onlyAboutMoneyOn(seen, kind)])
  const found = drifting.filter((each) => each.kind === kind)
  return {
    drifting: found.filter(({ flag }) => flag === 'drifting').length,
    takenForGranted: found.filter(({ flag }) => flag === 'taken for granted').length,
    onlyAboutMoney,
  }
}
