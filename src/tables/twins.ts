import sql, { join, raw, type Sql } from 'sql-template-tag'
import { firstValue, type Reader, type Value } from '#book/engine.ts'
import { columnsOf, type PartOf } from './records.ts'

/** The texts of these columns are compared without case, and without the stops at their end. */
const written = ['note', 'text']
const bare = (text: Sql) => sql`lower(rtrim(${text}, ' .!'))`

/** The last row about a customer that says just that in some columns. */
export async function twinOf<T extends 'touches' | 'loops' | 'facts' | 'savings'>(
  db: Reader,
  table: T,
  customerId: number,
  said: PartOf<T>,
): Promise<number | null> {
  const same = Object.entries(columnsOf(table, said) as Record<string, Value>).map(([column, value]) =>
    written.includes(column)
      ? sql`${bare(raw(column))} is not distinct from ${bare(sql`${value}`)}`
      : sql`${raw(column)} is not distinct from ${value}`,
  )
  const isTwin = sql`customer_id = ${customerId} and ${join(same, ' and ')}`
  return firstValue(db, sql`select id from ${raw(table)} where ${isTwin} order by id desc limit 1`)
}
