import type { Customer } from '../customers/customer.ts'
import type { Cadence } from '../days/cadence.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'
import type { Touch } from '../touches/touch.ts'

/** Counts up to a day, of which the score is a function. */
type Tally = {
  lastVisit: Day | null
  /** The window is the ratio's. */
  positive: number
  negative: number
}

/** docs/scoring.md: "The care visit" and "The ratio". Days are whole days. */
export type Score = Tally & {
  visitEvery: Cadence
  /** Null where no visits are scheduled. */
  visitDue: Day | null
  /** Above 0 overdue, 0 due today, below 0 not due yet. */
  daysOverdue: number | null
  /** Positive touches to each negative one; null without a negative one. */
  ratio: number | null
  /** Positive touches wanted to each negative one; null where none are. */
  goal: number | null
  /** Positive touches missing to the goal; 0 when not below. */
  needed: number
}

/** The window ends on `today` (docs/scoring.md, "The ratio"). */
export const windowStart = (today: Day, windowDays: number): Day => addDays(today, 1 - windowDays)

/** docs/scoring.md, "The care visit"; figures/conditions.ts has the rule. */
export type NoVisit = 'channel' | 'purpose' | 'tone' | 'complaint'

/** `noVisit` is null for a care visit. */
export type JudgedTouch = Touch & { noVisit: NoVisit | null }

const cadenceOf = (customer: Pick<Customer, 'visitEvery'>, settings: Pick<Settings, 'visitEvery'>): Cadence =>
  customer.visitEvery ?? settings.visitEvery

type Visited = Pick<Customer, 'visitEvery' | 'since' | 'snoozedUntil' | 'firstDay'>

/** Null where no visits are scheduled (docs/scoring.md, "The care visit"). */
export function visitDueOf(
  customer: Visited,
  lastVisit: Day | null,
  settings: Pick<Settings, 'visitEvery'>,
): Day | null {
  const visitEvery = cadenceOf(customer, settings)
  if (visitEvery === 'never') return null
  const { firstDay, snoozedUntil } = customer
  let due = addDays(lastVisit ?? customer.since, visitEvery)
  if (lastVisit === null && firstDay !== null && firstDay > due) due = firstDay
  return snoozedUntil !== null && snoozedUntil > due ? snoozedUntil : due
}

/** Null without a negative touch. */
export const ratioOf = (positive: number, negative: number): number | null =>
  negative === 0 ? null : positive / negative

/** The counts are those up to `today`. */
export function scoreOf(
  customer: Visited & Pick<Customer, 'goal'>,
  { lastVisit, positive, negative }: Tally,
  settings: Pick<Settings, 'visitEvery' | 'ratioGoal'>,
  today: Day,
): Score {
  const goal = customer.goal === 'none' ? null : (customer.goal ?? settings.ratioGoal)
  const visitDue = visitDueOf(customer, lastVisit, settings)
  return {
    lastVisit,
    positive,
    negative,
    visitEvery: cadenceOf(customer, settings),
    visitDue,
    daysOverdue: visitDue === null ? null : daysBetween(visitDue, today),
    ratio: ratioOf(positive, negative),
    goal,
    needed: goal === null ? 0 : Math.max(0, goal * negative - positive),
  }
}
