import type { ListedCustomer } from '../customers/customer.ts'
import { byName } from '../customers/name-order.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import { type CustomerDate, type DateTouch, dateReasons, nextOccurrence } from '../practices/dates.ts'
import type { Settings } from '../shop/settings.ts'
import { isTurnToAsk, type Reason, rankOf, reasonsFor, type Standing } from './due.ts'

/** The reason is seen from today, but of a loop that waits, from that day. */
export type Coming = Pick<Standing<ListedCustomer>, 'customer' | 'score'> & { reason: Reason; on: Day }

export type ComingOfCustomer = { customerId: number; reason: Reason; on: Day }

/**
 * The first day after today on which a loop or a care visit is something to do, if nothing is logged until then (docs/scoring.md,
 * "What cl due lists"); null for other reasons. A care visit that was tried today is one tomorrow.
 */
export function comesUpOn(reason: Reason, today: Day): Day | null {
  if (reason.kind !== 'visit' && !('loop' in reason)) return null
  let ahead = Math.max(1, -reason.days)
  while ('waiting' in reason && !isTurnToAsk({ kind: reason.kind, days: reason.days + ahead })) ahead += 1
  return addDays(today, ahead)
}

/** A loop that waits comes up on another day than its own, and is as old and as late as on that day. */
function asOfItsTurn(reason: Reason, ahead: number): Reason {
  if (!('loop' in reason) || !reason.waiting) return reason
  const waiting = { ...reason.waiting, days: reason.waiting.days + ahead }
  const open = 'openDays' in reason ? { openDays: reason.openDays + ahead } : {}
  return { ...reason, ...open, waiting, days: reason.days + ahead }
}

/** The first day after today on which a date is in due, if nothing is logged; null where somebody has thought of it this year. */
export function dateComesUpOn(
  date: CustomerDate,
  touches: DateTouch[],
  settings: Pick<Settings, 'dateAhead'>,
  today: Day,
): Day | null {
  const from = addDays(nextOccurrence(date, addDays(today, 1)), -settings.dateAhead)
  for (let away = 0; away <= settings.dateAhead; away += 1) {
    const day = addDays(from, away)
    if (day > today && dateReasons([date], touches, settings, day).length > 0) return day
  }
  return null
}

/** Days that are looked through. */
const aYear = 366

/**
 * The customer who needs you first, if nothing is logged until then; null where nobody does within a year.
 * @param others the replies and dates that come up, by customer
 * @param standings of all who may come up
 */
export function whoComesNext(
  others: Map<number, ComingOfCustomer[]>,
  standings: Standing<ListedCustomer>[],
  settings: Pick<Settings, 'dateAhead'>,
  today: Day,
): Coming | null {
  const coming = standings.flatMap((standing): Coming[] => {
    const { customer, score } = standing
    const isComplaintOpen = standing.openLoops.some(({ kind }) => kind === 'complaint')
    const reasons = reasonsFor({ ...standing, otherReasons: [] }, today, { settings, soon: aYear })
    const own = reasons
      .filter(({ kind }) => kind !== 'visit' || !isComplaintOpen)
      .map((reason) => ({
        reason,
        on: comesUpOn(reason, today),
      }))
    const all = standing.isArchived ? own : [...own, ...(others.get(customer.id) ?? [])]
    return all.flatMap(({ reason, on }) =>
      on === null ? [] : [{ customer, score, reason: asOfItsTurn(reason, daysBetween(today, on)), on }],
    )
  })
  const [first] = coming.sort(
    (a, b) => daysBetween(b.on, a.on) || rankOf(a.reason) - rankOf(b.reason) || byName(a.customer, b.customer),
  )
  return first && daysBetween(today, first.on) <= aYear ? first : null
}
