import sql from 'sql-template-tag'
import { type LoggedRow, type LoggedState, loggedRows } from '#book/changes/undo-log.ts'
import { firstValue, idsOf, type Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import { foldName } from '#domain/customers/name.ts'
import { remembered } from '#domain/remembered.ts'

/** Every number and name that they ever had counts. */
export type CustomerToErase = {
  /** Customers who were merged into them, and are not in the book any more, are there, too. */
  ids: number[]
  kind: Kind
  /** Names and aliases are as they are compared. */
  names: Set<string>
}

/** Null where the row is nobody's. */
export function ownerOf({ table, id }: Pick<LoggedRow, 'table' | 'id'>, row: LoggedState): number | null {
  if (row === null) return null
  const owner = table === 'customers' ? id : row['customer_id']
  return typeof owner === 'number' ? owner : null
}

/** The undo log knows everybody whom it names. */
type Past = {
  names: Map<number, Set<string>>
  /** The keys are customers, the values customers who were merged into them and are not in the book any more. */
  mergedInto: Map<number, Set<number>>
  /** `living` are in the book. */
  team: Set<number>
  living: Set<number>
}

const addTo = <T>(map: Map<number, Set<T>>, key: number, value: T): void => {
  remembered(map, key, () => new Set()).add(value)
}

/** The keys are customers' numbers; names are as they are compared. */
export async function namesNow(db: Reader): Promise<Map<number, Set<string>>> {
  const names = new Map<number, Set<string>>()
  const handles = await db.cells<[owner: number, name: string]>(
    sql`select customer_id, key from handles where kind in ('name', 'alias')`,
  )
  for (const [owner, name] of handles) addTo(names, owner, name)
  return names
}

/** @param id the customer in the book, of whom somebody else may be a namesake; null for nobody there */
async function pastOf(db: Reader, id: number | null): Promise<Past> {
  const living = await idsOf(db, sql`select id from customers`)
  const owners = new Map<string, number>()
  for (const [owner, names] of await namesNow(db)) for (const name of names) owners.set(name, owner)
  // A name that went from one to another belongs to its owner of today.
  const isOthers = (name: string, owner: number) => ![undefined, owner, id].includes(owners.get(name))
  const past: Past = { names: new Map(), mergedInto: new Map(), team: new Set(), living }
  for await (const logged of loggedRows(db)) {
    for (const { owner, name, row } of namesIn(logged)) {
      if (!isOthers(name, owner)) addTo(past.names, owner, name)
      if (row?.['kind'] === 'teammate') past.team.add(owner)
    }
    const merge = mergeIn(logged)
    if (merge && !living.has(merge.from)) addTo(past.mergedInto, merge.to, merge.from)
  }
  return past
}

/** A standing change passed the row on; null for any other. */
function mergeIn(logged: LoggedRow): { from: number; to: number } | null {
  const [from, to] = [ownerOf(logged, logged.before), ownerOf(logged, logged.after)]
  return from !== null && to !== null && from !== to && logged.undone === 0 ? { from, to } : null
}

/** Names are as they are compared. */
const namesIn = (logged: LoggedRow): { owner: number; name: string; row: LoggedState }[] =>
  statesThatName(logged).flatMap((row) => {
    const [owner, name] = [ownerOf(logged, row), nameIn(logged.table, row)]
    return owner === null || name === null ? [] : { owner, name, row }
  })

/** After a merge that was taken back, the row's name never was the other's. */
function statesThatName(logged: LoggedRow): LoggedState[] {
  const { before, after, undone } = logged
  const isPassed = before !== null && after !== null && ownerOf(logged, before) !== ownerOf(logged, after)
  return isPassed && undone === 1 ? [before] : [before, after]
}

/** The name as it is compared; null without one. */
function nameIn(table: string, row: LoggedState): string | null {
  if (row === null) return null
  if (table === 'customers' && typeof row['name'] === 'string') return foldName(row['name'])
  const isName = table === 'handles' && (row['kind'] === 'name' || row['kind'] === 'alias')
  return isName && typeof row['key'] === 'string' ? row['key'] : null
}

/** Customers who were merged into this one count, and namesakes who are not in the book any more. */
export async function customerToErase(db: Reader, id: number): Promise<CustomerToErase> {
  const kind = await firstValue<Kind>(db, sql`select kind from customers where id = ${id}`)
  const past = await pastOf(db, id)
  for (const name of (await namesNow(db)).get(id) ?? []) addTo(past.names, id, name)
  return { ...withNamesakes(past, [id], []), kind: kind ?? 'customer' }
}

/** Everybody with that name who is in the undo log, and not in the book any more; no numbers where the log has nobody. */
export async function goneToErase(db: Reader, name: string): Promise<CustomerToErase> {
  const past = await pastOf(db, null)
  const found = withNamesakes(past, [], [foldName(name)])
  return { ...found, kind: found.ids.some((id) => past.team.has(id)) ? 'teammate' : 'customer' }
}

/** Namesakes who are not in the book any more count, and all who were merged into one. */
function withNamesakes(
  { names, mergedInto, living }: Past,
  from: number[],
  called: string[],
): Omit<CustomerToErase, 'kind'> {
  const ids = [...from]
  const all = new Set(called)
  const addNamesakes = () => {
    for (const [other, theirs] of names)
      if (!living.has(other) && !ids.includes(other) && [...theirs].some((name) => all.has(name))) ids.push(other)
  }
  addNamesakes()
  for (const each of ids) {
    for (const name of names.get(each) ?? []) all.add(name)
    for (const other of mergedInto.get(each) ?? []) if (!ids.includes(other)) ids.push(other)
    addNamesakes()
  }
  return { ids, names: all }
}

/** The keys are numbers: everybody in the book besides a customer has every name that they ever had, as it is compared. */
export type Others = Map<number, Set<string>>

export async function othersThan(db: Reader, { ids }: CustomerToErase): Promise<Others> {
  const others = await namesNow(db)
  for (const id of ids) others.delete(id)
  for await (const logged of loggedRows(db)) {
    for (const { owner, name } of namesIn(logged)) others.get(owner)?.add(name)
  }
  return others
}

/**
 * The customers of a snapshot to erase: everybody who has a name of the customer there, or had it by the snapshot's own undo log,
 * unless somebody else in the book has that number and a name of theirs; and everybody with such a name whom only that log has.
 * A number alone may be another customer's there, where the book was once put back to an older state.
 */
export async function customerToEraseIn(
  snapshot: Reader,
  whom: CustomerToErase,
  others: Others,
): Promise<CustomerToErase> {
  const past = await pastOf(snapshot, null)
  for (const [owner, names] of await namesNow(snapshot)) for (const name of names) addTo(past.names, owner, name)
  const isTheirs = (id: number): boolean => {
    const theirs = [...(past.names.get(id) ?? [])]
    return theirs.some((name) => whom.names.has(name)) && !theirs.some((name) => others.get(id)?.has(name))
  }
  const { ids, names } = withNamesakes(past, [...past.living].filter(isTheirs), [...whom.names])
  const gone = whom.ids.filter((id) => !past.living.has(id))
  return { ...whom, ids: [...new Set([...ids, ...gone])], names }
}
