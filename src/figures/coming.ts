import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import { byName } from '#domain/customers/name-order.ts'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { type Coming, comesUpOn, dateComesUpOn } from '#domain/due/coming.ts'
import { type Reason, reasonsFor, type Standing } from '#domain/due/due.ts'
import { keptWithin, nextOccurrence } from '#domain/practices/dates.ts'
import { allDates } from '#tables/dates.ts'
import type { Rules } from '#tables/rules.ts'
import { waitingTouches } from './answers.ts'
import { dateTouches } from './dates.ts'

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
  rules: Rules,
  today: Day,
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
export async function othersToCome(db: Reader, rules: Rules, today: Day): Promise<Map<number, Other[]>> {
  const found = await Promise.all([repliesToCome(db, rules, today), datesToCome(db, rules, today)])
  return byCustomer(found.flat())
}

/** The touches of theirs that wait, each on the day from which it waits too long. */
async function repliesToCome(db: Reader, rules: Rules, today: Day): Promise<Other[]> {
  const waiting = await waitingTouches(db, rules, addDays(today, 1), today)
  const days = rules.settings.replyWithin + 1
  return waiting.map(({ id, customerId, on, text }) => ({
    customerId,
    reason: { kind: 'reply', touch: id, text, on, days },
    on: addDays(on, days),
  }))
}

async function datesToCome(db: Reader, rules: Rules, today: Day): Promise<Other[]> {
  const { settings } = rules
  const from = addDays(today, -Math.max(settings.dateAhead, keptWithin))
  const [all, touches] = await Promise.all([
    allDates(db),
    dateTouches(db, rules, sql`select customer_id from dates`, from, today).then(byCustomer),
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
