import type { Customer } from '../customers/customer.ts'
import type { Cadence } from '../days/cadence.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'
import type { Touch } from '../touches/touch.ts'

/** Counts of one customer up to a day; the score is a function of them. */
type Tally = {
  /** The latest care visit, if there was one. */
  lastVisit: Day | null
  /** Touches of each tone in the ratio's window. */
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

/** The first day of the ratio's window of `windowDays` days that ends on `today` (docs/scoring.md, "The ratio"). */
export const windowStart = (today: Day, windowDays: number): Day => addDays(today, 1 - windowDays)

/** The reason why a touch is no care visit (docs/scoring.md, "The care visit"); figures/conditions.ts has the rule. */
export type NoVisit = 'channel' | 'purpose' | 'tone' | 'complaint'

/** `noVisit` is null for a care visit. */
export type JudgedTouch = Touch & { noVisit: NoVisit | null }

const cadenceOf = (customer: Pick<Customer, 'visitEvery'>, settings: Pick<Settings, 'visitEvery'>): Cadence =>
  customer.visitEvery ?? settings.visitEvery

type Visited = Pick<Customer, 'visitEvery' | 'since' | 'snoozedUntil' | 'firstDay'>

/** The day on which the next care visit is due; null where no visits are scheduled (docs/scoring.md, "The care visit"). */
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

/** Positive touches to each negative one; null without a negative one. */
export const ratioOf = (positive: number, negative: number): number | null =>
  negative === 0 ? null : positive / negative

/** Scores a customer on `today` from the counts up to that day. */
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
