import sql, { join, raw, type Sql } from 'sql-template-tag'
import { type Engine, firstValue, type Reader } from '../engine.ts'
import { type Change, changeColumns, keepRows, rowsOfChange } from './changes.ts'
import {
  addedAndTakenBack,
  inTheWay,
  isOwn,
  lastOfOthers,
  lastTakenBackByOthers,
  type Maker,
  othersChanged,
} from './makers.ts'
import type { Recorded, Row } from './recorded.ts'
import { differences, repetition, write } from './steps.ts'
import { unlessRefused } from './undo.ts'

/** The change is the maker’s own, was taken back, and is newer than all own changes that stand. */
const isLastUndone = (maker: Maker | undefined): Sql => sql`undone = 1 and ${isOwn(maker)}
  and id > (select coalesce(max(id), 0) from changes where undone = 0 and ${isOwn(maker)})`

/**
 * The order is that in which they come back. Their maker has made no other since they were taken back, and their rows are kept (an
 * erasure keeps none).
 */
const undoneChanges = (db: Reader, limit: number, maker?: Maker): Promise<Change[]> =>
  db.all<Change>(sql`select ${changeColumns} from changes
    where ${isLastUndone(maker)} and summary <> '' and exists (select 1 from change_rows where change_id = changes.id) order by id limit ${limit}`)

const isLost = sql`exists (select 1 from change_rows where change_id = changes.id and before is null and after is null)`

/** The changes end before the first with rows that are not kept. */
export const changesThatComeBack = async (db: Reader, limit: number, maker?: Maker): Promise<Change[]> => {
  const undone = await undoneChanges(db, limit, maker)
  const lost = await firstValue<number>(
    db,
    sql`select id from changes where ${isLastUndone(maker)} and ${isLost} order by id limit 1`,
  )
  return undone.filter(({ id }) => lost === null || id < lost)
}

/**
 * Brings back the change that was taken back last, with the numbers that its rows had.
 * @returns undefined when there is none; `lost` when too many of its rows were inserted at once to be kept
 * @throws cannot, with the name of the one who has changed the same rows since
 */
export async function bringBack(engine: Engine, maker?: Maker): Promise<Change | 'lost' | undefined> {
  const [change] = await undoneChanges(engine, 1, maker)
  if (!change) return undefined
  const rows = await rowsOfChange(engine, change.id)
  if (rows.some(({ before, after }) => before === null && after === null)) return 'lost'
  const since = (await lastOfOthers(engine, change.id, maker)) ?? (await lastTakenBackByOthers(engine, maker))
  if (since && maker) {
    const others =
      (await inTheWay(engine, change.id, maker, new Set(), () => [])) ??
      (await addedAndTakenBack(engine, change.id, maker))
    if (others) throw othersChanged('brought back', others)
  }
  await unlessRefused(since, 'brought back', () =>
    since ? doAnew(engine, change.id, rows) : write(engine, rows.map(repetition)),
  )
  await engine.run(sql`update changes set undone = 0 where id = ${change.id}`)
  return change
}

/** The rows of now are kept as the state before. */
async function doAnew(engine: Engine, changeId: number, rows: Recorded[]): Promise<void> {
  const anew = await onRowsOfNow(engine, rows)
  await write(engine, anew.map(repetition))
  await engine.run(sql`delete from change_rows where change_id = ${changeId}`)
  await keepRows(engine, changeId, anew)
}

/** Others may have changed the rows since, or taken a change back: their present state is the one before. */
async function onRowsOfNow(engine: Engine, rows: Recorded[]): Promise<Recorded[]> {
  const now = new Map<string, Row | null>()
  const were = rows.filter(({ before }) => before !== null)
  for (const table of new Set(were.map((row) => row.table))) {
    const ids = join(were.filter((row) => row.table === table).map(({ id }) => id))
    for (const row of await engine.all<Row>(sql`select * from ${raw(table)} where id in (${ids})`))
      now.set(`${table} ${row.id}`, row)
  }
  return rows.map((row) => {
    const place = `${row.table} ${row.id}`
    const before = row.before && (now.get(place) ?? row.before)
    const after = row.before && row.after ? { ...before, ...differences(row.before, row.after) } : row.after
    now.set(place, after)
    return { ...row, before, after }
  })
}
