import sql, { join, raw } from 'sql-template-tag'
import { jsonOf } from '#book/changes/recorded.ts'
import { type LoggedRow, type LoggedState, loggedRows } from '#book/changes/undo-log.ts'
import { allValues, type Engine, firstValue, idsOf, isAny, type Reader } from '#book/engine.ts'
import { foldName } from '#domain/customers/name.ts'
import { belongsTo, type CountedRows, listOf, rowsCounted, touchesOf } from '#tables/belonging.ts'
import { columnsThatAre, emptiedIn, ownTables, tablesWith } from '#tables/meanings.ts'
import type { TableName } from '#tables/tables.ts'
import { type CustomerToErase, namesNow, ownerOf } from './customer.ts'

/** Changes that are `closed` are others', and can no longer be taken back. */
export type Erasure = { rows: CountedRows; changes: number; closed: number }

/** Each book has had these tables from the first. */
export async function isBook(db: Reader): Promise<boolean> {
  const columns = await db.columns()
  return ['customers', 'handles', 'touches', 'changes', 'change_rows'].every((table) => columns.has(table))
}

export async function rowsOfCustomer(db: Reader, { ids }: CustomerToErase): Promise<CountedRows> {
  const columns = await db.columns()
  const there = ownTables.filter((table) => columns.has(table))
  return rowsCounted(db, there, (table) => belongsTo(table, ids))
}

/** The customer's rows among those that were inserted at once. */
async function theirsIn(db: Reader, { table, id, lastId }: LoggedRow, ids: number[]): Promise<Set<number>> {
  const own = ownTables.find((each) => each === table)
  if (lastId === null || own === undefined) return new Set()
  return idsOf(db, sql`select id from ${raw(own)} where id between ${id} and ${lastId} and ${belongsTo(own, ids)}`)
}

export async function changesOfCustomer(db: Reader, { ids }: CustomerToErase): Promise<number> {
  const changes = new Set<number>()
  for await (const logged of loggedRows(db)) {
    const isTheirs = [logged.before, logged.after].some((row) => ids.includes(ownerOf(logged, row) ?? 0))
    if (isTheirs || (await theirsIn(db, logged, ids)).size > 0) changes.add(logged.changeId)
  }
  return changes.size
}

/**
 * Erases a customer from a book, or a snapshot of one, and from its undo log, so that the rest of the log can still be
 * taken back (docs/reliability.md, "Erasing"). Runs within a transaction.
 */
export async function eraseCustomer(db: Engine, whom: CustomerToErase): Promise<Erasure> {
  const columns = await db.columns()
  const rows = await rowsOfCustomer(db, whom)
  const traces = await tracesOf(db, whom)
  const log = await eraseFromLog(db, traces)
  const { ids } = whom
  const isThere = (table: TableName) => columns.has(table)
  // A snapshot may be of a version without the column.
  const isIn = (table: TableName) => (column: string) => columns.get(table)?.has(column)
  for (const table of tablesWith('teammate')) {
    if (!isIn(table)('by_id')) continue
    await db.run(sql`update ${raw(table)} set by_id = null where by_id in ${listOf(ids)}`)
  }
  for (const table of tablesWith('mention')) {
    const emptied = emptiedIn(table).map((column) => sql`${raw(column)} = null`)
    for (const column of columnsThatAre(table, 'mention').filter(isIn(table))) {
      await db.run(sql`update ${raw(table)} set ${join(emptied)} where ${raw(column)} in ${touchesOf(ids)}`)
    }
  }
  for (const table of ownTables.toReversed().filter(isThere)) {
    await db.run(sql`delete from ${raw(table)} where ${belongsTo(table, ids)}`)
  }
  const me = await firstValue(db, sql`select value from settings where key = 'me'`)
  if (me !== null && traces.isThem(me)) await db.run(sql`delete from settings where key = 'me'`)
  return { rows, ...log }
}

type IsThem = (value: unknown) => boolean

/** The beginning of a name means a teammate, too, unless it is the whole name of somebody else in the book. */
async function settingThatIs(db: Reader, { ids, kind, names }: CustomerToErase): Promise<IsThem> {
  if (kind !== 'teammate') return () => false
  const others = new Set([...(await namesNow(db))].flatMap(([id, theirs]) => (ids.includes(id) ? [] : [...theirs])))
  return (value) => {
    const name = foldName(String(value))
    return !others.has(name) && [...names].some((theirs) => theirs.startsWith(name))
  }
}

type Traces = {
  ids: number[]
  isThem: IsThem
  /** `table id`; somebody else's rows of now are left out. */
  rows: Set<string>
  /** The last standing change by which a row went from them to somebody else, or the other way: 0 for none. */
  lastPassing: number
}

