import sql, { type Sql } from 'sql-template-tag'
import { rowsOf, type Writer } from '#book/changes/row-writer.ts'
import type { Value } from '#book/engine.ts'
import type { NewRow, Rows, TableName } from './tables.ts'

/** @returns the row as it was stored, with its id */
export const insert = <T extends TableName>(db: Writer, table: T, row: NewRow<T>): Promise<Rows[T]> =>
  rowsOf(db).insert<Rows[T]>(table, row)

/**
 * Each row is its values in the order of the columns; all are taken back as one.
 * @returns the id of the first row; the ids of the others follow it
 */
export const insertMany = <T extends TableName>(
  db: Writer,
  table: T,
  columns: (keyof Rows[T] & string)[],
  rows: Value[][],
): Promise<number> => rowsOf(db).insertMany(table, columns, rows)

/** @returns the row as it is now */
export async function update<T extends TableName>(
  db: Writer,
  table: T,
  id: number,
  changes: NewRow<T>,
): Promise<Rows[T]> {
  const [row] = await updateWhere(db, table, sql`id = ${id}`, () => changes)
  if (!row) throw new Error('A row that was to be changed is not there.')
  return row
}

/**
 * @param changes the columns that change, from the row as it was
 * @returns the rows as they are now, by id
 */
export const updateWhere = <T extends TableName>(
  db: Writer,
  table: T,
  condition: Sql,
  changes: (row: Rows[T]) => NewRow<T>,
): Promise<Rows[T][]> => rowsOf(db).update<Rows[T]>(table, condition, changes)

export async function remove(db: Writer, table: TableName, id: number): Promise<void> {
  if ((await removeWhere(db, table, sql`id = ${id}`)) === 0) throw new Error('A row that was to go is not there.')
}

/** @returns the number of rows */
export const removeWhere = (db: Writer, table: TableName, condition: Sql): Promise<number> =>
  rowsOf(db).remove(table, condition)
