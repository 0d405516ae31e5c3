import type { Writer } from '#book/writer.ts'
import type { Customer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'

/**
 * Snoozes a customer until a day, or ends the snooze. The one that held until now is kept, for whoever looks at a day in it
 * (docs/scoring.md, "The care visit").
 */
export async function snoozeCustomer(
  db: Writer,
  { id, snoozedOn, snoozedUntil }: Pick<Customer, 'id' | 'snoozedOn' | 'snoozedUntil'>,
  until: Day | null,
  today: Day,
): Promise<void> {
  if (snoozedOn !== null && snoozedUntil !== null && snoozedOn < today) {
    await db.insert('absences', {
      customer_id: id,
      kind: 'snoozed',
      from_day: snoozedOn,
      until_day: snoozedUntil,
      ended_on: today,
    })
  }
  await db.update('customers', id, { snoozed_until: until, snoozed_on: until === null ? null : today })
}

/** Takes a customer back from the archive; the time in it is kept, for whoever looks at a day in it. */
export async function unarchiveCustomer(
  db: Writer,
  { id, archivedOn }: Pick<Customer, 'id' | 'archivedOn'>,
  today: Day,
): Promise<void> {
  if (archivedOn !== null && archivedOn < today) {
    await db.insert('absences', {
      customer_id: id,
      kind: 'archived',
      from_day: archivedOn,
      until_day: today,
      ended_on: today,
    })
  }
  await db.update('customers', id, { archived_on: null, archived_why: null })
}
