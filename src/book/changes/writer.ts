import sql, { join, raw, type Sql } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { type Engine, type Reader, RowRefused, type Value } from '../engine.ts'
import {
  addedAndTakenBack,
  inTheWay,
  isOwn,
  lastOfOthers,
  lastTakenBackByOthers,
  type Maker,
  othersChanged,
  type PointersTo,
} from './makers.ts'
import { type RowWriter, type Writer, writerOf } from './row-writer.ts'

export type { Writer } from './row-writer.ts'

type Row = { id: number }

/** One row before and after; or, with `lastId`, all that were inserted from `id` to there. */
export type Recorded = { table: string; id: number; lastId?: number; before: Row | null; after: Row | null }

const insertion = (table: string, row: object): Sql =>
  sql`insert into ${raw(table)} (${join(Object.keys(row).map((column) => raw(column)))})
    values (${join(Object.values(row))}) returning *`

/** A writer on `engine`, and what it has recorded so far. */
export function recordingWriter(engine: Engine): { writer: Writer; recorded: Recorded[] } {
  const recorded: Recorded[] = []
  const rowWriter: RowWriter = {
    async insert<R extends Row>(table: string, row: object) {
      const [after] = await engine.all<R>(insertion(table, row))
      if (!after) throw new Error('A row was not inserted.')
      recorded.push({ table, id: after.id, before: null, after })
      return after
    },
    async insertMany(table, columns, rows) {
      if (rows.length === 0) return 0
      // In the order in which they were begun: what is inserted beside each other may be done in any.
      const inserted: Recorded = { table, id: 0, before: null, after: null }
      recorded.push(inserted)
      const { first, last } = await engine.insertMany(table, columns, rows)
      const at = recorded.indexOf(inserted)
      const before = recorded[at - 1]
      if (before?.lastId !== first - 1 || before.table !== table) Object.assign(inserted, { id: first, lastId: last })
      else {
        before.lastId = last
        recorded.splice(at, 1)
      }
      return first
    },
    async update<R extends Row>(table: string, condition: Sql, changes: (row: R) => object) {
      const rows = await engine.all<R>(sql`select * from ${raw(table)} where ${condition} order by id`)
      const pairs = rows.map((before) => ({ before, after: { ...before, ...changes(before) } }))
      const changed = pairs.filter(({ before, after }) => differing(before, after).length > 0)
      for (const { before, after } of changed) recorded.push({ table, id: before.id, before, after })
      await write(
        engine,
        changed.map(({ before, after }) => alteration(table, before, after)),
      )
      return pairs.map(({ after }) => after)
    },
    async remove(table, condition) {
      const rows = await engine.all<Row>(sql`delete from ${raw(table)} where ${condition} returning *`)
      for (const before of rows.sort((a, b) => b.id - a.id))
        recorded.push({ table, id: before.id, before, after: null })
      return rows.length
    },
  }
  const reader: Reader = {
    all: (query) => engine.all(query),
    cells: (query) => engine.cells(query),
    columns: () => engine.columns(),
    laptop: engine.laptop,
  }
  return { writer: writerOf(reader, rowWriter), recorded }
}

/** Rows that are written at once: all in the same columns of one table. `deleted` are those from an id to another. */
type Step =
  | { how: 'delete'; table: string; id: number; lastId: number }
  | { how: 'insert' | 'update'; table: string; columns: string[]; rows: Value[][] }

/** The columns in which a row is another now. */
const differing = (before: object, after: object): string[] =>
  Object.entries(after).flatMap(([column, value]) => (value === before[column as keyof object] ? [] : [column]))

/** What a row holds in the columns in which it is another now. */
const differences = (before: Row, after: Row): Row => ({
  ...Object.fromEntries(differing(before, after).map((column) => [column, after[column as keyof Row]])),
  id: after.id,
})

const valuesOf = (row: object, columns: string[]): Value[] => columns.map((column) => row[column as keyof object])

function alteration(table: string, before: Row, after: Row): Step {
  const columns = differing(before, after)
  return { how: 'update', table, columns, rows: [[...valuesOf(after, columns), before.id]] }
}

/** Makes one recorded row, or those inserted at once, what it is to be. */
function stepTo({ table, id, lastId }: Recorded, from: Row | null, to: Row | null): Step {
  if (to === null) return { how: 'delete', table, id, lastId: lastId ?? id }
  if (from !== null) return alteration(table, from, to)
  const columns = Object.keys(to)
  return { how: 'insert', table, columns, rows: [valuesOf(to, columns)] }
}

/** Takes a recorded row back. */
const reversal = (row: Recorded): Step => stepTo(row, row.after, row.before)

/** Does again what was recorded of a row. */
const repetition = (row: Recorded): Step => stepTo(row, row.before, row.after)

