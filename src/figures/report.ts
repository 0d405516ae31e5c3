import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import { keptWithin } from '#domain/dates.ts'
import { addDays, type Day, firstDay } from '#domain/day.ts'
import { practicesOf } from '#domain/practices.ts'
import type { ReportPractices, WeekRecords } from '#domain/report.ts'
import { windowStart } from '#domain/score.ts'
import type { Week } from '#domain/week.ts'
import { allCustomers, tagsByCustomer } from '#tables/customers.ts'
import { allDates } from '#tables/dates.ts'
import { factsBetween, topicsOf } from '#tables/facts.ts'
import { loopsOpenBetween } from '#tables/loops.ts'
import { lastRatingsBetween } from '#tables/pulses.ts'
import type { Rules } from '#tables/rules.ts'
import { allSavings } from '#tables/savings.ts'
import { lastTouchDays, touchesBetween } from '#tables/touches.ts'
import { driftingOn } from './attention.ts'
import { standingsOn } from './standings.ts'

/**
 * How the practices were kept, by the customer's id, over the ratio's window that ends on a week's last day.
 * @param records what was counted of that week
 */
export async function practicesOfWeek(
  db: Reader,
  rules: Rules,
  { week, asOf, standings }: WeekRecords,
): Promise<Map<number, ReportPractices>> {
  const from = windowStart(asOf, rules.settings.ratioWindow)
  // A date is kept by a touch in the days before it, which may be before the window.
  const touches = byCustomer(await touchesBetween(db, addDays(from, -keptWithin), asOf))
  const loops = byCustomer(await loopsOpenBetween(db, from, asOf))
  const dates = byCustomer(await allDates(db))
  const facts = byCustomer(await factsBetween(db, firstDay, asOf))
  const savings = byCustomer(await allSavings(db))
  const ratings = new Map((await lastRatingsBetween(db, from, asOf)).map((pulse) => [pulse.customerId, pulse.rating]))
  const flags = new Map((await driftingOn(db, rules, asOf)).map(({ customerId, flag }) => [customerId, flag]))
  const customers = new Map((await allCustomers(db)).map((customer) => [customer.id, customer]))
  const topics = await topicsOf(db)
  return new Map(
    standings.map(({ customer: { id } }) => {
      const own = savings.get(id) ?? []
      const records = {
        customer: customers.get(id) ?? { since: asOf },
        touches: touches.get(id) ?? [],
        loops: loops.get(id) ?? [],
        dates: dates.get(id) ?? [],
        facts: facts.get(id) ?? [],
        savings: own,
        topics,
        rules,
      }
      // What waits from before the window is not read here.
      const { waiting: _, ...practices } = practicesOf(records, asOf)
      return [
        id,
        {
          ...practices,
          drift: flags.get(id) ?? null,
          pulse: ratings.get(id) ?? null,
          savingsTold: own.filter(({ toldOn }) => toldOn !== null && toldOn >= week.from && toldOn <= asOf).length,
        },
      ]
    }),
  )
}

/** Everything that a weekly report counts, for a week seen from `asOf`. */
export async function weekRecords(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<WeekRecords> {
  const tags = await tagsByCustomer(db)
  const standings = await standingsOn(db, rules, asOf)
  return {
    week,
    asOf,
    standings: standings.map((standing) => ({
      ...standing,
      customer: {
        id: standing.customer.id,
        name: standing.customer.name,
        kind: standing.customer.kind,
        tags: tags.get(standing.customer.id) ?? [],
      },
    })),
    touches: await touchesBetween(db, week.from, asOf),
    loops: await loopsOpenBetween(db, week.from, asOf),
    lastTouches: new Map((await lastTouchDays(db, asOf)).map(({ customerId, on }) => [customerId, on])),
  }
}
