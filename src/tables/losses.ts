import sql from 'sql-template-tag'
import type { Writer } from '#book/writer.ts'
import type { Day } from '#domain/day.ts'

/** Marks a customer who was lost as won back on a day; one who was merged may have been lost twice. @returns whether they had been */
export async function winBack(db: Writer, customerId: number, on: Day): Promise<boolean> {
  const losses = await db.all<{ id: number; lostOn: Day }>(
    sql`select id, lost_on as "lostOn" from losses where customer_id = ${customerId} and won_back_on is null`,
  )
  for (const { id, lostOn } of losses) await db.update('losses', id, { won_back_on: lostOn > on ? lostOn : on })
  return losses.length > 0
}