/** Makes a step do the next one, too, where they are of a kind; says whether it does. */
function takesIn(step: Step, next: Step): boolean {
  if (step.how === 'delete') {
    if (next.how !== 'delete' || next.table !== step.table || next.lastId !== step.id - 1) return false
    step.id = next.id
    return true
  }
  if (next.how !== step.how || next.table !== step.table || `${next.columns}` !== `${step.columns}`) return false
  for (const row of next.rows) step.rows.push(row)
  return true
}

/** Takes steps in their order, those that are of a kind and follow each other at once. */
async function write(engine: Engine, steps: Step[]): Promise<void> {
  const merged: Step[] = []
  for (const step of steps) {
    const last = merged.at(-1)
    if (!last || !takesIn(last, step)) merged.push(step)
  }
  for (const step of merged) await take(engine, step)
}

async function take(engine: Engine, step: Step): Promise<void> {
  const { table } = step
  if (step.how === 'delete') {
    await engine.run(sql`delete from ${raw(table)} where id between ${step.id} and ${step.lastId}`)
  } else if (step.how === 'insert') await engine.insertMany(table, step.columns, step.rows)
  // Where somebody was erased from a row, nothing may be left that differs.
  else if (step.columns.length > 0) await engine.updateMany(table, step.columns, step.rows)
}

const loggedColumns = ['change_id', 'seq', 'table_name', 'row_id', 'last_id', 'before', 'after']
/** Changes of one’s own that were taken back, and since which one has made no other. */
const isLastUndone = (maker: Maker | undefined): Sql => sql`undone = 1 and ${isOwn(maker)}
  and id > (select coalesce(max(id), 0) from changes where undone = 0 and ${isOwn(maker)})`

/**
 * Keeps what was recorded as one change, which `cl undo` can take back.
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
  const [change] = await engine.all<{ id: number }>(
    sql`insert into changes (made_on, summary, made_by) values (${madeOn}, ${summary}, ${maker?.name ?? null}) returning id`,
  )
  if (!change) throw new Error('The change was not kept.')
  await keepRows(engine, change.id, recorded)
  return change.id
}

async function keepRows(engine: Engine, changeId: number, recorded: Recorded[]): Promise<void> {
  const rows = recorded.map(({ table, id, lastId, before, after }, seq) => {
    return [changeId, seq, table, id, lastId ?? null, jsonOrNull(before), jsonOrNull(after)]
  })
  await engine.insertMany('change_rows', loggedColumns, rows)
}

const jsonOrNull = (row: object | null): string | null => (row === null ? null : JSON.stringify(row))

/** One change that stands and can be taken back; `madeBy` is null where the book does not know by whom. */
export type Change = { id: number; madeOn: Day; summary: string; madeBy: string | null }

const changeColumns = sql`id, made_on as "madeOn", summary, made_by as "madeBy"`

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

/** How many changes stand. */
export async function standingCount(db: Reader): Promise<number> {
  const [found] = await db.all<{ count: number }>(sql`select count(*) as count from changes where undone = 0`)
  return found?.count ?? 0
}

/** The sentence for a change, whether or not it stands; null where it has none any more. */
export async function summaryOf(db: Reader, changeId: number): Promise<string | null> {
  const [change] = await db.all<{ summary: string }>(sql`select summary from changes where id = ${changeId}`)
  return change?.summary || null
}

/** What a change recorded, in its order. */
export async function rowsOfChange(db: Reader, changeId: number): Promise<Recorded[]> {
  const rows = await db.cells<[string, number, number | null, string | null, string | null]>(
    sql`select table_name, row_id, last_id, before, after from change_rows where change_id = ${changeId} order by seq`,
  )
  const rowIn = (json: string | null): Row | null => (json === null ? null : JSON.parse(json))
  return rows.map(([table, id, lastId, before, after]) => ({
    table,
    id,
    ...(lastId === null ? {} : { lastId }),
    before: rowIn(before),
    after: rowIn(after),
  }))
}

/** The columns in which a row holds what somebody wrote. */
const written = ['name', 'note', 'text', 'quote', 'closing_note', 'label', 'archived_why']

/** Every text that a change wrote, and that is gone without it. */
const wordsOf = (rows: Recorded[]): string[] =>
  rows.flatMap(({ before, after }) => {
    const [was, is] = [before, after].map((row) => new Map<string, unknown>(Object.entries(row ?? {})))
    return written.flatMap((column) => {
      const text = is?.get(column)
      return typeof text === 'string' && text !== was?.get(column) ? [text] : []
    })
  })

/** The last change of one’s own that stands, with every text that it wrote; undefined when none stands. */
export async function lastChange(db: Engine, maker?: Maker): Promise<(Change & { words: string[] }) | undefined> {
  const [change] = await standingChanges(db, 1, maker)
  return change && { ...change, words: wordsOf(await rowsOfChange(db, change.id)) }
}

/** How many rows that were inserted at once are kept when a change is taken back: more would make the book much larger. */
const keptAtMost = 10_000

