import sql, { raw } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { countOf, type Engine, type Reader } from '../engine.ts'
import { isOwn, type Maker } from './makers.ts'
import { jsonOf, type Recorded, type Row, rowIn } from './recorded.ts'

const loggedColumns = ['change_id', 'seq', 'table_name', 'row_id', 'last_id', 'before', 'after']

/**
 * Keeps the recorded rows as one change, which `cl undo` can take back.
 * @returns its number; null where nothing was recorded
 */
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

/** Gives a change the key by which it is known again where it may be sent more than once. */
export const markChange = (engine: Engine, id: number, key: string): Promise<void> =>
  engine.run(sql`update changes set key = ${key} where id = ${id}`)

/** The number of the change with a key, taken back or not; null where there is none. */
export async function changeOf(db: Reader, key: string): Promise<number | null> {
  const [found] = await db.all<{ id: number }>(sql`select id from changes where key = ${key}`)
  return found?.id ?? null
}

/** Keeps the rows of a change, in their order. */
export async function keepRows(engine: Engine, changeId: number, recorded: Recorded[]): Promise<void> {
  const rows = recorded.map(({ table, id, lastId, before, after }, seq) => {
    return [changeId, seq, table, id, lastId ?? null, jsonOf(before), jsonOf(after)]
  })
  await engine.insertMany('change_rows', loggedColumns, rows)
}

/** One change that stands and can be taken back; `madeBy` is null where the book does not know its maker. */
export type Change = { id: number; madeOn: Day; summary: string; madeBy: string | null }

/** A change with every text that it wrote, and that is gone without it. */
export type LastChange = Change & { words: string[] }

export const changeColumns = sql`id, made_on as "madeOn", summary, made_by as "madeBy"`

/** The changes that stand, the last one first: of everybody, or of a maker. */
export const standingChanges = (db: Reader, limit: number, maker?: Maker): Promise<Change[]> =>
  db.all<Change>(sql`select ${changeColumns} from changes
    where undone = 0 and ${isOwn(maker)} order by id desc limit ${limit}`)

/** The ids of a table's rows that were entered on a day, and are there. */
export async function enteredOn(db: Reader, table: string, day: Day): Promise<Set<number>> {
  const rows = await db.all<{ id: number }>(sql`select t.id from changes c join change_rows r on r.change_id = c.id
    join ${raw(table)} t on t.id between r.row_id and coalesce(r.last_id, r.row_id)
    where c.made_on = ${day} and c.undone = 0 and r.table_name = ${table} and r.before is null`)
  return new Set(rows.map(({ id }) => id))
}

export const standingCount = (db: Reader): Promise<number> => countOf(db, sql`changes where undone = 0`)

/** The sentence for a change, whether or not it stands; null where it has none any more. */
export async function summaryOf(db: Reader, changeId: number): Promise<string | null> {
  const [change] = await db.all<{ summary: string }>(sql`select summary from changes where id = ${changeId}`)
  return change?.summary || null
}

/** The rows that a change recorded, in its order. */
export async function rowsOfChange(db: Reader, changeId: number): Promise<Recorded[]> {
  type KeptRow = { table: string; id: number; lastId: number | null; before: string | null; after: string | null }
  const rows = await db.all<KeptRow>(sql`select table_name as "table", row_id as id, last_id as "lastId", before, after
    from change_rows where change_id = ${changeId} order by seq`)
  return rows.map(({ table, id, lastId, before, after }) => {
    const states = { before: rowIn<Row>(before), after: rowIn<Row>(after) }
    return lastId === null ? { table, id, ...states } : { table, id, lastId, ...states }
  })
}

/** The columns that hold a text which somebody wrote. */
const written = ['name', 'note', 'text', 'quote', 'closing_note', 'label', 'archived_why']

const textsIn = (rows: Recorded[]): string[] =>
  rows.flatMap(({ before, after }) => {
    const [was, is] = [before, after].map((row) => new Map<string, unknown>(Object.entries(row ?? {})))
    return written.flatMap((column) => {
      const text = is?.get(column)
      return typeof text === 'string' && text !== was?.get(column) ? [text] : []
    })
  })

/** The last change of one’s own that stands, with every text that it wrote; undefined when none stands. */
export async function lastChange(db: Engine, maker?: Maker): Promise<LastChange | undefined> {
  const [change] = await standingChanges(db, 1, maker)
  return change && { ...change, words: textsIn(await rowsOfChange(db, change.id)) }
}
