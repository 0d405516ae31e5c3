import { byCustomer } from '../customers/by-customer.ts'
import type { Named } from '../customers/name-order.ts'
import type { Day } from '../days/day.ts'
import { type DueRow, isPressing, type Reason } from '../due/due.ts'
import type { Loop } from '../loops/loop.ts'
import type { Fact } from '../practices/knowing.ts'
import type { Saving } from '../practices/savings.ts'

/** `good` is any other touch of yours that reached them. */
export type Deed = 'care' | 'thanks' | 'surprise' | 'good'

/** News begin with the first day and end with the day of the scores; loops and scores are not in them. */
export type WeekNews = {
  good: { customerId: number; deed: Deed; touches: number }[]
  /** A bill or a complaint counts so by itself, and is left out. */
  wentBadly: { customerId: number; touches: number }[]
  /** `isInTime` means within `reply.within`. */
  answered: { touch: number; customerId: number; isInTime: boolean }[]
  dates: { id: number; customerId: number; label: string; on: Day; isKept: boolean }[]
  lost: { customerId: number }[]
  facts: Pick<Fact, 'customerId'>[]
  told: Pick<Saving, 'customerId'>[]
  /** A day that is not over cannot be missed yet: the last one that is. */
  over: Day
}

const goodEnds = ['kept', 'mended', 'done']

type Events = Pick<WeekNews, 'good' | 'answered' | 'dates'> & { loops: Loop[] }

/** A look through all events for each reason takes long in a large book. */
function eventsOf({ good, answered, dates }: Pick<WeekNews, 'good' | 'answered' | 'dates'>, loops: Loop[]) {
  const of = {
    good: byCustomer(good),
    answered: byCustomer(answered),
    dates: byCustomer(dates),
    loops: byCustomer(loops),
  }
  return (id: number): Events => ({
    good: of.good.get(id) ?? [],
    answered: of.answered.get(id) ?? [],
    dates: of.dates.get(id) ?? [],
    loops: of.loops.get(id) ?? [],
  })
}

/** You ended the reason by what you did; it did not end by itself, by them or by giving up. */
function isEndedByYou(reason: Reason, { good, answered, dates, loops }: Events): boolean {
  if ('loop' in reason) return loops.some((loop) => loop.id === reason.loop && goodEnds.includes(loop.outcome ?? ''))
  if (reason.kind === 'reply') return answered.some(({ touch }) => touch === reason.touch)
  if (reason.kind === 'date') return dates.some((date) => date.id === reason.date && date.isKept)
  return reason.kind === 'visit' ? good.some(({ deed }) => deed === 'care') : good.length > 0
}

/**
 * Customers who were due, or below the ratio, and are not any more, by your own work alone (docs/scoring.md, "The weekly report").
 * @param customers the customers who are scored at the end of the week
 * @param loops the loops that ended in the week
 */
export function recoveredByYou<C extends Named>(
  customers: C[],
  due: { now: DueRow<Named>[]; before: DueRow<Named>[] },
  news: WeekNews,
  loops: Loop[],
): C[] {
  const reasonsNow = new Map(due.now.map((row) => [row.customer.id, row.reasons]))
  const reasonsBefore = new Map(due.before.map((row) => [row.customer.id, row.reasons]))
  const eventsFor = eventsOf(news, loops)
  return customers.filter(({ id }) => {
    const before = reasonsBefore.get(id)?.filter((each) => each.kind === 'ratio' || isPressing(each)) ?? []
    if (before.length === 0) return false
    const now = reasonsNow.get(id) ?? []
    const ended = before.filter(({ kind }) => kind !== 'ratio' || !now.some((each) => each.kind === 'ratio'))
    const events = eventsFor(id)
    return !now.some(isPressing) && ended.length > 0 && ended.every((reason) => isEndedByYou(reason, events))
  })
}
