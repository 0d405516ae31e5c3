import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { ListedCustomer, ReportCustomer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { ReportPractices, ScoredWeek, WeekRecords } from '#domain/report.ts'
import { windowStart } from '#domain/score.ts'
import type { Week } from '#domain/week.ts'
import { tagsByCustomer } from '#tables/customers.ts'
import { loopsOpenBetween } from '#tables/loops.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import type { Rules } from '#tables/rules.ts'
import { savingsToldBetween } from '#tables/savings.ts'
import { lastTouchDays } from '#tables/touches.ts'
import { driftingOn } from './attention.ts'
import { wordsOf } from './conditions.ts'
import { practicesBy } from './practices.ts'
import { scoresOn, standingsOn } from './standings.ts'
import { initiativeOfEach, weekCounts } from './touch-counts.ts'
import { eachOne } from './whose.ts'

/**
 * Each customer's practices by id, over the ratio's window that ends on a week's last day.
 */
export async function practicesOfWeek(
  db: Reader,
  rules: Rules,
  { week, asOf, standings }: ScoredWeek,
): Promise<Map<number, ReportPractices>> {
  const period = { from: windowStart(asOf, rules.settings.ratioWindow), today: asOf }
  const [initiative, practicesOf, told, rated, drifting] = await Promise.all([
    initiativeOfEach(db, period, wordsOf(rules)),
    practicesBy(db, rules, period, eachOne),
    savingsToldBetween(db, week.from, asOf).then(byCustomer),
    lastRatingsBetween(db, period.from, asOf),
    driftingOn(db, rules, asOf, standings),
  ])
  const ratings = new Map(rated.map((pulse) => [pulse.customerId, pulse.rating]))
  const flags = new Map(drifting.map(({ customerId, flag }) => [customerId, flag]))
  return new Map(
    standings.map(({ customer: { id } }) => [
      id,
      {
        ...practicesOf(id, initiative.get(id)),
        drift: flags.get(id) ?? null,
        pulse: ratings.get(id) ?? null,
        savingsTold: told.get(id)?.length ?? 0,
      },
    ]),
  )
}

type Tags = Map<number, string[]>

const reported = ({ id, name, kind }: Omit<ReportCustomer, 'tags'>, tags: Tags): ReportCustomer => ({
  id,
  name,
  kind,
  tags: tags.get(id) ?? [],
})

/** A week seen from `asOf`, with what its table needs. */
export async function scoredWeek(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<ScoredWeek> {
  const [scored, counted, tags] = await Promise.all([
    scoresOn(db, rules, asOf),
    weekOf(db, rules, week, asOf),
    tagsByCustomer(db),
  ])
  return { ...counted, standings: tagged(scored, tags) }
}

/** Everything that a weekly report counts, for a week seen from `asOf`. */
export async function weekRecords(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<WeekRecords> {
  const [tags, standings, everybody, counted] = await Promise.all([
    tagsByCustomer(db),
    standingsOn(db, rules, asOf),
    db.all<Omit<ReportCustomer, 'tags'>>(sql`select id, name, kind from customers`),
    weekOf(db, rules, week, asOf),
  ])
  return {
    ...counted,
    standings: tagged(
      standings.filter(({ isArchived }) => !isArchived),
      tags,
    ),
    everybody: new Map(everybody.map((customer) => [customer.id, reported(customer, tags)])),
  }
}

const tagged = <Scored extends { customer: ListedCustomer }>(scored: Scored[], tags: Tags) =>
  scored.map((each) => ({ ...each, customer: reported(each.customer, tags) }))

async function weekOf(db: Reader, rules: Rules, week: Week, asOf: Day) {
  const [counts, loops, days] = await Promise.all([
    weekCounts(db, rules, week.from, asOf),
    loopsOpenBetween(db, week.from, asOf),
    lastTouchDays(db, asOf),
  ])
  return { week, asOf, counts, loops, lastTouches: new Map(days.map(({ customerId, on }) => [customerId, on])) }
}
