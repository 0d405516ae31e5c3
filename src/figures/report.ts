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
import { scoresOn } from './scores.ts'
import { standingsOn } from './standings.ts'
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
  const initiative = await initiativeOfEach(db, period, wordsOf(rules))
  const practicesOf = await practicesBy(db, rules, period, eachOne, initiative)
  const told = byCustomer(await savingsToldBetween(db, week.from, asOf))
  const ratings = new Map(
    (await lastRatingsBetween(db, period.from, asOf)).map((pulse) => [pulse.customerId, pulse.rating]),
  )
  const flags = new Map(
    (await driftingOn(db, rules, asOf, standings)).map(({ customerId, flag }) => [customerId, flag]),
  )
  return new Map(
    standings.map(({ customer: { id } }) => [
      id,
      {
        ...practicesOf(id),
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
  return weekOf(db, rules, week, asOf, await scoresOn(db, rules, asOf), await tagsByCustomer(db))
}

/** Everything that a weekly report counts, for a week seen from `asOf`. */
export async function weekRecords(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<WeekRecords> {
  const tags = await tagsByCustomer(db)
  const standings = (await standingsOn(db, rules, asOf)).filter(({ isArchived }) => !isArchived)
  const everybody = await db.all<Omit<ReportCustomer, 'tags'>>(sql`select id, name, kind from customers`)
  return {
    ...(await weekOf(db, rules, week, asOf, standings, tags)),
    everybody: new Map(everybody.map((customer) => [customer.id, reported(customer, tags)])),
  }
}

async function weekOf<Scored extends { customer: ListedCustomer }>(
  db: Reader,
  rules: Rules,
  week: Week,
  asOf: Day,
  scored: Scored[],
  tags: Tags,
) {
  return {
    week,
    asOf,
    standings: scored.map((each) => ({ ...each, customer: reported(each.customer, tags) })),
    counts: await weekCounts(db, rules, week.from, asOf),
    loops: await loopsOpenBetween(db, week.from, asOf),
    lastTouches: new Map((await lastTouchDays(db, asOf)).map(({ customerId, on }) => [customerId, on])),
  }
}
