import type { Day } from '../domain/day.ts'
import type { WeekRecords } from '../domain/report.ts'
import type { Week } from '../domain/week.ts'
import { tagsByCustomer } from './customers.ts'
import type { Reader } from './engine.ts'
import { loopsOpenBetween } from './loops.ts'
import type { Rules } from './rules.ts'
import { standingsOn } from './standings.ts'
import { lastTouchDays, touchesBetween } from './touches.ts'

/** Everything that a weekly report counts, for a week seen from `asOf`. */
export async function weekRecords(db: Reader, rules: Rules, week: Week, asOf: Day): Promise<WeekRecords> {
  const tags = await tagsByCustomer(db)
  const standings = await standingsOn(db, rules, asOf)
  return {
    week,
    asOf,
    standings: standings.map((standing) => ({
      ...standing,
      customer: { id: standing.customer.id, name: standing.customer.name, tags: tags.get(standing.customer.id) ?? [] },
    })),
    touches: await touchesBetween(db, week.from, asOf),
    loops: await loopsOpenBetween(db, week.from, asOf),
    lastTouches: new Map((await lastTouchDays(db, asOf)).map(({ customerId, on }) => [customerId, on])),
  }
}
