import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Engine, Reader } from '#book/engine.ts'
import { type LoggedRow, loggedRows, ownerOf, type Row } from '#book/undo-log.ts'
import { foldName } from '#domain/name.ts'
import { idsOf, listOf, type PersonToErase } from './person.ts'

/** What is or was erased, in numbers; `closed` are changes of others that can no longer be taken back. */
export type Erasure = { rows: { what: string; count: number }[]; changes: number; closed: number }

/** The tables of a person's own rows, each before those that it points to, and what one row is called. */
const ownTables = {
  surprises: 'surprise',
  import_keys: 'import key',
  savings: 'saving',
  loops: 'loop',
  facts: 'fact',
  dates: 'date',
  pulses: 'pulse',
  losses: 'loss',
  absences: 'absence',
  tags: 'tag',
  handles: null, // what they answer to goes with the customer
  touches: 'touch',
  customers: 'customer',
} as const
type OwnTable = keyof typeof ownTables
const ownTableNames = Object.keys(ownTables) as OwnTable[]

/** The tables whose rows hang on a touch. */
const onTouches: string[] = ['surprises', 'import_keys', 'loops']

/** Whether a database has the tables that each book has had from the first. */
export async function isBook(db: Reader): Promise<boolean> {
  const columns = await db.columns()
  return ['customers', 'handles', 'touches', 'changes', 'change_rows'].every((table) => columns.has(table))
}

/** How many rows of each kind a person has in the book. */
export async function rowsOfPerson(db: Reader, { ids }: PersonToErase): Promise<Erasure['rows']> {
  const columns = await db.columns()
  const counts: Erasure['rows'] = []
  for (const table of ownTableNames.toReversed()) {
    const what = ownTables[table]
    if (what === null || !columns.has(table)) continue
    const [row] = await db.all<{ count: number }>(
      sql`select count(*) as count from ${raw(table)} where ${belongs(table, ids)}`,
    )
    if (row && row.count > 0) counts.push({ what, count: row.count })
  }
  return counts
}

function belongs(table: OwnTable, ids: number[]): Sql {
  if (table === 'customers') return sql`id in ${listOf(ids)}`
  const ofTouch = sql`or touch_id in (select t.id from touches t where t.customer_id in ${listOf(ids)})`
  return sql`(customer_id in ${listOf(ids)} ${onTouches.includes(table) ? ofTouch : empty})`
}

/** Whether some of the rows that were inserted at once are a person's. */
async function hasRowsOf(db: Reader, { table, id, lastId }: LoggedRow, ids: number[]): Promise<boolean> {
  const own = ownTableNames.find((each) => each === table)
  if (lastId === null || own === undefined) return false
  const [found] = await db.all(
    sql`select id from ${raw(own)} where id between ${id} and ${lastId} and ${belongs(own, ids)} limit 1`,
  )
  return found !== undefined
}

/** How many changes of the undo log hold rows of a person. */
export async function changesOfPerson(db: Reader, { ids }: PersonToErase): Promise<number> {
  const changes = new Set<number>()
  for await (const logged of loggedRows(db)) {
    const isTheirs = [logged.before, logged.after].some((row) => ids.includes(ownerOf(logged, row) ?? 0))
    if (isTheirs || (await hasRowsOf(db, logged, ids))) changes.add(logged.changeId)
  }
  return changes.size
}

/**
 * Erases a person from a book, or a snapshot of one, and from its undo log, so that what is left of the log can still be
 * taken back (docs/reliability.md, "Erasing"). Runs within a transaction.
 */
export async function erasePerson(db: Engine, person: PersonToErase): Promise<Erasure> {
  const columns = await db.columns()
  const rows = await rowsOfPerson(db, person)
  const log = await eraseFromLog(db, person)
  const { ids } = person
  for (const [table, own] of columns)
    if (own.has('by_id')) await db.run(sql`update ${raw(table)} set by_id = null where by_id in ${listOf(ids)}`)
  if (columns.get('loops')?.has('closing_touch_id')) {
    await db.run(sql`update loops set closing_touch_id = null
      where closing_touch_id in (select t.id from touches t where t.customer_id in ${listOf(ids)})`)
  }
  if (columns.has('savings')) {
    await db.run(sql`update savings set told_by = null, told_on = null
      where told_by in (select t.id from touches t where t.customer_id in ${listOf(ids)})`)
  }
  for (const table of ownTableNames) {
    if (columns.has(table)) await db.run(sql`delete from ${raw(table)} where ${belongs(table, ids)}`)
  }
  for (const { id, value } of await db.all<{ id: number; value: string }>(
    sql`select id, value from settings where key = 'me'`,
  ))
    if (means(person, value)) await db.run(sql`delete from settings where id = ${id}`)
  return { rows, ...log }
}

