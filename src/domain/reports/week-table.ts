import { byCustomer } from '../customers/by-customer.ts'
import type { ReportCustomer } from '../customers/customer.ts'
import { inNameOrder } from '../customers/name-order.ts'
import type { Day } from '../days/day.ts'
import type { Week } from '../days/week.ts'
import type { Score } from '../due/score.ts'
import { isOpen, keptOnTime, type Loop } from '../loops/loop.ts'
import type { Drift } from '../practices/attention.ts'
import type { Practices } from '../practices/practices.ts'
import { sumsOf } from '../sums.ts'

const counted = ['touches', 'positive', 'negative', 'neutral', 'careVisits', 'spoken', 'beganByUs', 'minutes'] as const

export type TouchCounts = Record<(typeof counted)[number], number>

/** `by` is null for touches without a name. */
export type WeekCount = TouchCounts & { customerId: number; by: string | null }

/** A week is seen from its last day, or from today while it is not over. */
export type SeenWeek = { week: Week; asOf: Day }

export type WeekDone = SeenWeek & {
  /** Counts end with `asOf`. */
  counts: WeekCount[]
  /** The loops were open at some time in the week, or due in it or later. */
  loops: Loop[]
}

/** `lastTouch` is up to the week's last day. */
export type ScoredOfWeek = { customer: ReportCustomer; score: Score; lastTouch: Day | null }

/** The counts are of the week alone, the score is as of its last day. */
export type ReportRow = ScoredOfWeek & { counts: TouchCounts; loops: LoopCounts }

type LoopCounts = PromiseCounts & { openComplaints: number; openRequests: number }

/** Late ones are open and late on the last day, or were kept late in the week. */
export type PromiseCounts = { promisesMade: number; promisesKept: number; promisesLate: number }

/** Figures are those of the week's last day; savings are of the week alone. */
export type ReportPractices = {
  practices: Practices
  drift: Drift['flag']
  /** The last in the ratio's window. */
  pulse: number | null
  savingsTold: number
}

/** Customers who are scored on the last day have a row each, by name. */
export type WeekTable = {
  week: Week
  rows: ReportRow[]
  practicesOf: (id: number) => ReportPractices
}

/** Days after `asOf` do not count. */
export const isInWeek = (on: Day | null, { week, asOf }: SeenWeek): boolean =>
  on !== null && on >= week.from && on <= asOf

export function promisesOf(loops: Loop[], seen: SeenWeek) {
  const promises = loops.filter((loop) => loop.kind === 'promise' && loop.outcome !== 'dropped')
  const closedNow = promises.filter((loop) => loop.outcome === 'kept' && isInWeek(loop.closedOn, seen))
  const openLate = promises.filter((loop) => isOpen(loop, seen.asOf) && loop.dueOn !== null && loop.dueOn < seen.asOf)
  return {
    made: promises.filter((loop) => isInWeek(loop.openedOn, seen)),
    kept: closedNow.filter(keptOnTime),
    late: [...closedNow.filter((loop) => !keptOnTime(loop)), ...openLate],
  }
}

export const promiseCounts = ({ made, kept, late }: ReturnType<typeof promisesOf>): PromiseCounts => ({
  promisesMade: made.length,
  promisesKept: kept.length,
  promisesLate: late.length,
})

export const addedUp = (counts: TouchCounts[]): TouchCounts => sumsOf(counts, counted)

const nothingDone = addedUp([])

const noPromises = promiseCounts({ made: [], kept: [], late: [] })
const nothingOpen: LoopCounts = { openComplaints: 0, openRequests: 0, ...noPromises }

function loopCounts(loops: Loop[], done: WeekDone): LoopCounts {
  const openOf = (kind: Loop['kind']) => loops.filter((loop) => loop.kind === kind && isOpen(loop, done.asOf)).length
  return {
    openComplaints: openOf('complaint'),
    openRequests: openOf('request'),
    ...promiseCounts(promisesOf(loops, done)),
  }
}

/** The order is by name. */
export function reportRows(scored: ScoredOfWeek[], done: WeekDone): ReportRow[] {
  const countsOf = byCustomer(done.counts)
  const loopsOf = byCustomer(done.loops)
  return inNameOrder(scored, ({ customer }) => customer).map(({ customer, score, lastTouch }) => {
    const counts = countsOf.get(customer.id)
    const loops = loopsOf.get(customer.id)
    return {
      customer,
      score,
      lastTouch,
      counts: counts ? addedUp(counts) : nothingDone,
      loops: loops ? loopCounts(loops, done) : nothingOpen,
    }
  })
}
