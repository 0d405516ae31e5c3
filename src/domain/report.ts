import type { Drift } from './attention.ts'
import { byCustomer } from './by-customer.ts'
import type { Customer } from './customer.ts'
import { type Day, daysBetween } from './day.ts'
import { byName, type DueRow, type Standing, whoIsDue } from './due.ts'
import { isOpen, keptOnTime, type Loop } from './loop.ts'
import type { Practices } from './practices.ts'
import type { Settings } from './settings.ts'
import type { Week } from './week.ts'

export type ReportCustomer = Pick<Customer, 'id' | 'name' | 'kind'> & { tags: string[] }

export type TouchCounts = {
  touches: number
  positive: number
  negative: number
  neutral: number
  careVisits: number
  spoken: number
  beganByUs: number
  minutes: number
}

/** Touches with one customer that one teammate had; `by` is null for touches without a name. */
export type WeekCount = TouchCounts & { customerId: number; by: string | null }

/** One customer's week: what was counted in the week alone, and the score as of its last day. */
export type ReportRow = Standing<ReportCustomer> &
  TouchCounts & {
    openComplaints: number
    openRequests: number
    promisesMade: number
    promisesKept: number
    promisesLate: number
    lastTouch: Day | null
  }

/** The practices as of the week's last day; savings of the week alone. */
export type ReportPractices = Practices & {
  drift: Drift['flag']
  /** The last rating in the ratio's window. */
  pulse: number | null
  /** Savings that the customer was told of in the week. */
  savingsTold: number
}

/** A complaint or a request of a customer; `days` is how long it took, or has taken so far. */
export type EndedLine = { loop: Loop; customer: ReportCustomer; days: number }

/** Sums over all rows of a week. */
export type WeekTotals = TouchCounts & Pick<ReportRow, 'promisesMade' | 'promisesKept' | 'promisesLate'>

/** A promise to a customer; `daysLate` is 0 when it was kept on time. */
export type PromiseLine = { loop: Loop; customer: ReportCustomer; daysLate: number }

export type WeeklyReport = {
  week: Week
  /** The day of the scores: the week's last, or today while the week is not over. */
  asOf: Day
  /** Positive touches wanted to each negative one. */
  goal: number
  rows: ReportRow[]
  /** By the customer's id. */
  practices: Map<number, ReportPractices>
  totals: WeekTotals
  before: WeekTotals
  becameDue: DueRow<ReportCustomer>[]
  recovered: ReportCustomer[]
  kept: PromiseLine[]
  late: PromiseLine[]
  /** Complaints mended and requests done in the week. */
  ended: EndedLine[]
  /** Complaints opened in the week. */
  complaints: EndedLine[]
  /** Customers whose touches wait for an answer. */
  waiting: ReportCustomer[]
}

/** Everything that is read of a week before it is judged. */
export type WeekRecords = {
  week: Week
  asOf: Day
  /** Scored customers as of `asOf`. */
  standings: Standing<ReportCustomer>[]
  /** The touches from the week's first day to `asOf`. */
  counts: WeekCount[]
  /** Loops that were open at some time in the week. */
  loops: Loop[]
  /** Each customer's latest touch up to `asOf`. */
  lastTouches: Map<number, Day>
}

const isIn = (on: Day | null, { week, asOf }: WeekRecords): boolean => on !== null && on >= week.from && on <= asOf

/** Promises are late that were kept late in the week, or are open and late on its last day. */
function promisesOf(loops: Loop[], records: WeekRecords) {
  const promises = loops.filter((loop) => loop.kind === 'promise' && loop.outcome !== 'dropped')
  const closedNow = promises.filter((loop) => loop.outcome === 'kept' && isIn(loop.closedOn, records))
  const openLate = promises.filter(
    (loop) => isOpen(loop, records.asOf) && loop.dueOn !== null && loop.dueOn < records.asOf,
  )
  return {
    made: promises.filter((loop) => isIn(loop.openedOn, records)),
    kept: closedNow.filter(keptOnTime),
    late: [...closedNow.filter((loop) => !keptOnTime(loop)), ...openLate],
  }
}

const sumOf = <T>(items: T[], amount: (item: T) => number): number => items.reduce((sum, item) => sum + amount(item), 0)

