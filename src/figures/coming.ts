import sql from 'sql-template-tag'
import { byCustomer } from '#domain/customers/by-customer.ts'
import { addDays, daysBetween } from '#domain/days/day.ts'
import { type ComingOfCustomer, dateComesUpOn } from '#domain/due/coming.ts'
import type { Reason } from '#domain/due/due.ts'
import { keptWithin, nextOccurrence } from '#domain/practices/dates.ts'
import { allDates } from '#tables/dates.ts'
import { waitingTouches } from './answers.ts'
import { dateTouches } from './dates.ts'
import type { SeenBook } from './seen-book.ts'

export async function othersToCome(seen: SeenBook): Promise<Map<number, ComingOfCustomer[]>> {
  const found = await Promise.all([repliesToCome(seen), datesToCome(seen)])
  return byCustomer(found.flat())
}

/** Each touch comes up on the day from which it waits too long. */
async function repliesToCome(seen: SeenBook): Promise<ComingOfCustomer[]> {
  const waiting = await waitingTouches(seen, addDays(seen.today, 1))
  const days = seen.rules.settings.replyWithin + 1
  return waiting.map(({ id, customerId, on, text }) => ({
    customerId,
    reason: { kind: 'reply', touch: id, text, on, days },
    on: addDays(on, days),
  }))
}

async function datesToCome(seen: SeenBook): Promise<ComingOfCustomer[]> {
  const { db, today } = seen
  const { settings } = seen.rules
  const from = addDays(today, -Math.max(settings.dateAhead, keptWithin))
  const [all, touches] = await Promise.all([
    allDates(db),
    dateTouches(seen, sql`select customer_id from dates`, from).then(byCustomer),
  ])
  const dates = all.filter(({ notedOn }) => notedOn <= today)
  return dates.flatMap((date): ComingOfCustomer[] => {
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
