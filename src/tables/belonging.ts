import sql, { join, raw, type Sql } from 'sql-template-tag'
import { countOf, type Reader } from '#book/engine.ts'
import { calledOne, columnsThatAre, ownTables, usesIn } from './meanings.ts'
import { type TableName, tableNames } from './tables.ts'

/** No column is in an empty list. */
export const listOf = (ids: number[]): Sql => (ids.length === 0 ? sql`(null)` : sql`(${join(ids)})`)

/** The row belongs to one of these customers, or hangs on a touch with them. */
export function belongsTo(table: TableName, ids: number[]): Sql {
  if (table === 'customers') return sql`id in ${listOf(ids)}`
  const own = columnsThatAre(table, 'customer').map((column) => sql`${raw(column)} in ${listOf(ids)}`)
  const hanging = columnsThatAre(table, 'touch').map((column) => sql`${raw(column)} in ${touchesOf(ids)}`)
  return sql`(${join([...own, ...hanging], ' or ')})`
}

export const touchesOf = (ids: number[]): Sql => sql`(select t.id from touches t where t.customer_id in ${listOf(ids)})`

/** `what` is the name of one row. */
export type CountedRows = { what: string; count: number }[]

/** Tables without any rows, and rows that are not counted, are left out. */
export async function rowsCounted(
  db: Reader,
  tables: TableName[],
  isSo: (table: TableName) => Sql,
): Promise<CountedRows> {
  const counts: CountedRows = []
  for (const table of tables) {
    const what = calledOne(table)
    const count = what === undefined ? 0 : await countOf(db, sql`${raw(table)} where ${isSo(table)}`)
    if (what !== undefined && count > 0) counts.push({ what, count })
  }
  return counts
}

/** Rows that such rows use count, too; undefined for a table that is about nobody. */
export function isAbout(table: TableName, id: number): Sql | undefined {
  if (ownTables.includes(table)) return belongsTo(table, [id])
  const uses = ownTables.flatMap((own) => usesIn(own).map(({ column, of }) => ({ own, column, of })))
  const ofTable = uses.filter(({ of }) => of === table)
  if (ofTable.length === 0) return undefined
  const users = ofTable.map(
    ({ own, column }) => sql`select ${raw(column)} from ${raw(own)} where ${belongsTo(own, [id])}`,
  )
  return sql`id in (${join(users, ' union all ')})`
}

export const tablesAboutCustomer: TableName[] = tableNames.filter((table) => isAbout(table, 0) !== undefined)
