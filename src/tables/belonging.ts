import sql, { join, raw, type Sql } from 'sql-template-tag'
import { countOf, type Reader } from '#book/engine.ts'
import { calledOne, columnsThatAre, ownTables, usesIn } from './meanings.ts'
import { type TableName, tableNames } from './tables.ts'

/** Ids as a list that a column can be in; no column is in an empty one. */
export const listOf = (ids: number[]): Sql => (ids.length === 0 ? sql`(null)` : sql`(${join(ids)})`)

/** The condition that a row of a table belongs to one of these customers, or hangs on a touch with them. */
export function belongsTo(table: TableName, ids: number[]): Sql {
  if (table === 'customers') return sql`id in ${listOf(ids)}`
  const own = columnsThatAre(table, 'customer').map((column) => sql`${raw(column)} in ${listOf(ids)}`)
  const hanging = columnsThatAre(table, 'touch').map((column) => sql`${raw(column)} in ${touchesOf(ids)}`)
  return sql`(${join([...own, ...hanging], ' or ')})`
}

/** The touches with customers, as a list that a column can be in. */
export const touchesOf = (ids: number[]): Sql => sql`(select t.id from touches t where t.customer_id in ${listOf(ids)})`

/** The numbers of rows, each with the name of one. */
export type CountedRows = { what: string; count: number }[]

/** The number of rows of each table behind its condition; tables without any, and rows that are not counted, are left out. */
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

/** The condition that a row is about a customer, or is used by a row that is; undefined for a table that is about nobody. */
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

/** The tables that can hold something about a customer, and the tables of the rows that they use for it. */
export const tablesAboutCustomer: TableName[] = tableNames.filter((table) => isAbout(table, 0) !== undefined)