async function tracesOf(db: Reader, whom: CustomerToErase): Promise<Traces> {
  const { ids } = whom
  const traces: Traces = { ids, isThem: await settingThatIs(db, whom), rows: new Set(), lastPassing: 0 }
  const others = new Set<string>()
  for await (const logged of loggedRows(db)) {
    const owners = [ownerOf(logged, logged.before), ownerOf(logged, logged.after)].filter((owner) => owner !== null)
    const isTheirs = owners.some((owner) => ids.includes(owner))
    if (!isTheirs) continue
    const place = `${logged.table} ${logged.id}`
    traces.rows.add(place)
    if (owners.every((owner) => ids.includes(owner))) continue
    if (logged.undone === 0) traces.lastPassing = logged.changeId
    others.add(place)
  }
  for (const place of others) {
    const [table = '', id = ''] = place.split(' ')
    const [owner] = await allValues<number>(db, sql`select customer_id from ${raw(table)} where id = ${Number(id)}`)
    if (owner !== undefined && !ids.includes(owner)) traces.rows.delete(place)
  }
  return traces
}

/**
 * Takes a customer's rows out of the undo log. A change that has none left counts as taken back; one that has others is kept
 * for them. Where a touch once went between the customer and somebody else, no state before that can be had any more, so
 * the changes up to it are closed.
 */
async function eraseFromLog(db: Engine, traces: Traces): Promise<Pick<Erasure, 'changes' | 'closed'>> {
  const touched = new Set<number>()
  for await (const logged of loggedRows(db)) {
    const { changeId, seq, table } = logged
    const theirs = await theirsIn(db, logged, traces.ids)
    addTraced(theirs, logged, traces)
    const place = sql`change_id = ${changeId} and seq = ${seq}`
    if (isOfCustomer(logged, traces, theirs)) {
      touched.add(changeId)
      await db.run(sql`delete from change_rows where ${place}`)
      continue
    }
    if (theirs.size > 0) touched.add(changeId)
    const before = withoutMention(table, logged.before, traces)
    const after = withoutMention(table, logged.after, traces)
    if (before === logged.before && after === logged.after) continue
    if (table === 'settings') touched.add(changeId)
    await db.run(sql`update change_rows set before = ${jsonOf(before)}, after = ${jsonOf(after)} where ${place}`)
  }
  const closed = await idsOf(db, sql`select id from changes where undone = 0 and id <= ${traces.lastPassing}`)
  await db.run(sql`update changes set undone = 1 where id <= ${traces.lastPassing}`)
  // Changes that were taken back were made in a book with the person: in one without, they cannot be brought back.
  await db.run(sql`delete from change_rows where change_id in (select id from changes where undone = 1)`)
  for (const id of touched) await closeOrKeep(db, id)
  return { changes: touched.size, closed: closed.size }
}

/** Rows that were inserted at once, and were the customer's once, went since. */
function addTraced(theirs: Set<number>, { table, id, lastId }: LoggedRow, { rows }: Traces): void {
  for (let each = id; each <= (lastId ?? 0); each += 1) if (rows.has(`${table} ${each}`)) theirs.add(each)
}

/** @param theirs the customer's among the rows that were inserted at once */
function isOfCustomer(logged: LoggedRow, { ids, rows }: Traces, theirs: Set<number>): boolean {
  const { table, id, lastId, before, after } = logged
  if (lastId !== null) return theirs.size > lastId - id
  return (
    rows.has(`${table} ${id}`) ||
    [before, after].some((row) => ids.includes(ownerOf(logged, row) ?? 0)) ||
    [before, after].some((row) => rows.has(`touches ${row?.['touch_id']}`))
  )
}

/** A change without any row left cannot be taken back. Its summary goes, since it names people. */
async function closeOrKeep(db: Engine, id: number): Promise<void> {
  const isLeft = await isAny(db, sql`change_rows where change_id = ${id}`)
  if (isLeft) await db.run(sql`update changes set summary = 'a change that was erased in part' where id = ${id}`)
  else await db.run(sql`update changes set summary = 'erased', undone = 1 where id = ${id}`)
}

/** The row can be put back without the customer: it names no teammate, and no touch, that is gone. */
function withoutMention(table: string, row: LoggedState, traces: Traces): LoggedState {
  const { ids, isThem, rows } = traces
  if (row === null) return null
  if (table === 'settings' && row['key'] === 'me' && isThem(row['value'])) return { ...row, value: 'erased' }
  if (ids.includes(Number(row['by_id']))) return withoutMention(table, { ...row, by_id: null }, traces)
  const mentioning = tablesWith('mention').find((each) => each === table)
  if (!mentioning) return row
  const isGone = columnsThatAre(mentioning, 'mention').some((column) => rows.has(`touches ${row[column]}`))
  return isGone ? { ...row, ...Object.fromEntries(emptiedIn(mentioning).map((column) => [column, null])) } : row
}

/** The receipt names nobody: the day, the erased rows in words, and the customer's numbers, for the other laptops of a book on a server. */
export const leaveReceipt = (db: Engine, erasedOn: string, what: string, { ids }: CustomerToErase): Promise<void> =>
  db.run(sql`insert into receipts (erased_on, what, whom) values (${erasedOn}, ${what}, ${JSON.stringify(ids)})`)
