import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { ReportCustomer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { ReportPractices, WeekRecords } from '#domain/report.ts'
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
import { standingsOn } from './standings.ts'
import { initiativeOfEach, weekCounts } from './touch-counts.ts'
import { eachOne } from './whose.ts'

/**
 * Each customer's practices by id, over the ratio's window that ends on a week's last day.
 * @param records the counts of that week
 */
export async function practicesOfWeek(
  db: Reader,
  rules: Rules,
  { week, asOf, standings }: WeekRecords,
): Promise<Map<number, ReportPractices>> {
  const period = { from: windowStart(asOf, rules.settings.ratioWindow), today: asOf }
  const initiative = await initiativeOfEach(db, period, wordsOf(rules))
  const practicesOf = await practicesBy(db, rules, period, eachOne, initiative)
  const told = byCustomer(await savingsToldBetween(db, week.from, asOf))
  const ratings = new Map(
    (await lastRatingsBetween(db, period.from, asOf)).map((pulse) => [pulse.customerId, pulse.rating]),
  )
  const flags = new Map((await driftingOn(db, rules, asOf)).map(({ customerId, flag }) => [customerId, flag]))
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

/** Everything that a weekly report counts, for a week seen from `asOf`. */
export async function weekRecords(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<WeekRecords> {
  const tags = await tagsByCustomer(db)
  const standings = (await standingsOn(db, rules, asOf)).filter(({ isArchived }) => !isArchived)
  const everybody = await db.all<Omit<ReportCustomer, 'tags'>>(sql`select id, name, kind from customers`)
  return {
    week,
    asOf,
    everybody: new Map(everybody.map((customer) => [customer.id, { ...customer, tags: tags.get(customer.id) ?? [] }])),
    standings: standings.map((standing) => ({
      ...standing,
      customer: {
        id: standing.customer.id,
        name: standing.customer.name,
        kind: standing.customer.kind,
        tags: tags.get(standing.customer.id) ?? [],
      },
    })),
    counts: await weekCounts(db, rules, week.from, asOf),
    loops: await loopsOpenBetween(db, week.from, asOf),
    lastTouches: new Map((await lastTouchDays(db, asOf)).map(({ customerId, on }) => [customerId, on])),
  }
}
