import sql, { join, raw } from 'sql-template-tag'
import type { Made } from '#book/book.ts'
import { rowsOfChange, summaryOf } from '#book/changes/changes.ts'
import type { Recorded } from '#book/changes/recorded.ts'
import type { Reader } from '#book/engine.ts'
import { columnsBut } from './meanings.ts'
import { type TableName, tableNames } from './tables.ts'

type Cells = Record<string, unknown>

/**
 * The columns are those of an export. With `lastId`, all rows from `id` to `lastId` were inserted at once, and are too many to be
 * told one by one.
 */
type ToldRow = { table: TableName; id: number; lastId?: number; before: Cells | null; after: Cells | null }

/** An erasure has neither a number nor a sentence, and its row has no contents. */
type ToldChange = { id: number | null; what: Made['what']; summary: string | null; rows: ToldRow[] }

/** So many rows, inserted at once, are told one by one. */
const toldAtMost = 1_000

/** A row that was taken back has a before, and no after. */
export async function toldChange(db: Reader, made: Made): Promise<ToldChange> {
  const { id, what } = made
  if (id === null) {
    const gone = made.gone && { ...made.gone, before: null, after: null }
    return { id, what, summary: null, rows: gone ? await toldRows(db, gone) : [] }
  }
  const rows: ToldRow[] = []
  for (const recorded of await rowsOfChange(db, id)) rows.push(...(await toldRows(db, recorded)))
  return { id, what, summary: await summaryOf(db, id), rows: what === 'undo' ? turnedRound(rows) : rows }
}

const turnedRound = (rows: ToldRow[]): ToldRow[] =>
  rows.map((row) => ({ ...row, before: row.after, after: row.before })).reverse()

async function toldRows(db: Reader, { table: name, id, lastId, before, after }: Recorded): Promise<ToldRow[]> {
  const table = tableNames.find((each) => each === name)
  if (!table) return []
  const columns = columnsBut(table, 'made')
  const told = (row: object | null) =>
    row && Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)))
  if (lastId === undefined) return [{ table, id, before: told(before), after: told(after) }]
  if (lastId - id >= toldAtMost) return [{ table, id, lastId, before: null, after: null }]
  const inserted = await db.all<Cells & { id: number }>(
    sql`select ${join(columns.map((column) => raw(column)))} from ${raw(table)} where id between ${id} and ${lastId} order by id`,
  )
  return inserted.map((row) => ({ table, id: row.id, before: null, after: row }))
}
