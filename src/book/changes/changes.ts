import sql, { raw } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { countOf, type Engine, firstValue, idsOf, type Reader } from '../engine.ts'
import { isOwn, type Maker } from './makers.ts'
import { jsonOf, type Recorded, type Row, rowIn } from './recorded.ts'

const loggedColumns = ['change_id', 'seq', 'table_name', 'row_id', 'last_id', 'before', 'after']

/** @returns the number of the change; null where nothing was recorded */
export async function keepChange(
  engine: Engine,
  recorded: Recorded[],
  madeOn: Day,
  summary: string,
  maker?: Maker,
): Promise<number | null> {
  if (recorded.length === 0) return null
  const { first: id } = await engine.insertMany(
    'changes',
    ['made_on', 'summary', 'made_by'],
    [[madeOn, summary, maker?.name ?? null]],
  )
  await keepRows(engine, id, recorded)
  return id
}

/** The key knows the change again where it may be sent more than once. */
export const markChange = (engine: Engine, id: number, key: string): Promise<void> =>
  engine.run(sql`update changes set key = ${key} where id = ${id}`)

/** The change may be taken back; null where there is none. */
export const changeOf = (db: Reader, key: string): Promise<number | null> =>
  firstValue(db, sql`select id from changes where key = ${key}`)

export async function keepRows(engine: Engine, changeId: number, recorded: Recorded[]): Promise<void> {
  const rows = recorded.map(({ table, id, lastId, before, after }, seq) => {
    return [changeId, seq, table, id, lastId ?? null, jsonOf(before), jsonOf(after)]
  })
  await engine.insertMany('change_rows', loggedColumns, rows)
}

/** `madeBy` is null where the book does not know the maker. */
export type Change = { id: number; madeOn: Day; summary: string; madeBy: string | null }

/** Every text that the change wrote is gone without it. */
export type LastChange = Change & { words: string[] }

export const changeColumns = sql`id, made_on as "madeOn", summary, made_by as "madeBy"`

/** The last one comes first; without a maker, everybody's. */
export const standingChanges = (db: Reader, limit: number, maker?: Maker): Promise<Change[]> =>
  db.all<Change>(sql`select ${changeColumns} from changes
    where undone = 0 and ${isOwn(maker)} order by id desc limit ${limit}`)

/** Rows that are gone do not count. */
export const enteredOn = (db: Reader, table: string, day: Day): Promise<Set<number>> =>
  idsOf(
    db,
    sql`select t.id from changes c join change_rows r on r.change_id = c.id
    join ${raw(table)} t on t.id between r.row_id and coalesce(r.last_id, r.row_id)
    where c.made_on = ${day} and c.undone = 0 and r.table_name = ${table} and r.before is null`,
  )

export const standingCount = (db: Reader): Promise<number> => countOf(db, sql`changes where undone = 0`)

/** Null where the change has no sentence any more. */
export const summaryOf = async (db: Reader, changeId: number): Promise<string | null> =>
  (await firstValue<string>(db, sql`select summary from changes where id = ${changeId}`)) || null

/** The order is that of the change. */
export async function rowsOfChange(db: Reader, changeId: number): Promise<Recorded[]> {
  type KeptRow = { table: string; id: number; lastId: number | null; before: string | null; after: string | null }
  const rows = await db.all<KeptRow>(sql`select table_name as "table", row_id as id, last_id as "lastId", before, after
    from change_rows where change_id = ${changeId} order by seq`)
  return rows.map(({ table, id, lastId, before, after }) => {
    const states = { before: rowIn<Row>(before), after: rowIn<Row>(after) }
    return lastId === null ? { table, id, ...states } : { table, id, lastId, ...states }
  })
}

/** Somebody wrote the texts in these columns. */
const written = ['name', 'note', 'text', 'quote', 'closing_note', 'label', 'archived_why']

const textsIn = (rows: Recorded[]): string[] =>
  rows.flatMap(({ before, after }) => {
    const [was, is] = [before, after].map((row) => new Map<string, unknown>(Object.entries(row ?? {})))
    return written.flatMap((column) => {
      const text = is?.get(column)
      return typeof text === 'string' && text !== was?.get(column) ? [text] : []
    })
  })

/** Undefined when no change of one’s own stands. */
export async function lastChange(db: Engine, maker?: Maker): Promise<LastChange | undefined> {
  const [change] = await standingChanges(db, 1, maker)
  return change && { ...change, words: textsIn(await rowsOfChange(db, change.id)) }
}