/** Whether a setting's value names the person: a name, or the beginning of one. */
const means = ({ kind, names }: PersonToErase, value: unknown): boolean =>
  kind === 'teammate' && typeof value === 'string' && [...names].some((name) => name.startsWith(foldName(value)))

/** What the undo log says of a person's rows. */
type Traces = {
  /** The rows that are or were theirs, as `table id`, but for those that are somebody else's now. */
  rows: Set<string>
  /** The last standing change by which a row went from them to somebody else, or the other way: 0 for none. */
  lastPassing: number
}

async function tracesOf(db: Reader, ids: number[]): Promise<Traces> {
  const traces: Traces = { rows: new Set(), lastPassing: 0 }
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
    const [row] = await db.all<{ owner: number }>(
      sql`select customer_id as owner from ${raw(table)} where id = ${Number(id)}`,
    )
    if (row && !ids.includes(row.owner)) traces.rows.delete(place)
  }
  return traces
}

/**
 * Takes a person's rows out of the undo log. A change that has none left counts as taken back; one that has others is kept
 * for them. Where a touch once went between the person and somebody else, no state before that can be had any more, so
 * the changes up to it are closed.
 */
async function eraseFromLog(db: Engine, person: PersonToErase): Promise<Pick<Erasure, 'changes' | 'closed'>> {
  const { ids } = person
  const traces = await tracesOf(db, ids)
  const touched = new Set<number>()
  for await (const logged of loggedRows(db)) {
    const { changeId, seq, table, id } = logged
    const states = [logged.before, logged.after]
    const isTheirs =
      traces.rows.has(`${table} ${id}`) ||
      states.some((row) => ids.includes(ownerOf(logged, row) ?? 0)) ||
      (onTouches.includes(table) && states.some((row) => traces.rows.has(`touches ${row?.['touch_id']}`)))
    const place = sql`change_id = ${changeId} and seq = ${seq}`
    if (isTheirs) {
      touched.add(changeId)
      await db.run(sql`delete from change_rows where ${place}`)
      continue
    }
    if (await hasRowsOf(db, logged, ids)) touched.add(changeId)
    const [before, after] = states.map((row) => withoutMention(table, row, person, traces)) as [Row, Row]
    if (before === logged.before && after === logged.after) continue
    if (table === 'settings') touched.add(changeId)
    await db.run(sql`update change_rows set before = ${jsonOf(before)}, after = ${jsonOf(after)} where ${place}`)
  }
  const closed = await idsOf(db, sql`select id from changes where undone = 0 and id <= ${traces.lastPassing}`)
  await db.run(sql`update changes set undone = 1 where id <= ${traces.lastPassing}`)
  // What was taken back was made in a book with the person: in one without, it cannot be brought back.
  await db.run(sql`delete from change_rows where change_id in (select id from changes where undone = 1)`)
  for (const id of touched) await closeOrKeep(db, id)
  return { changes: touched.size, closed: closed.size }
}

const jsonOf = (row: Row): string | null => (row === null ? null : JSON.stringify(row))

/**
 * A change that lost rows: without any left, it cannot be taken back. What it was is not said any more: it names people.
 */
async function closeOrKeep(db: Engine, id: number): Promise<void> {
  const [left] = await db.all(sql`select seq from change_rows where change_id = ${id} limit 1`)
  if (left) await db.run(sql`update changes set summary = 'a change that was erased in part' where id = ${id}`)
  else await db.run(sql`update changes set summary = 'erased', undone = 1 where id = ${id}`)
}

/** Somebody else's row as it can be put back without the person: it names no teammate, and no touch, that is gone. */
function withoutMention(table: string, row: Row, person: PersonToErase, traces: Traces): Row {
  if (row === null) return null
  if (table === 'settings' && row['key'] === 'me' && means(person, row['value'])) return { ...row, value: 'erased' }
  if (person.ids.includes(Number(row['by_id']))) return withoutMention(table, { ...row, by_id: null }, person, traces)
  if (traces.rows.has(`touches ${row['closing_touch_id']}`)) return { ...row, closing_touch_id: null }
  const isTold = row['told_by'] !== undefined && traces.rows.has(`touches ${row['told_by']}`)
  return isTold ? { ...row, told_by: null, told_on: null } : row
}

/** Leaves a receipt: the day, and what was erased in words that name nobody. */
export const leaveReceipt = (db: Engine, erasedOn: string, what: string): Promise<void> =>
  db.run(sql`insert into receipts (erased_on, what) values (${erasedOn}, ${what})`)
