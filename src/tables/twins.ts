import sql, { join, raw, type Sql } from 'sql-template-tag'
import { firstOf, type Reader, type Value } from '#book/engine.ts'
import { columnsOf, type PartOf } from './records.ts'

/** The texts of these columns are compared without case, and without the stops at their end. */
const written = ['note', 'text']
const bare = (text: Sql) => sql`lower(rtrim(${text}, ' .!'))`

/** `byId` is the teammate; null for none. */
export type Twin = { id: number; byId: number | null }

/** The number of the twin; a row of another teammate is none, and gives null. */
export const twinBy = (twin: Twin | undefined, byId: number | null): number | null =>
  twin?.byId === byId ? twin.id : null

/** The last row about a customer that says just that in some columns. */
export async function twinOf<T extends 'touches' | 'loops' | 'facts' | 'savings'>(
  db: Reader,
  table: T,
  customerId: number,
  said: PartOf<T>,
): Promise<Twin | undefined> {
  const same = Object.entries(columnsOf(table, said) as Record<string, Value>).map(([column, value]) =>
    written.includes(column)
      ? sql`${bare(raw(column))} is not distinct from ${bare(sql`${value}`)}`
      : sql`${raw(column)} is not distinct from ${value}`,
  )
  const isTwin = sql`customer_id = ${customerId} and ${join(same, ' and ')}`
  const by = raw(table === 'savings' ? 'null' : 'by_id')
  return firstOf(db, sql`select id, ${by} as "byId" from ${raw(table)} where ${isTwin} order by id desc limit 1`)
}
