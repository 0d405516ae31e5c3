import sql from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { byName } from '#domain/customers/name-order.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { type Coming, comesUpOn, dateComesUpOn } from '#domain/due/coming.ts'
import { type Reason, reasonsFor, type Standing } from '#domain/due/due.ts'
import { keptWithin, nextOccurrence } from '#domain/practices/dates.ts'
import { allDates } from '#tables/dates.ts'
import { waitingTouches } from './answers.ts'
import { dateTouches } from './dates.ts'
import type { SeenBook } from './seen-book.ts'

/** The number of days ahead that are looked through. */
const aYear = 366

/**
 * The customer who needs you first after today, if nothing is logged until then, where nobody needs you today; null where
 * nobody does within a year.
 * @param others the result of `othersToCome`
 * @param standings of all who may come up
 */
export function whoComesNext(
  others: Map<number, Other[]>,
  { rules, today }: Pick<SeenBook, 'rules' | 'today'>,
  standings: Standing<ListedCustomer>[],
): Coming | null {
  const coming = standings.flatMap((standing): Coming[] => {
    const { customer, score } = standing
    const own = reasonsFor({ ...standing, otherReasons: [] }, today, { ...rules, soon: aYear }).map((reason) => ({
      reason,
      on: comesUpOn(reason, today),
    }))
    const all = standing.isArchived ? own : [...own, ...(others.get(customer.id) ?? [])]
    return all.flatMap(({ reason, on }) => (on === null ? [] : [{ customer, score, reason, on }]))
  })
  const [first] = coming.sort((a, b) => daysBetween(b.on, a.on) || byName(a.customer, b.customer))
  return first && daysBetween(today, first.on) <= aYear ? first : null
}

type Other = { customerId: number; reason: Reason; on: Day }

/** The replies and dates that come up, by customer. */
export async function othersToCome(seen: SeenBook): Promise<Map<number, Other[]>> {
  const found = await Promise.all([repliesToCome(seen), datesToCome(seen)])
  return byCustomer(found.flat())
}

/** The touches of theirs that wait, each on the day from which it waits too long. */
async function repliesToCome(seen: SeenBook): Promise<Other[]> {
  const waiting = await waitingTouches(seen, addDays(seen.today, 1))
  const days = seen.rules.settings.replyWithin + 1
  return waiting.map(({ id, customerId, on, text }) => ({
    customerId,
    reason: { kind: 'reply', touch: id, text, on, days },
    on: addDays(on, days),
  }))
}

async function datesToCome(seen: SeenBook): Promise<Other[]> {
  const { db, today } = seen
  const { settings } = seen.rules
  const from = addDays(today, -Math.max(settings.dateAhead, keptWithin))
  const [all, touches] = await Promise.all([
    allDates(db),
    dateTouches(seen, sql`select customer_id from dates`, from).then(byCustomer),
  ])
  const dates = all.filter(({ notedOn }) => notedOn <= today)
  return dates.flatMap((date): Other[] => {
    const on = dateComesUpOn(date, touches.get(date.customerId) ?? [], settings, today)
    const falls = nextOccurrence(date, addDays(today, 1))
    const reason: Reason = {
      kind: 'date',
      date: date.id,
      label: date.label,
      on: falls,
      days: daysBetween(falls, today),
    }
    return on === null ? [] : [{ customerId: date.customerId, reason, on }]
  })
}
