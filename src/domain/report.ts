import type { Drift } from './attention.ts'
import { byCustomer } from './by-customer.ts'
import type { ReportCustomer } from './customer.ts'
import { type Day, daysBetween } from './day.ts'
import { byName, type DueRow, type Standing, whoIsDue } from './due.ts'
import { isOpen, keptOnTime, type Loop, type Outcome } from './loop.ts'
import type { Practices } from './practices.ts'
import type { Settings } from './settings.ts'
import type { Week } from './week.ts'
import { type Deed, pressing, recoveredByYou, type WeekNews } from './week-news.ts'

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

/** How many of something there were of a customer. */
export type CustomerCount = { customer: ReportCustomer; count: number }

/** What was done in a week, beside the week before it. */
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
  broken: PromiseLine[]
  careVisits: CustomerCount[]
  /** Thanks and surprises. */
  thanks: CustomerCount[]
  /** Other good touches of yours that reached them. */
  goodTouches: CustomerCount[]
  /** Facts learned. */
  learned: CustomerCount[]
  /** Touches of theirs that were answered in time. */
  answered: CustomerCount[]
  /** Yearly days of theirs that were over without a good touch. */
  missed: { customer: ReportCustomer; label: string; on: Day }[]
  lost: ReportCustomer[]
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
  /** Everybody in the book, those who are archived too. */
  everybody: Map<number, ReportCustomer>
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

/** What was done in the week, whomever it was with: also those who were archived since. */
function totalsOf(records: WeekRecords): WeekTotals {
  const isCounted = ({ customerId }: { customerId: number }) => records.everybody.has(customerId)
  const { made, kept, late } = promisesOf(records.loops.filter(isCounted), records)
  return {
    ...addedUp(records.counts.filter(isCounted)),
    promisesMade: made.length,
    promisesKept: kept.length,
    promisesLate: late.length,
  }
}

export function weeklyReport(
  records: WeekRecords,
  before: WeekRecords,
  { practices, news }: { practices: Map<number, ReportPractices>; news: WeekNews },
  { settings }: { settings: Pick<Settings, 'ratioGoal' | 'dateAhead'> },
): WeeklyReport {
  const rows = reportRows(records)
  const due = {
    now: whoIsDue(records.standings, records.asOf, { settings }),
    before: whoIsDue(before.standings, before.asOf, { settings }),
  }
  const dueBefore = new Set(
    due.before.filter(({ reasons }) => pressing(reasons).length > 0).map((row) => row.customer.id),
  )
  const endedIn = records.loops.filter((loop) => isIn(loop.closedOn, records))
  const endedAs = (...outcomes: Outcome[]) => endedIn.filter(({ outcome }) => outcome && outcomes.includes(outcome))
  const opened = records.loops.filter(({ kind, openedOn }) => kind === 'complaint' && isIn(openedOn, records))
  const promises = promisesOf(records.loops, records)
  return {
    week: records.week,
    asOf: records.asOf,
    goal: settings.ratioGoal,
    rows,
    practices,
    totals: totalsOf(records),
    before: totalsOf(before),
    becameDue: due.now
      .map((row) => ({ ...row, reasons: pressing(row.reasons) }))
      .filter(({ customer, reasons }) => reasons.length > 0 && !dueBefore.has(customer.id)),
    recovered: recoveredByYou(
      rows.map((row) => row.customer),
      due,
      news,
      endedIn,
    ),
    kept: promiseLines(promises.kept, records),
    late: promiseLines(promises.late, records),
    broken: promiseLines(endedAs('broken'), records),
    ended: loopLines(endedAs('mended', 'done'), 'closedOn', records),
    complaints: loopLines(opened, 'openedOn', records),
    waiting: records.standings
      .filter(({ otherReasons }) => otherReasons.some(({ kind }) => kind === 'reply'))
      .map(({ customer }) => customer)
      .sort(byName),
    ...toldOf(news, records),
  }
}

/** Each with whose it is; those of nobody in the report are left out. */
const withCustomer = <T extends { customerId: number }>(things: T[], { everybody }: WeekRecords) =>
  things.flatMap((thing) => {
    const customer = everybody.get(thing.customerId)
    return customer ? [{ thing, customer }] : []
  })

const promiseLines = (loops: Loop[], records: WeekRecords): PromiseLine[] =>
  withCustomer(loops, records).map(({ thing: loop, customer }) => {
    const end = loop.closedOn !== null && loop.closedOn <= records.asOf ? loop.closedOn : records.asOf
    return { loop, customer, daysLate: loop.dueOn === null ? 0 : Math.max(0, daysBetween(loop.dueOn, end)) }
  })

const loopLines = (loops: Loop[], until: 'openedOn' | 'closedOn', records: WeekRecords): EndedLine[] =>
  withCustomer(loops, records).map(({ thing: loop, customer }) => ({
    loop,
    customer,
    days: daysBetween(loop.openedOn, loop[until] ?? loop.openedOn),
  }))

/** How many there are of each customer, by name. */
const countsOf = <T extends { customerId: number }>(
  things: T[],
  records: WeekRecords,
  amount: (thing: T) => number = () => 1,
): CustomerCount[] =>
  [...byCustomer(things)]
    .flatMap(([id, theirs]) => {
      const customer = records.everybody.get(id)
      return customer ? [{ customer, count: sumOf(theirs, amount) }] : []
    })
    .sort((a, b) => byName(a.customer, b.customer))

/** The part of a report that is told of each customer. */
function toldOf(news: WeekNews, records: WeekRecords) {
  const good = (...deeds: Deed[]) =>
    countsOf(
      news.good.filter(({ deed }) => deeds.includes(deed)),
      records,
      ({ touches }) => touches,
    )
  return {
    careVisits: good('care'),
    thanks: good('thanks', 'surprise'),
    goodTouches: good('good'),
    learned: countsOf(news.facts, records),
    answered: countsOf(
      news.answered.filter(({ isInTime }) => isInTime),
      records,
    ),
    missed: withCustomer(
      news.dates.filter(({ on, isKept }) => !isKept && on <= news.over),
      records,
    ).map(({ thing: { label, on }, customer }) => ({ customer, label, on })),
    lost: countsOf(news.lost, records).map(({ customer }) => customer),
  }
}
