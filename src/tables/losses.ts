import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { insert, updateWhere } from './rows.ts'

/** Notes that a customer was lost on a day. */
export const addLoss = async (db: Writer, customerId: number, on: Day): Promise<void> => {
  await insert(db, 'losses', { customer_id: customerId, lost_on: on })
}

/** Marks a lost customer as won back on a day; a merged one may have been lost twice. @returns true when they had been lost */
export async function winBack(db: Writer, customerId: number, on: Day): Promise<boolean> {
  const isLost = sql`customer_id = ${customerId} and won_back_on is null`
  const wonBack = await updateWhere(db, 'losses', isLost, ({ lost_on }) => ({
    won_back_on: lost_on > on ? lost_on : on,
  }))
  return wonBack.length > 0
}
