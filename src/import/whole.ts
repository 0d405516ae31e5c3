import sql, { raw } from 'sql-template-tag'
import { type Reader, RowRefused, type Value } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import { isDay } from '#domain/day.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { dayColumns, type NewRow, type TableName, tableNames } from '#tables/tables.ts'

const hint = 'Export it again: cl export book.json'

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
  const unknown = [...tables.keys()].find((table) => !(tableNames as readonly string[]).includes(table))
  if (!tables.has('customers') || !tables.has('purposes') || !tables.has('settings')) {
    throw wrongUsage('It is an export of a part of a book.', 'Only a whole one can be imported: cl export book.json')
  }
  if (unknown !== undefined) throw wrongUsage(`There is no table "${unknown.slice(0, 40)}" in a book.`, hint)
  for (const table of tableNames.toReversed()) await empty(db, table)
  const isRealDay = dayChecker()
  for (const table of tableNames) await fill(db, table, tables.get(table) ?? [], isRealDay)
}

async function empty(db: Writer, table: TableName): Promise<void> {
  for (const { id } of await db.all<{ id: number }>(sql`select id from ${raw(table)} order by id desc`)) {
    await db.remove(table, id)
  }
}

/** Tells the days of a calendar from what only looks like one; a book has far more days than different ones. */
function dayChecker(): (value: Value) => boolean {
  const known = new Set<Value>()
  return (value) => {
    if (known.has(value)) return true
    if (!isDay(String(value))) return false
    known.add(value)
    return true
  }
}

function checkDays(table: TableName, row: Record<string, Value>, isRealDay: (value: Value) => boolean): void {
  const days = dayColumns.map((column) => row[column] ?? null)
  // A day of any year is one of a leap year.
  if (table === 'dates') days.push(`2024-${row['month_day']}`)
  const odd = days.find((value) => value !== null && !isRealDay(value))
  if (odd !== undefined) throw wrongUsage(`A row of the table "${table}" has a day that is none: ${odd}.`, hint)
}

async function fill(
  db: Writer,
  table: TableName,
  rows: Record<string, Value>[],
  isRealDay: (value: Value) => boolean,
): Promise<void> {
  const columns = [...((await db.columns()).get(table) ?? [])]
  for (const row of rows) {
    const odd = Object.keys(row).find((column) => !columns.includes(column))
    if (odd !== undefined) throw wrongUsage(`There is no column "${odd.slice(0, 40)}" in the table "${table}".`, hint)
    if (!(Number(row['id']) >= 1)) throw wrongUsage(`A row of the table "${table}" has no number.`, hint)
    checkDays(table, row, isRealDay)
  }
  // An export of an earlier cl lacks the columns that came later: they get what the book gives them.
  const filled = columns.filter((column) => rows.some((row) => (row[column] ?? null) !== null))
  try {
    await db.insertMany(
      table,
      filled as (keyof NewRow<typeof table> & string)[],
      rows
        .toSorted((a, b) => Number(a['id']) - Number(b['id']))
        .map((row) => filled.map((column) => row[column] ?? null)),
    )
    if (table === 'purposes' && !filled.includes('reached')) {
      const attempt = rows.find(({ name }) => name === 'attempt')
      if (attempt) await db.update('purposes', Number(attempt['id']), { reached: 0 })
    }
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    throw cannot(`The table "${table}" holds what no book can: ${error.message}.`, 'Nothing was written.')
  }
}
