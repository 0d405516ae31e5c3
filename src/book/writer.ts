import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Day } from '#domain/day.ts'
import type { NewRow, Rows, TableName } from '#tables/tables.ts'
import type { Engine, Reader, Value } from './engine.ts'

/** One row before and after; or, with `lastId`, all that were inserted from `id` to there. */
type Recorded = { table: TableName; id: number; lastId?: number; before: object | null; after: object | null }

/** Changes a book, and remembers each row before and after, so that the whole change can be taken back. */
export interface Writer extends Reader {
  /** @returns the row as it was stored, with its id */
  insert<T extends TableName>(table: T, row: NewRow<T>): Promise<Rows[T]>
  /** @returns the row as it is now */
  update<T extends TableName>(table: T, id: number, changes: NewRow<T>): Promise<Rows[T]>
  remove(table: TableName, id: number): Promise<void>
  /**
   * Inserts many rows, each as its values in the order of the columns; they are taken back as one.
   * @returns the id of the first; those of the others follow it
   */
  insertMany<T extends TableName>(table: T, columns: (keyof NewRow<T> & string)[], rows: Value[][]): Promise<number>
}

const columnsOf = (row: object): Sql => join(Object.keys(row).map((column) => raw(column)))
const valuesOf = (row: object): Sql => join(Object.values(row))
const assignments = (row: object): Sql =>
  join(Object.entries(row).map(([column, value]) => sql`${raw(column)} = ${value}`))

const insertion = (table: TableName, row: object): Sql =>
  sql`insert into ${raw(table)} (${columnsOf(row)}) values (${valuesOf(row)}) returning *`
const alteration = (table: TableName, id: number, row: object): Sql =>
  sql`update ${raw(table)} set ${assignments(row)} where id = ${id} returning *`
const deletion = (table: TableName, id: number, lastId = id): Sql =>
  sql`delete from ${raw(table)} where id between ${id} and ${lastId}`

/** A writer on `engine`, and what it has recorded so far. */
export function recordingWriter(engine: Engine): { writer: Writer; recorded: Recorded[] } {
  const recorded: Recorded[] = []
  const stored = async <T extends TableName>(query: Sql): Promise<Rows[T]> => {
    const [row] = await engine.all<Rows[T]>(query)
    if (!row) throw new Error('A row that was to be changed is not there.')
    return row
  }
  const rowWith = <T extends TableName>(table: T, id: number) =>
    stored<T>(sql`select * from ${raw(table)} where id = ${id}`)
  const writer: Writer = {
    all: (query) => engine.all(query),
    cells: (query) => engine.cells(query),
    columns: () => engine.columns(),
    async insert<T extends TableName>(table: T, row: NewRow<T>) {
      const after = await stored<T>(insertion(table, row))
      recorded.push({ table, id: after.id, before: null, after })
      return after
    },
    async update<T extends TableName>(table: T, id: number, changes: NewRow<T>) {
      const before = await rowWith(table, id)
      const after = Object.keys(changes).length === 0 ? before : await stored<T>(alteration(table, id, changes))
      if (JSON.stringify(before) !== JSON.stringify(after)) recorded.push({ table, id, before, after })
      return after
    },
    async remove(table, id) {
      const before = await rowWith(table, id)
      await engine.run(deletion(table, id))
      recorded.push({ table, id, before, after: null })
    },
    async insertMany(table, columns, rows) {
      if (rows.length === 0) return 0
      const { first, last } = await engine.insertMany(table, columns, rows)
      const before = recorded.at(-1)
      if (before?.lastId === first - 1 && before.table === table) before.lastId = last
      else recorded.push({ table, id: first, lastId: last, before: null, after: null })
      return first
    },
  }
  return { writer, recorded }
}

/**
 * Keeps what was recorded as one change, which `cl undo` can take back.
 * @returns its number; null where nothing was recorded
 */
export async function keepChange(
  engine: Engine,
  recorded: Recorded[],
  madeOn: Day,
  summary: string,
): Promise<number | null> {
  if (recorded.length === 0) return null
  const [change] = await engine.all<{ id: number }>(
    sql`insert into changes (made_on, summary) values (${madeOn}, ${summary}) returning id`,
  )
  if (!change) throw new Error('The change was not kept.')
  for (const [seq, { table, id, lastId, before, after }] of recorded.entries()) {
    await engine.run(sql`insert into change_rows (change_id, seq, table_name, row_id, last_id, before, after)
      values (${change.id}, ${seq}, ${table}, ${id}, ${lastId ?? null}, ${jsonOrNull(before)}, ${jsonOrNull(after)})`)
  }
  return change.id
}

