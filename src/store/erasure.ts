import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { Kind } from '../domain/customer.ts'
import { foldName } from '../domain/name.ts'
import type { Engine, Reader } from './engine.ts'

/** Rows of the undo log that are read at once. */
const page = 1_000

/** Whom to erase. */
export type Person = {
  /** The customer, and those who were merged into them and are not in the book any more. */
  ids: number[]
  kind: Kind
  /** Every name and alias that they ever had, as it is compared. */
  names: Set<string>
}

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
  tags: 'tag',
  handles: null, // what they answer to goes with the customer
  touches: 'touch',
  customers: 'customer',
} as const
type OwnTable = keyof typeof ownTables
const ownTableNames = Object.keys(ownTables) as OwnTable[]

/** The tables whose rows hang on a touch. */
const onTouches: string[] = ['surprises', 'import_keys', 'loops']

type Row = Record<string, unknown> | null
type LoggedRow = {
  changeId: number
  seq: number
  undone: number
  table: string
  id: number
  /** The last of the rows that were inserted from `id` on; null for a row by itself. */
  lastId: number | null
  before: Row
  after: Row
}

const parsed = (json: string | null): Row => (json === null ? null : JSON.parse(json))

/** The undo log, row by row. What is changed in it while it is read is not read again. */
async function* loggedRows(db: Reader): AsyncGenerator<LoggedRow> {
  const isNew = (await columnsIn(db)).get('change_rows')?.has('last_id')
  let [change, seq] = [0, -1]
  for (;;) {
    const rows = await db.cells<[number, number, number, string, number, number | null, string | null, string | null]>(
      sql`select r.change_id, r.seq, c.undone, r.table_name, r.row_id, ${isNew ? sql`r.last_id` : sql`null`}, r.before, r.after
        from change_rows r join changes c on c.id = r.change_id
        where r.change_id > ${change} or (r.change_id = ${change} and r.seq > ${seq})
        order by r.change_id, r.seq limit ${page}`,
    )
    for (const [changeId, number, undone, table, id, lastId, before, after] of rows) {
      yield { changeId, seq: number, undone, table, id, lastId, before: parsed(before), after: parsed(after) }
      ;[change, seq] = [changeId, number]
    }
    if (rows.length < page) return
  }
}

/** Whose a row is or was; null for what belongs to nobody. */
function ownerOf({ table, id }: Pick<LoggedRow, 'table' | 'id'>, row: Row): number | null {
  if (row === null) return null
  const owner = table === 'customers' ? id : row['customer_id']
  return typeof owner === 'number' ? owner : null
}

const listOf = (ids: number[]): Sql => sql`(${join(ids)})`

/** The tables and columns that a book has: an older one does not have all of them. */
async function columnsIn(db: Reader): Promise<Map<string, Set<string>>> {
  const rows = await db.all<{ table: string; column: string }>(
    sql`select t.name as "table", c.name as "column"
      from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'`,
  )
  const columns = new Map<string, Set<string>>()
  for (const { table, column } of rows) columns.set(table, (columns.get(table) ?? new Set()).add(column))
  return columns
}

/** Whether a database has the tables that each book has had from the first. */
export async function isBook(db: Reader): Promise<boolean> {
  const columns = await columnsIn(db)
  return ['customers', 'handles', 'touches', 'changes', 'change_rows'].every((table) => columns.has(table))
}

const idsOf = async (db: Reader, query: Sql): Promise<Set<number>> =>
  new Set((await db.all<{ id: number }>(query)).map(({ id }) => id))

/** What the undo log says of customers who are not in the book any more, and of one who is. */
type Past = { names: Map<number, Set<string>>; mergedInto: Map<number, Set<number>> }

const addTo = <T>(map: Map<number, Set<T>>, key: number, value: T): void => {
  map.set(key, (map.get(key) ?? new Set()).add(value))
}

async function pastOf(db: Reader, id: number): Promise<Past> {
  const living = await idsOf(db, sql`select id from customers`)
  // A name that went from one to another is that of whoever has it now.
  const taken = await db.all<{ key: string }>(
    sql`select key from handles where customer_id <> ${id} and kind in ('name', 'alias')`,
  )
  const others = new Set(taken.map(({ key }) => key))
  const past: Past = { names: new Map(), mergedInto: new Map() }
  for await (const logged of loggedRows(db)) {
    const [from, to] = [ownerOf(logged, logged.before), ownerOf(logged, logged.after)]
    // A merge that was taken back gave the person a name that never was theirs.
    const isBack = from !== null && to !== null && from !== to && logged.undone === 1
    for (const row of isBack ? [logged.before] : [logged.before, logged.after]) {
      const owner = ownerOf(logged, row)
      const name = nameIn(logged.table, row)
      const isSought = owner !== null && (owner === id || !living.has(owner))
      if (isSought && name !== null && !others.has(name)) addTo(past.names, owner, name)
    }
    const isMerge = from !== null && to !== null && from !== to && !living.has(from) && logged.undone === 0
    if (isMerge) addTo(past.mergedInto, to, from)
  }
  return past
}

