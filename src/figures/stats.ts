import sql, { type Sql } from 'sql-template-tag'
import { isAny } from '#book/counting.ts'
import type { Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import { pulseScore } from '#domain/practices/pulse.ts'
import { rhythmOfDays, type Shop, totalOf, trendStart, weeklyRatios } from '#domain/reports/stats.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'
import { isScoredOn, wasArchivedOn } from '#tables/customers/customer-days.ts'
import { teammates } from '#tables/customers/teammates.ts'
import { dayCounts } from '#tables/day-counts.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { savingsTogether } from '#tables/savings.ts'
import { driftingOn, onlyAboutMoneyOn } from './attention.ts'
import { conditionsOf } from './conditions.ts'
import { keepingBetween } from './keeping.ts'
import { practicesBy } from './practices.ts'
import { touchesByDay, visitsByDay } from './touch-counts.ts'
import { allOf } from './whose.ts'

/** The whole shop as of `today`, over the ratio's window (docs/scoring.md, "The shop"). */
export async function shopOn(db: Reader, kind: Kind, today: Day): Promise<Shop> {
  const [rules, team] = await Promise.all([rulesOf(db), teammates(db)])
  const { settings } = rules
  const period = { from: windowStart(today, settings.ratioWindow), today }
  const members = new Set(team.map(({ id }) => id))
  const whose = allOf(kind, members.size)
  const trend = trendStart(today, settings.weekStart)
  const conditions = conditionsOf(rules)
  const visits = visitsByDay(db, period, whose, conditions)
  const [days, practicesOf, visited, rated, isAnybodyArchived, counts, keeping, flagged, savings] = await Promise.all([
    touchesByDay(db, dayCounts(trend < period.from ? trend : period.from, today, kind), conditions),
    practicesBy(db, rules, period, whose, visits),
    visits,
    lastRatingsBetween(db, period.from, today),
    isAny(db, sql`customers c where c.kind = ${kind} and ${wasArchivedOn(today)}`),
    scoredAndBelow(db, rules, kind, today),
    kind === 'customer' ? keepingBetween(db, period.from, today) : null,
    flags(db, rules, kind, today),
    savingsTogether(db, today, whose.of),
  ])
  const totals = totalOf(days.filter(({ on }) => on >= period.from))
  const initiative = { part: totals.notAboutMoneyByUs, whole: totals.notAboutMoney }
  const { knowing: _, ...kept } = practicesOf(0, initiative)
  const ratings = rated.filter(({ customerId }) => members.has(customerId) === (kind === 'teammate'))
  return {
    kind,
    ...period,
    goal: settings.ratioGoal,
    currency: settings.currency,
    isAnybodyArchived,
    ...counts,
    totals,
    weeks: weeklyRatios(days, today, settings.weekStart),
    careVisits: visited.reduce((sum, day) => sum + day.visited.length, 0),
    rhythm: rhythmOfDays(visited),
    pulse: { score: pulseScore(ratings), asked: ratings.length },
    ...kept,
    keeping,
    ...flagged,
    savings,
  }
}

/** The number of touches of a tone in the ratio's window, as a subquery. */
const inWindow = ({ ratioWindow }: Settings, today: Day, tone: Tone, customerId: Sql): Sql =>
  sql`(select count(*) from touches t where t.customer_id = ${customerId}
    and t.on_day between ${windowStart(today, ratioWindow)} and ${today} and t.tone = ${tone})`

/** The people who are scored, and the ones short of their goal. Most have no negative touch, and cannot be short. */
async function scoredAndBelow(db: Reader, { settings }: Rules, kind: Kind, today: Day) {
  const isScored = sql`c.kind = ${kind} and ${isScoredOn(today)}`
  const [counts] = await db.all<{ scored: number; below: number }>(sql`
    with negatives as materialized (select customer_id, count(*) as negative from touches
      where tone = '-' and on_day between ${windowStart(today, settings.ratioWindow)} and ${today} group by customer_id)
    select (select count(*) from customers c where ${isScored}) as scored,
      (select count(*) from negatives n join customers c on c.id = n.customer_id where ${isScored}
        and ${inWindow(settings, today, '+', sql`c.id`)} < coalesce(c.goal, ${settings.ratioGoal}) * n.negative) as below`)
  return counts ?? { scored: 0, below: 0 }
}

async function flags(db: Reader, rules: Rules, kind: Kind, today: Day) {
  const [drifting, onlyAboutMoney] = await Promise.all([
    driftingOn(db, rules, today),
    onlyAboutMoneyOn(db, rules, today, kind),
  ])
  const found = drifting.filter((each) => each.kind === kind)
  return {
    drifting: found.filter(({ flag }) => flag === 'drifting').length,
    takenForGranted: found.filter(({ flag }) => flag === 'taken for granted').length,
    onlyAboutMoney,
  }
}
