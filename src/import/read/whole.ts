import { checkText } from '#domain/name.ts'
import { wrongUsage } from '#errors.ts'

/** A row of a table as it is stored, by column. */
export type ExportedRow = Record<string, string | number | null>
/** Our own full export: the rows of each table. */
export type ExportedTables = Map<string, ExportedRow[]>

/** What to type next, where an export is not what it should be. */
export const exportAgain = 'Export it again: cl export book.json'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCell = (value: unknown): boolean => value === null || typeof value === 'string' || Number.isSafeInteger(value)

/**
 * Reads our own full export.
 * @throws wrong usage, for what is none, and for that of a newer cl
 */
export function readExport(text: string): ExportedTables {
  const value = parsed(text)
  if (!isObject(value) || !isObject(value['tables']))
    throw wrongUsage('It has no tables: it is not a whole export of cl.', 'To make one: cl export book.json')
  if (value['cl'] !== 1) {
    throw wrongUsage(
      `It is an export of a newer cl (its version is ${String(value['cl']).slice(0, 20)}).`,
      'Install the newest cl.',
    )
  }
  return new Map(Object.entries(value['tables']).map(([table, rows]) => [table, rowsOf(table, rows)]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw wrongUsage(`It is not whole: ${(error as Error).message.slice(0, 200)}`, exportAgain)
  }
}

function rowsOf(table: string, rows: unknown): ExportedRow[] {
  if (!Array.isArray(rows)) throw wrongUsage(`The table "${table.slice(0, 40)}" has no rows.`, exportAgain)
  const odd = rows.findIndex((row) => !isObject(row) || !Object.values(row).every(isCell))
  if (odd >= 0) throw wrongUsage(`Row ${odd + 1} of the table "${table.slice(0, 40)}" is not one.`, exportAgain)
  for (const [i, row] of (rows as ExportedRow[]).entries()) {
    for (const [column, cell] of Object.entries(row))
      if (typeof cell === 'string') checkText(`field "${column}" of row ${i + 1} of the table "${table}"`, cell)
  }
  return rows as ExportedRow[]
}
