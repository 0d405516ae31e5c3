import sql, { raw } from 'sql-template-tag'
import { cannot, wrongUsage } from '../errors.ts'
import type { Reader, Value } from './engine.ts'
import type { NewRow, TableName } from './rows.ts'
import type { Writer } from './writer.ts'

/** Every table that a user's commands write, in an order in which each comes after those that it refers to. */
export const tablesInOrder: TableName[] = [
  'customers',
  'handles',
  'tags',
  'channels',
  'purposes',
  'touches',
  'loops',
  'settings',
  'topics',
  'facts',
  'dates',
  'savings',
  'pulses',
  'letters',
  'letter_reviews',
  'audits',
  'audit_answers',
  'ideas',
  'surprises',
  'import_keys',
  'column_maps',
  'receipts',
  'losses',
]

/** Whether nobody has been entered into a book yet. */
export async function hasNobody(db: Reader): Promise<boolean> {
  const [row] = await db.all<{ one: number }>(sql`select 1 as one from customers limit 1`)
  return row === undefined
}

/**
 * Makes a book that has nobody hold exactly these rows, with their ids.
 * @throws wrong usage, for a table or a column that no book has; cannot, for rows that do not fit each other
 */
export async function restoreRows(db: Writer, tables: Map<string, Record<string, Value>[]>): Promise<void> {
  const unknown = [...tables.keys()].find((table) => !(tablesInOrder as string[]).includes(table))
  if (!tables.has('customers') || !tables.has('purposes') || !tables.has('settings')) {
    throw wrongUsage('It is an export of a part of a book.', 'Only a whole one can be imported: cl export book.json')
  }
  if (unknown !== undefined) throw wrongUsage(`There is no table "${unknown.slice(0, 40)}" in a book.`)
  for (const table of tablesInOrder.toReversed()) await empty(db, table)
  for (const table of tablesInOrder) await fill(db, table, tables.get(table) ?? [])
}

async function empty(db: Writer, table: TableName): Promise<void> {
  for (const { id } of await db.all<{ id: number }>(sql`select id from ${raw(table)} order by id desc`)) {
    await db.remove(table, id)
  }
}

async function fill(db: Writer, table: TableName, rows: Record<string, Value>[]): Promise<void> {
  const known = await db.all<{ name: string }>(sql`select name from pragma_table_info(${table})`)
  const columns = known.map(({ name }) => name)
  for (const row of rows) {
    const odd = Object.keys(row).find((column) => !columns.includes(column))
    if (odd !== undefined) throw wrongUsage(`There is no column "${odd.slice(0, 40)}" in the table "${table}".`)
    if (!(Number(row['id']) >= 1)) throw wrongUsage(`A row of the table "${table}" has no number.`)
  }
  try {
    await db.insertMany(
      table,
      columns as (keyof NewRow<typeof table> & string)[],
      rows
        .toSorted((a, b) => Number(a['id']) - Number(b['id']))
        .map((row) => columns.map((column) => row[column] ?? null)),
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('SQLITE_CONSTRAINT') && !code.startsWith('SQLITE_MISMATCH')) throw error
    throw cannot(`The table "${table}" holds what no book can: ${(error as Error).message}.`, 'Nothing was written.')
  }
}
