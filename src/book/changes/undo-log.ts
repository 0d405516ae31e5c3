import sql from 'sql-template-tag'
import type { Reader } from '../engine.ts'
import { rowIn } from './recorded.ts'

const page = 1_000

export type LoggedState = Record<string, unknown> | null
/** `undone` is 1 where the change was taken back. */
export type LoggedRow = {
  changeId: number
  seq: number
  undone: number
  table: string
  id: number
  /** The last of the rows that were inserted at once; null for a row by itself. */
  lastId: number | null
  before: LoggedState
  after: LoggedState
}

type KeptRow = Omit<LoggedRow, 'before' | 'after'> & { before: string | null; after: string | null }

/** A row that changes while the log is read is not read again. */
export async function* loggedRows(db: Reader): AsyncGenerator<LoggedRow> {
  const isNew = (await db.columns()).get('change_rows')?.has('last_id')
  for (let last = { changeId: 0, seq: -1 }; ; ) {
    const rows = await db.all<KeptRow>(
      sql`select r.change_id as "changeId", r.seq, c.undone, r.table_name as "table", r.row_id as id,
          ${isNew ? sql`r.last_id` : sql`null`} as "lastId", r.before, r.after
        from change_rows r join changes c on c.id = r.change_id
        where (r.change_id, r.seq) > (${last.changeId}, ${last.seq}) order by r.change_id, r.seq limit ${page}`,
    )
    for (const row of rows)
      yield { ...row, before: rowIn<LoggedState>(row.before), after: rowIn<LoggedState>(row.after) }
    last = rows.at(-1) ?? last
    if (rows.length < page) return
  }
}