/** How many rows a change inserted at once. */
const insertedAtOnce = (rows: Recorded[]): number =>
  rows.reduce((sum, { id, lastId }) => sum + (lastId === undefined ? 0 : lastId - id + 1), 0)

/** Rows that were inserted at once, each by itself as it is now. */
async function inFull(engine: Engine, recorded: Recorded): Promise<Recorded[]> {
  const { table, id, lastId } = recorded
  if (lastId === undefined) return [recorded]
  const rows = await engine.all<Row>(sql`select * from ${raw(table)} where id between ${id} and ${lastId} order by id`)
  return rows.map((after) => ({ table, id: after.id, before: null, after }))
}

/** Whose change is taken back: the last one of `maker`, if it has the number `only`, where one is meant. */
export type TakingBack = {
  maker?: Maker | undefined
  only?: number | undefined
  pointersTo?: PointersTo | undefined
}

/**
 * Takes back the last change that stands.
 * @returns the change, or undefined when none stands, or another one does
 * @throws cannot, naming who has changed the same since
 */
export async function takeBackLastChange(
  engine: Engine,
  { maker, only, pointersTo = () => [] }: TakingBack = {},
): Promise<Change | undefined> {
  const [change] = await standingChanges(engine, 1, maker)
  if (!change || (only !== undefined && change.id !== only)) return undefined
  const rows = await rowsOfChange(engine, change.id)
  const since = await lastOfOthers(engine, change.id, maker)
  if (since && maker) {
    const added = new Set(
      rows.filter(({ before, lastId }) => before === null || lastId !== undefined).map(({ table }) => table),
    )
    const others = await inTheWay(engine, change.id, maker, added, pointersTo)
    if (others) throw othersChanged('taken back', others)
  }
  await unlessRefused(since, 'taken back', () => takeBack(engine, change, rows, maker))
  return change
}

/** A row may also be refused for what nobody can look for, such as a name that somebody else has taken. */
async function unlessRefused(
  since: Awaited<ReturnType<typeof lastOfOthers>>,
  did: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw since && error instanceof RowRefused ? othersChanged(did, since) : error
  }
}

/**
 * Takes a change back, row by row and backwards. Rows that were inserted at once are kept as they were then: they are read
 * when all that came after them is taken back.
 */
async function takeBack(engine: Engine, change: Change, rows: Recorded[], maker: Maker | undefined): Promise<void> {
  const keeps = insertedAtOnce(rows) <= keptAtMost
  const kept: Recorded[][] = []
  let steps: Step[] = []
  for (const row of rows.toReversed()) {
    if (row.lastId !== undefined) {
      await write(engine, steps)
      steps = []
    }
    kept.push(keeps ? await inFull(engine, row) : [row])
    steps.push(reversal(row))
  }
  await write(engine, steps)
  await engine.run(sql`delete from change_rows where change_id = ${change.id}`)
  await keepRows(engine, change.id, kept.reverse().flat())
  await engine.run(sql`update changes set undone = 1 where id = ${change.id}`)
  // What was taken back before this one was made may clash with it: a change without a summary is not brought back.
  await engine.run(sql`update changes set summary = ''
    where undone = 1 and id < ${change.id} and summary <> '' and ${isOwn(maker)}`)
}

/**
 * The changes that were taken back, the one that was taken back last first. Their maker has made no other since they were taken
 * back, and their rows are kept (an erasure keeps none).
 */
const undoneChanges = (db: Reader, limit: number, maker?: Maker): Promise<Change[]> =>
  db.all<Change>(sql`select ${changeColumns} from changes
    where ${isLastUndone(maker)} and summary <> '' and exists (select 1 from change_rows where change_id = changes.id) order by id limit ${limit}`)

const isLost = sql`exists (select 1 from change_rows where change_id = changes.id and before is null and after is null)`

/** The undone changes that can be brought back one after another: those before the first of which too many rows were not kept. */
export const changesThatComeBack = async (db: Reader, limit: number, maker?: Maker): Promise<Change[]> => {
  const undone = await undoneChanges(db, limit, maker)
  const [lost] = await db.all<{ id: number }>(
    sql`select id from changes where ${isLastUndone(maker)} and ${isLost} order by id limit 1`,
  )
  return undone.filter(({ id }) => lost === undefined || id < lost.id)
}

/**
 * Brings back the change that was taken back last, row by row, with the numbers that the rows had.
 * @returns the change; undefined when there is none; `lost` when too many of its rows were inserted at once to be kept
 * @throws cannot, naming who has changed the same since
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

/** Does a change again on the rows as they are by now, and keeps these as what was before it. */
async function doAnew(engine: Engine, changeId: number, rows: Recorded[]): Promise<void> {
  const anew = await onRowsOfNow(engine, rows)
  await write(engine, anew.map(repetition))
  await engine.run(sql`delete from change_rows where change_id = ${changeId}`)
  await keepRows(engine, changeId, anew)
}

/** What a change does to its rows, from what others have made of them since, or have taken back, to that with its own columns. */
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