/** What a logged row says that somebody is called, as it is compared. */
function nameIn(table: string, row: Row): string | null {
  if (row === null) return null
  if (table === 'customers' && typeof row['name'] === 'string') return foldName(row['name'])
  const isName = table === 'handles' && (row['kind'] === 'name' || row['kind'] === 'alias')
  return isName && typeof row['key'] === 'string' ? row['key'] : null
}

/**
 * Who a customer is, and was: with those who were merged into them, and those of the same name who are not in the book any
 * more.
 */
export async function personOf(db: Reader, id: number): Promise<Person> {
  const [customer] = await db.all<{ kind: Kind }>(sql`select kind from customers where id = ${id}`)
  const { names, mergedInto } = await pastOf(db, id)
  const own = await db.all<{ key: string }>(
    sql`select key from handles where customer_id = ${id} and kind in ('name', 'alias')`,
  )
  for (const { key } of own) addTo(names, id, key)
  const ids = [id]
  const all = new Set<string>()
  for (const each of ids) {
    for (const name of names.get(each) ?? []) all.add(name)
    const namesakes = [...names]
      .filter(([, theirs]) => [...theirs].some((name) => all.has(name)))
      .map(([other]) => other)
    for (const other of [...(mergedInto.get(each) ?? []), ...namesakes]) if (!ids.includes(other)) ids.push(other)
  }
  return { ids, kind: customer?.kind ?? 'customer', names: all }
}

/** How many rows of each kind a person has in the book. */
export async function rowsOfPerson(db: Reader, { ids }: Person): Promise<Erasure['rows']> {
  const columns = await columnsIn(db)
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
export async function changesOfPerson(db: Reader, { ids }: Person): Promise<number> {
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
export async function erasePerson(db: Engine, person: Person): Promise<Erasure> {
  const columns = await columnsIn(db)
  const rows = await rowsOfPerson(db, person)
  const log = await eraseFromLog(db, person)
  const { ids } = person
  for (const [table, own] of columns)
    if (own.has('by_id')) await db.run(sql`update ${raw(table)} set by_id = null where by_id in ${listOf(ids)}`)
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
const means = ({ kind, names }: Person, value: unknown): boolean =>
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
async function eraseFromLog(db: Engine, person: Person): Promise<Pick<Erasure, 'changes' | 'closed'>> {
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
  for (const id of touched) await closeOrKeep(db, id)
  return { changes: touched.size, closed: closed.size }
}

const jsonOf = (row: Row): string | null => (row === null ? null : JSON.stringify(row))

/**
 * A change that lost rows: without any left, it cannot be taken back, and one that cannot be needs none. What it was is not
 * said any more: it names people.
 */
async function closeOrKeep(db: Engine, id: number): Promise<void> {
  const [change] = await db.all<{ undone: number }>(sql`select undone from changes where id = ${id}`)
  if (change?.undone === 1) await db.run(sql`delete from change_rows where change_id = ${id}`)
  const [left] = await db.all(sql`select seq from change_rows where change_id = ${id} limit 1`)
  if (left) await db.run(sql`update changes set summary = 'a change that was erased in part' where id = ${id}`)
  else await db.run(sql`update changes set summary = 'erased', undone = 1 where id = ${id}`)
}

/** Somebody else's row as it can be put back without the person: it names no teammate, and no touch, that is gone. */
function withoutMention(table: string, row: Row, person: Person, traces: Traces): Row {
  if (row === null) return null
  if (table === 'settings' && row['key'] === 'me' && means(person, row['value'])) return { ...row, value: 'erased' }
  if (person.ids.includes(Number(row['by_id']))) return withoutMention(table, { ...row, by_id: null }, person, traces)
  const isTold = row['told_by'] !== undefined && traces.rows.has(`touches ${row['told_by']}`)
  return isTold ? { ...row, told_by: null, told_on: null } : row
}

/**
 * Whom of a snapshot to erase: those who have a name of the person, with a number of theirs or one that nobody else has
 * in the book. A number alone may be another's there, where the book was once put back to an older state.
 * @param living those who are in the book besides the person
 */
export async function personIn(snapshot: Reader, person: Person, living: Set<number>): Promise<Person> {
  const handles = await snapshot.all<{ owner: number; key: string }>(
    sql`select customer_id as owner, key from handles where kind in ('name', 'alias')`,
  )
  const ids = new Set(person.ids)
  for (const { owner } of handles) ids.delete(owner)
  for (const { owner, key } of handles) if (person.names.has(key) && !living.has(owner)) ids.add(owner)
  return { ...person, ids: [...ids] }
}

/** The numbers of all who are in the book besides a person. */
export async function othersThan(db: Reader, { ids }: Person): Promise<Set<number>> {
  return idsOf(db, sql`select id from customers where id not in ${listOf(ids)}`)
}

/** Leaves a receipt: the day, and what was erased in words that name nobody. */
export const leaveReceipt = (db: Engine, erasedOn: string, what: string): Promise<void> =>
  db.run(sql`insert into receipts (erased_on, what) values (${erasedOn}, ${what})`)
