import sql from 'sql-template-tag'
import type { Reader } from '../engine.ts'
import { rowIn } from './recorded.ts'

/** Rows of the undo log that are read at once. */
const page = 1_000

/** A row as it was before or after a change. */
export type LoggedState = Record<string, unknown> | null
/** One row of a change, by its place there; `undone` is 1 where the change was taken back. */
export type LoggedRow = {
  changeId: number
  seq: number
  undone: number
  table: string
  id: number
  /** The last of the rows that were inserted from `id` on; null for a row by itself. */
  lastId: number | null
  before: LoggedState
  after: LoggedState
}

/** The undo log, row by row. A row that changes while the log is read is not read again. */
export async function* loggedRows(db: Reader): AsyncGenerator<LoggedRow> {
  const isNew = (await db.columns()).get('change_rows')?.has('last_id')
  let [change, seq] = [0, -1]
  for (;;) {
    const rows = await db.cells<[number, number, number, string, number, number | null, string | null, string | null]>(
      sql`select r.change_id, r.seq, c.undone, r.table_name, r.row_id, ${isNew ? sql`r.last_id` : sql`null`}, r.before, r.after
        from change_rows r join changes c on c.id = r.change_id
        where r.change_id > ${change} or (r.change_id = ${change} and r.seq > ${seq})
        order by r.change_id, r.seq limit ${page}`,
    )
    for (const [changeId, number, undone, table, id, lastId, before, after] of rows) {
      yield {
        changeId,
        seq: number,
        undone,
        table,
        id,
        lastId,
        before: rowIn<LoggedState>(before),
        after: rowIn<LoggedState>(after),
      }
      ;[change, seq] = [changeId, number]
    }
    if (rows.length < page) return
  }
}
