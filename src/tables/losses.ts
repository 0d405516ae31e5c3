import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Day } from '#domain/days/day.ts'
import { insert, updateWhere } from './rows.ts'

/** Notes that a customer was lost on a day. */
export const addLoss = async (db: Writer, customerId: number, on: Day): Promise<void> => {
  await insert(db, 'losses', { customer_id: customerId, lost_on: on })
}

/** Marks a customer who was lost as won back on a day; one who was merged may have been lost twice. @returns whether they had been */
export async function winBack(db: Writer, customerId: number, on: Day): Promise<boolean> {
  const wonBack = await updateWhere(
    db,
    'losses',
    sql`customer_id = ${customerId} and won_back_on is null`,
    ({ lost_on }) => ({ won_back_on: lost_on > on ? lost_on : on }),
  )
  return wonBack.length > 0
}
