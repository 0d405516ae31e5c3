import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { insert, update, updateWhere } from '../rows.ts'

/** An absence that began today is not kept, nor one whose beginning nobody knows (null). */
async function keepAbsence(
  db: Writer,
  customerId: number,
  { kind, from, until }: { kind: 'snoozed' | 'archived'; from: Day | null; until: Day },
  today: Day,
): Promise<void> {
  if (from === null || from >= today) return
  await insert(db, 'absences', { customer_id: customerId, kind, from_day: from, until_day: until, ended_on: today })
}

/**
 * A day of null ends the snooze. The snooze that held until now is kept, so that a day in it is still seen as it was
 * (docs/scoring.md, "The care visit").
 */
export async function snoozeCustomer(
  db: Writer,
  { id, snoozedOn, snoozedUntil }: Pick<Customer, 'id' | 'snoozedOn' | 'snoozedUntil'>,
  until: Day | null,
  today: Day,
): Promise<void> {
  if (snoozedUntil !== null) await keepAbsence(db, id, { kind: 'snoozed', from: snoozedOn, until: snoozedUntil }, today)
  await update(db, 'customers', id, { snoozed_until: until, snoozed_on: until === null ? null : today })
}

/** A lost customer left us. */
export async function archiveCustomer(
  db: Writer,
  id: number,
  { on, why, isLost }: { on: Day; why: string | null; isLost: boolean },
): Promise<void> {
  await update(db, 'customers', id, { archived_on: on, archived_why: why })
  if (isLost) await addLoss(db, id, on)
}

/**
 * Takes a customer back from the archive; the time in it is kept, so that a day in it is still seen as it was.
 * @returns true when they had been lost, and are won back
 */
export async function unarchiveCustomer(
  db: Writer,
  { id, archivedOn }: Pick<Customer, 'id' | 'archivedOn'>,
  today: Day,
): Promise<boolean> {
  await keepAbsence(db, id, { kind: 'archived', from: archivedOn, until: today }, today)
  await update(db, 'customers', id, { archived_on: null, archived_why: null })
  return winBack(db, id, today)
}

const addLoss = (db: Writer, customerId: number, on: Day): Promise<unknown> =>
  insert(db, 'losses', { customer_id: customerId, lost_on: on })

/** A merged customer may have been lost twice. @returns true when they had been lost */
export async function winBack(db: Writer, customerId: number, on: Day): Promise<boolean> {
  const isLost = sql`customer_id = ${customerId} and won_back_on is null`
  const wonBack = await updateWhere(db, 'losses', isLost, ({ lost_on }) => ({
    won_back_on: lost_on > on ? lost_on : on,
  }))
  return wonBack.length > 0
}