export const addedUp = (counts: TouchCounts[]): TouchCounts => ({
  touches: sumOf(counts, (each) => each.touches),
  positive: sumOf(counts, (each) => each.positive),
  negative: sumOf(counts, (each) => each.negative),
  neutral: sumOf(counts, (each) => each.neutral),
  careVisits: sumOf(counts, (each) => each.careVisits),
  spoken: sumOf(counts, (each) => each.spoken),
  beganByUs: sumOf(counts, (each) => each.beganByUs),
  minutes: sumOf(counts, (each) => each.minutes),
})

/** One row for each customer that is scored on the week's last day, by name. */
export function reportRows(records: WeekRecords): ReportRow[] {
  const countsOf = byCustomer(records.counts)
  const loopsOf = byCustomer(records.loops)
  const rows = records.standings.map((standing): ReportRow => {
    const loops = loopsOf.get(standing.customer.id) ?? []
    const promises = promisesOf(loops, records)
    const openOf = (kind: Loop['kind']) =>
      loops.filter((loop) => loop.kind === kind && isOpen(loop, records.asOf)).length
    return {
      ...standing,
      ...addedUp(countsOf.get(standing.customer.id) ?? []),
      openComplaints: openOf('complaint'),
      openRequests: openOf('request'),
      promisesMade: promises.made.length,
      promisesKept: promises.kept.length,
      promisesLate: promises.late.length,
      lastTouch: records.lastTouches.get(standing.customer.id) ?? null,
    }
  })
  return rows.sort((a, b) => byName(a.customer, b.customer))
}

const totalsOf = (rows: ReportRow[]): WeekTotals => ({
  ...addedUp(rows),
  promisesMade: sumOf(rows, (row) => row.promisesMade),
  promisesKept: sumOf(rows, (row) => row.promisesKept),
  promisesLate: sumOf(rows, (row) => row.promisesLate),
})

const isEnding = ({ kind, outcome }: Loop): boolean => kind !== 'promise' && outcome !== 'dropped'

export function weeklyReport(
  records: WeekRecords,
  before: WeekRecords,
  practices: Map<number, ReportPractices>,
  { settings }: { settings: Pick<Settings, 'ratioGoal' | 'dateAhead'> },
): WeeklyReport {
  const rows = reportRows(records)
  const dueNow = whoIsDue(records.standings, records.asOf, { settings })
  const dueBefore = new Set(whoIsDue(before.standings, before.asOf, { settings }).map((row) => row.customer.id))
  const stillDue = new Set(dueNow.map((row) => row.customer.id))
  const customers = new Map(records.standings.map(({ customer }) => [customer.id, customer]))
  const lines = (loops: Loop[]): PromiseLine[] =>
    loops.flatMap((loop) => {
      const customer = customers.get(loop.customerId)
      const end = loop.closedOn !== null && loop.closedOn <= records.asOf ? loop.closedOn : records.asOf
      const daysLate = loop.dueOn === null ? 0 : Math.max(0, daysBetween(loop.dueOn, end))
      return customer ? [{ loop, customer, daysLate }] : []
    })
  const loopLines = (isMeant: (loop: Loop) => boolean, until: 'openedOn' | 'closedOn'): EndedLine[] =>
    records.loops.filter(isMeant).flatMap((loop) => {
      const customer = customers.get(loop.customerId)
      return customer ? [{ loop, customer, days: daysBetween(loop.openedOn, loop[until] ?? loop.openedOn) }] : []
    })
  const promises = promisesOf(records.loops, records)
  return {
    week: records.week,
    asOf: records.asOf,
    goal: settings.ratioGoal,
    rows,
    practices,
    totals: totalsOf(rows),
    before: totalsOf(reportRows(before)),
    becameDue: dueNow.filter((row) => !dueBefore.has(row.customer.id)),
    recovered: rows.map((row) => row.customer).filter(({ id }) => dueBefore.has(id) && !stillDue.has(id)),
    kept: lines(promises.kept),
    late: lines(promises.late),
    ended: loopLines((loop) => isEnding(loop) && isIn(loop.closedOn, records), 'closedOn'),
    complaints: loopLines(({ kind, openedOn }) => kind === 'complaint' && isIn(openedOn, records), 'openedOn'),
    waiting: records.standings
      .filter(({ otherReasons }) => otherReasons.some(({ kind }) => kind === 'reply'))
      .map(({ customer }) => customer)
      .sort(byName),
  }
}