const jsonOrNull = (row: object | null): string | null => (row === null ? null : JSON.stringify(row))

/** One change that stands and can be taken back. */
export type Change = { id: number; madeOn: Day; summary: string }

/** The changes that stand, the last one first. */
export const standingChanges = (db: Reader, limit: number): Promise<Change[]> =>
  db.all<Change>(sql`select id, made_on as "madeOn", summary from changes
    where undone = 0 order by id desc limit ${limit}`)

/** The ids of a table's rows that were entered on a day. */
export async function enteredOn(db: Reader, table: TableName, day: Day): Promise<Set<number>> {
  const rows = await db.all<{ id: number }>(sql`select r.row_id as id
    from changes c join change_rows r on r.change_id = c.id
    where c.made_on = ${day} and c.undone = 0 and r.table_name = ${table} and r.before is null`)
  return new Set(rows.map(({ id }) => id))
}

/** How many changes stand. */
export async function standingCount(db: Reader): Promise<number> {
  const [found] = await db.all<{ count: number }>(sql`select count(*) as count from changes where undone = 0`)
  return found?.count ?? 0
}

/** A row of a change, as it is kept. */
type KeptRow = { table: TableName; id: number; lastId: number | null; before: string | null; after: string | null }

const rowsOf = (engine: Engine, changeId: number): Promise<KeptRow[]> =>
  engine.all<KeptRow>(sql`select table_name as "table", row_id as id, last_id as "lastId", before, after from change_rows
    where change_id = ${changeId} order by seq`)

/** The columns in which a row holds what somebody wrote. */
const written = ['name', 'note', 'text', 'quote', 'closing_note', 'label', 'archived_why']

/** Every text that a change wrote, and that is gone without it. */
const wordsOf = (rows: KeptRow[]): string[] =>
  rows.flatMap(({ before, after }) => {
    if (after === null) return []
    const [was, is] = [JSON.parse(before ?? '{}'), JSON.parse(after)] as Record<string, unknown>[]
    return written.flatMap((column) => {
      const text = is?.[column]
      return typeof text === 'string' && text !== was?.[column] ? [text] : []
    })
  })

/** The last change that stands, with every text that it wrote; undefined when none stands. */
export async function lastChange(db: Engine): Promise<(Change & { words: string[] }) | undefined> {
  const [change] = await standingChanges(db, 1)
  return change && { ...change, words: wordsOf(await rowsOf(db, change.id)) }
}

/**
 * Takes back the last change that stands, row by row and backwards.
 * @param only the number that it must have, where one is meant
 * @returns the change, or undefined when none stands, or another one does
 */
export async function takeBackLastChange(engine: Engine, only?: number): Promise<Change | undefined> {
  const [change] = await standingChanges(engine, 1)
  if (!change || (only !== undefined && change.id !== only)) return undefined
  for (const { table, id, lastId, before, after } of (await rowsOf(engine, change.id)).reverse()) {
    if (before === null) await engine.run(deletion(table, id, lastId ?? id))
    else if (after === null) await engine.all(insertion(table, JSON.parse(before)))
    else await engine.all(alteration(table, id, JSON.parse(before)))
  }
  await engine.run(sql`update changes set undone = 1 where id = ${change.id}`)
  return change
}

/**
 * The changes that can be brought back, the one that was taken back last first: those after which nothing was changed, and
 * whose rows are kept (an erasure keeps none).
 */
export const undoneChanges = (db: Reader, limit: number): Promise<Change[]> =>
  db.all<Change>(sql`select id, made_on as "madeOn", summary from changes
    where undone = 1 and id > (select coalesce(max(id), 0) from changes where undone = 0)
      and exists (select 1 from change_rows where change_id = changes.id) order by id limit ${limit}`)

/**
 * Brings back the change that was taken back last, row by row, with the numbers that the rows had.
 * @returns the change; undefined when there is none; `lost` when rows of it were many at once, and are not kept
 */
export async function bringBack(engine: Engine): Promise<Change | 'lost' | undefined> {
  const [change] = await undoneChanges(engine, 1)
  if (!change) return undefined
  const rows = await rowsOf(engine, change.id)
  if (rows.some(({ before, after }) => before === null && after === null)) return 'lost'
  for (const { table, id, before, after } of rows) {
    if (after === null) await engine.run(deletion(table, id))
    else if (before === null) await engine.all(insertion(table, JSON.parse(after)))
    else await engine.all(alteration(table, id, JSON.parse(after)))
  }
  await engine.run(sql`update changes set undone = 0 where id = ${change.id}`)
  return change
}
