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
import { together } from './together.ts'
import { visitsByDay } from './touch-counts.ts'

/** docs/scoring.md, "The shop"; over the ratio's window. */
export async function shopOn(db: Reader, kind: Kind, today: Day): Promise<Shop> {
  const [seen, team] = await Promise.all([seenFrom(db, today), teammates(db)])
  const { settings } = seen.rules
  const from = windowFrom(seen)
  const members = new Set(team.map(({ id }) => id))
  const whose = allOf(kind, members.size)
  const visits = visitsByDay(seen, from, whose)
  const found = await together({
    touches: touchesTogether(seen, (since) => dayCounts(since, today, kind)),
    practicesOf: practicesBy(seen, whose, visits),
    visited: visits,
    rated: lastRatingsBetween(db, from, today),
    isAnybodyArchived: isAny(
      db,
      sql`customers c where c.kind = ${kind} and ${mayHaveBeenAway} and ${wasArchivedOn(today)}`,
    ),
    counts: scoredAndBelow(seen, kind),
    keeping: kind === 'customer' ? keepingBetween(db, from, today) : null,
    flagged: flags(seen, kind),
    savings: savingsTogether(db, today, whose.of),
  })
  const { totals, initiative, weeks } = found.touches
  const { knowing: _, ...kept } = found.practicesOf(0, initiative)
  const ratings = found.rated.filter(({ customerId }) => members.has(customerId) === (kind === 'teammate'))
  return {
    kind,
    from,
    today,
    goal: settings.ratioGoal,
    currency: settings.currency,
    isAnybodyArchived: found.isAnybodyArchived,
    ...found.counts,
    totals,
    weeks,
    careVisits: sumOf(found.visited, (day) => day.visited.length),
    rhythm: rhythmOfDays(found.visited),
    pulse: { score: pulseScore(ratings), asked: ratings.length },
    ...kept,
    keeping: found.keeping,
    ...found.flagged,
    savings: found.savings,
  }
}

/** Most people have no negative touch, and cannot be short of their goal. */
async function scoredAndBelow(seen: SeenBook, kind: Kind) {
  const { db, rules, today } = seen
  const inWindow = sql`between ${windowFrom(seen)} and ${today}`
  const isScored = sql`c.kind = ${kind} and ${isScoredOn(today)}`
  const [counts] = await db.all<{ scored: number; below: number; lowest: number | null; highest: number | null }>(sql`
    with negatives as materialized (select customer_id, count(*) as negative from touches
      where tone = '-' and on_day ${inWindow} group by customer_id),
    short as (select coalesce(c.goal, ${rules.settings.ratioGoal}) as goal
      from negatives n join customers c on c.id = n.customer_id where ${isScored}
        and (select count(*) from touches t where t.customer_id = c.id and t.on_day ${inWindow} and t.tone = '+')
          < coalesce(c.goal, ${rules.settings.ratioGoal}) * n.negative)
    select (select count(*) from customers c where ${isScored}) as scored,
      count(*) as below, min(goal) as lowest, max(goal) as highest from short`)
  const { scored = 0, below = 0, lowest, highest } = counts ?? {}
  const { ratioGoal } = rules.settings
  return { scored, below, goalsBelow: [lowest ?? ratioGoal, highest ?? ratioGoal] }
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
