import type { Cadence } from './cadence.ts'
import type { Day } from './day.ts'

/** What a relationship is: with a customer, or with somebody who works for the shop. */
export type Kind = 'customer' | 'teammate'

/** How many positive touches to each negative one are wanted of a customer. */
export type Goal = number | 'none'

/** Whom you look after. `visitEvery` is null where the shop's own setting serves. */
export type Customer = {
  id: number
  name: string
  email: string | null
  phone: string | null
  note: string | null
  visitEvery: Cadence | null
  since: Day
  /** Positive touches wanted to each negative one, where it is not the shop's number; `none` where none are. */
  goal: Goal | null
  /** When the first care visit is due, where none was noted: nobody knows of visits before the book. */
  firstDay: Day | null
  /** The day on which the snooze was said; null where nobody knows it. */
  snoozedOn: Day | null
  snoozedUntil: Day | null
  archivedOn: Day | null
  archivedWhy: string | null
  kind: Kind
}

/** Whether a customer is archived, seen from `today`. */
export const isArchived = ({ archivedOn }: Pick<Customer, 'archivedOn'>, today: Day): boolean =>
  archivedOn !== null && archivedOn <= today

/** What a list says of a customer. */
export type ListedCustomer = Pick<Customer, 'id' | 'name' | 'kind' | 'email' | 'phone'>

/** Why a customer is not scored on a day (docs/scoring.md, "Days"): not with us yet, or archived by then; null when scored. */
export function whyNotScored(
  { since, archivedOn }: Pick<Customer, 'since' | 'archivedOn'>,
  today: Day,
): 'since' | 'archived' | null {
  if (since > today) return 'since'
  return isArchived({ archivedOn }, today) ? 'archived' : null
}

/** A customer in the list of all; `visitDue` is null when not scored or without visits. */
export type CustomerLine = { customer: Customer; tags: string[]; lastTouch: Day | null; visitDue: Day | null }
