import sql, { join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { type LoggedRow, loggedRows, type Row } from '#book/undo-log.ts'
import type { Kind } from '#domain/customer.ts'
import { foldName } from '#domain/name.ts'

/** Whom to erase: a customer by every number and name that they ever had. */
export type CustomerToErase = {
  /** The customer, and those who were merged into them and are not in the book any more. */
  ids: number[]
  kind: Kind
  /** Every name and alias that they ever had, as it is compared. */
  names: Set<string>
}

/** Ids as a list that a column can be in; no column is in an empty one. */
export const listOf = (ids: number[]): Sql => (ids.length === 0 ? sql`(null)` : sql`(${join(ids)})`)

/** The ids that a query answers. */
export const idsOf = async (db: Reader, query: Sql): Promise<Set<number>> =>
  new Set((await db.all<{ id: number }>(query)).map(({ id }) => id))

/** Whose a row is or was; null for what belongs to nobody. */
export function ownerOf({ table, id }: Pick<LoggedRow, 'table' | 'id'>, row: Row): number | null {
  if (row === null) return null
  const owner = table === 'customers' ? id : row['customer_id']
  return typeof owner === 'number' ? owner : null
}

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
    for (const row of statesThatName(logged)) {
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

/** The states of a row that can name its owner: what a merge passed on and was taken back never was the other's name. */
function statesThatName(logged: LoggedRow): Row[] {
  const { before, after, undone } = logged
  const isPassed = before !== null && after !== null && ownerOf(logged, before) !== ownerOf(logged, after)
  return isPassed && undone === 1 ? [before] : [before, after]
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
export async function customerToErase(db: Reader, id: number): Promise<CustomerToErase> {
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

/**
 * Whom of a snapshot to erase: those who have a name of the customer, with a number of theirs or one that nobody else has
 * in the book. A number alone may be another's there, where the book was once put back to an older state.
 * @param living those who are in the book besides the customer
 */
export async function customerToEraseIn(
  snapshot: Reader,
  whom: CustomerToErase,
  living: Set<number>,
): Promise<CustomerToErase> {
  const handles = await snapshot.all<{ owner: number; key: string }>(
    sql`select customer_id as owner, key from handles where kind in ('name', 'alias')`,
  )
  const ids = new Set(whom.ids)
  for (const { owner } of handles) ids.delete(owner)
  for (const { owner, key } of handles) if (whom.names.has(key) && !living.has(owner)) ids.add(owner)
  return { ...whom, ids: [...ids] }
}

/** The numbers of all who are in the book besides a customer. */
export async function othersThan(db: Reader, { ids }: CustomerToErase): Promise<Set<number>> {
  return idsOf(db, sql`select id from customers where id not in ${listOf(ids)}`)
}
