import type { Cadence } from './cadence.ts'
import type { Day } from './day.ts'

/** Whom you look after. `visitEvery` is null where the shop's own setting serves. */
export type Customer = {
  id: number
  name: string
  email: string | null
  phone: string | null
  note: string | null
  visitEvery: Cadence | null
  since: Day
  snoozedUntil: Day | null
  archivedOn: Day | null
  archivedWhy: string | null
}

/** Scored on `today`: with us by then, and not archived by then (SCORING, "Days"). */
export const isScored = (customer: Pick<Customer, 'since' | 'archivedOn'>, today: Day): boolean =>
  customer.since <= today && (customer.archivedOn === null || customer.archivedOn > today)
