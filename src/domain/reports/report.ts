import { byCustomer } from '../customers/by-customer.ts'
import type { Customer } from '../customers/customer.ts'
import { inNameOrder, type Named } from '../customers/name-order.ts'
import { daysBetween } from '../days/day.ts'
import { isPressing, type Standing, whoIsDue } from '../due/due.ts'
import type { Loop, Outcome } from '../loops/loop.ts'
import type { Settings } from '../shop/settings.ts'
import { sumOf } from '../sums.ts'
import { type Deed, recoveredByYou, type WeekNews } from './week-news.ts'
import {
  addedUp,
  isInWeek,
  type PromiseCounts,
  promiseCounts,
  promisesOf,
  type TouchCounts,
  type WeekDone,
} from './week-table.ts'

/** `days` is the time from opened to closed, or 0 in the list of opened ones. */
export type EndedLine = { loop: Loop; customer: Named; days: number }

export type WeekTotals = TouchCounts & PromiseCounts

/** `daysLate` is 0 when the promise was kept on time. */
export type PromiseLine = { loop: Loop; customer: Named; daysLate: number }

export type CustomerCount = { customer: Named; count: number }

export type WeeklyReport = ReturnType<typeof weeklyReport>

export type WeekOfAll = WeekDone & {
  /** Archived people are there, too; `isScored` is as of `asOf`. */
  everybody: Map<number, Pick<Customer, 'id' | 'name' | 'kind'> & { isScored: boolean }>
}

export type WeekRecords = WeekOfAll & {
  /** Scored customers with a reason to be due, as of `asOf`. */
  standings: Standing<Named>[]
}

/** The other week has the people. */
export type WeekBeside = Omit<WeekRecords, 'everybody'>

/** People who were archived since count, too. */
function totalsOf(records: WeekBeside, { everybody }: Pick<WeekOfAll, 'everybody'>): WeekTotals {
  const isCounted = ({ customerId }: { customerId: number }) => everybody.has(customerId)
  return {
    ...addedUp(records.counts.filter(isCounted)),
    ...promiseCounts(promisesOf(records.loops.filter(isCounted), records)),
  }
}

export function weeklyReport(
  records: WeekRecords,
  before: WeekBeside,
  news: WeekNews,
  { settings }: { settings: Pick<Settings, 'ratioGoal' | 'dateAhead'> },
) {
  const scored = [...records.everybody.values()].filter(({ isScored }) => isScored)
  const due = {
    now: whoIsDue(records.standings, records.asOf, { settings }),
    before: whoIsDue(before.standings, before.asOf, { settings }),
  }
  const dueBefore = new Set(due.before.filter(({ reasons }) => reasons.some(isPressing)).map((row) => row.customer.id))
  const endedIn = records.loops.filter((loop) => isInWeek(loop.closedOn, records))
  const endedAs = (...outcomes: Outcome[]) => endedIn.filter(({ outcome }) => outcome && outcomes.includes(outcome))
  const opened = records.loops.filter(({ kind, openedOn }) => kind === 'complaint' && isInWeek(openedOn, records))
  const promises = promisesOf(records.loops, records)
  return {
    week: records.week,
    /** The week's last day, or today while the week is not over. */
    asOf: records.asOf,
    /** Positive touches wanted to each negative one. */
    goal: settings.ratioGoal,
    totals: totalsOf(records, records),
    before: totalsOf(before, records),
    becameDue: due.now
      .map((row) => ({ ...row, reasons: row.reasons.filter(isPressing) }))
      .filter(({ customer, reasons }) => reasons.length > 0 && !dueBefore.has(customer.id)),
    recovered: inNameOrder(recoveredByYou(scored, due, news, endedIn), (customer) => customer),
    kept: promiseLines(promises.kept, records),
    late: promiseLines(promises.late, records),
    broken: promiseLines(endedAs('broken'), records),
    ended: loopLines(endedAs('mended', 'done'), 'closedOn', records),
    complaints: loopLines(opened, 'openedOn', records),
    waiting: inNameOrder(
      records.standings.filter(({ otherReasons }) => otherReasons.some(({ kind }) => kind === 'reply')),
      ({ customer }) => customer,
    ).map(({ customer }) => customer),
    /** The number is that of `asOf`. */
    scored: scored.length,
    ...toldOf(news, records),
  }
}

/** Things of nobody in the report are left out. */
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

/** The order is by name. */
const countsOf = <T extends { customerId: number }>(
  things: T[],
  { everybody }: WeekOfAll,
  amount: (thing: T) => number = () => 1,
): CustomerCount[] => {
  const counts = [...byCustomer(things)].flatMap(([id, theirs]) => {
    const customer = everybody.get(id)
    return customer ? [{ customer, count: sumOf(theirs, amount) }] : []
  })
  return inNameOrder(counts, ({ customer }) => customer)
}

/** The part that is told of each customer. */
function toldOf(news: WeekNews, records: WeekRecords) {
  const count = (things: { customerId: number }[]) => countsOf(things, records)
  const ofDeeds = (...deeds: Deed[]) => news.good.filter(({ deed }) => deeds.includes(deed))
  const good = (...deeds: Deed[]) => countsOf(ofDeeds(...deeds), records, ({ touches }) => touches)
  const missed = news.dates.filter(({ on, isKept }) => !isKept && on <= news.over)
  return {
    careVisits: good('care'),
    thanks: good('thanks', 'surprise'),
    /** The touches were yours, and reached the customer. */
    goodTouches: good('good'),
    /** Bills and complaints count so by themselves, and are left out. */
    wentBadly: countsOf(news.wentBadly, records, ({ touches }) => touches),
    learned: count(news.facts),
    told: count(news.told.filter(({ customerId }) => records.everybody.get(customerId)?.isScored)),
    answered: count(news.answered.filter(({ isInTime }) => isInTime)),
    missed: withCustomer(missed, records).map(({ thing: { label, on }, customer }) => ({ customer, label, on })),
    lost: count(news.lost).map(({ customer }) => customer),
  }
}
