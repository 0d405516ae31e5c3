import sql, { join, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Customer, Kind } from '#domain/customers/customer.ts'
import { foldEmail, foldName } from '#domain/customers/name.ts'
import { anyOrderKeys, beginningOf, beginsSo, isOneName, nameKeys } from '#domain/customers/name-keys.ts'
import type { Day } from '#domain/days/day.ts'
import { cannot } from '#errors.ts'
import { removeRows, rowsOfCustomers } from '../own-rows.ts'
import { insertMany, updateWhere } from '../rows.ts'
import type { Rows } from '../tables.ts'

/** A customer as it is looked up: enough to tell it from another. `how` is the handle by which it was found. */
export type FoundCustomer = { id: number; name: string; kind: Kind; archivedOn: Day | null; how: string }

/** The handles `h` of a query with their customers, by the customer's name. */
const rowsOf = (db: Reader, handles: Sql): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", coalesce(h.shown, c.name) as how
    from ${handles} join customers c on c.id = h.customer_id order by c.name, c.id, h.id`)

/** Each customer once, of rows by customer. */
const eachOnce = (rows: FoundCustomer[]): FoundCustomer[] => rows.filter(({ id }, i) => rows[i - 1]?.id !== id)

const foundBy = async (db: Reader, handles: Sql): Promise<FoundCustomer[]> => eachOnce(await rowsOf(db, handles))

/** The names and aliases that are one with one of these, in whatever order its words stand. */
const namesLike = (db: Reader, names: string[]): Promise<FoundCustomer[]> =>
  rowsOf(
    db,
    sql`(select distinct handle_id from name_keys where kind = 'whole' and key in (${join(names.flatMap(anyOrderKeys))})) k
      join handles h on h.id = k.handle_id and h.kind in ('name', 'alias')`,
  )

/** True when a name was found by just its letters. */
const isSpelled =
  (name: string) =>
  ({ how }: FoundCustomer): boolean =>
    foldName(how) === foldName(name)

/** The customers of this name or alias, however it is written; where one is written with just these letters, that one. */
export async function customersCalled(db: Reader, name: string): Promise<FoundCustomer[]> {
  const found = await namesLike(db, [name])
  const same = found.filter(isSpelled(name))
  return eachOnce(same.length > 0 ? same : found)
}

/** The customers of exactly this e-mail address, or this phone number in its folded form. */
export const customersReachedBy = (db: Reader, typed: string, phoneKey: string | null): Promise<FoundCustomer[]> =>
  foundBy(
    db,
    sql`(select * from handles where (kind = 'email' and key = ${foldEmail(typed)})
      or (kind = 'phone' and key = ${phoneKey})) h`,
  )

/** The customers whose phone number ends in these digits: it was typed without the code of its country. */
export const customersWithPhoneEnding = (db: Reader, digits: string): Promise<FoundCustomer[]> =>
  foundBy(db, sql`(select * from handles where kind = 'phone' and key like ${`%${digits}`}) h`)

/** The customers whose phone number, as it is written, begins with these digits. */
export const customersWithPhoneBeginning = (db: Reader, digits: string): Promise<FoundCustomer[]> => {
  const written = [' ', '-', '(', ')', '.', '/'].reduce((text, sign) => sql`replace(${text}, ${sign}, '')`, sql`shown`)
  return foundBy(db, sql`(select * from handles where kind = 'phone' and ${written} like ${`${digits}%`}) h`)
}

const beginsWithOneOf = (forms: string[]): Sql => {
  const ranges = forms.map((form) => sql`(key >= ${form} and key < ${`${form}\u{10ffff}`})`)
  return sql`select handle_id from name_keys where kind = 'start' and (${join(ranges, ' or ')})`
}

/** The most words that are looked up one by one: a user who types more of them means a whole name. */
const mostWords = 8

/**
 * The customers with a name or alias, or with a company, that goes on from one of its words as was typed; or in which each
 * typed word begins a word, in whatever order. All of them, where nothing was typed.
 */
export async function customersBeginning(
  db: Reader,
  typed: string,
  of: 'name' | 'company' = 'name',
): Promise<FoundCustomer[]> {
  const beginning = beginningOf(typed)
  const { whole, words } = beginning
  const kinds = of === 'name' ? sql`h.kind in ('name', 'alias')` : sql`h.kind = 'company'`
  if (whole.length === 0) return foundBy(db, sql`handles h`)
  const byWord = words.length > 1 && words.length <= mostWords ? words.map(beginsWithOneOf) : []
  const handles = byWord.length > 0 ? sql`${join(byWord, ' intersect ')} union ` : sql``
  const found = await foundBy(
    db,
    sql`(${handles}${beginsWithOneOf(whole)}) k join handles h on h.id = k.handle_id and ${kinds}`,
  )
  return found.filter(({ how }) => beginsSo(how, beginning))
}

/** Every name, alias and company with its customer, to find the ones that are near to a misspelt one. */
export const allNames = (db: Reader): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", h.shown as how
    from handles h join customers c on c.id = h.customer_id where h.kind in ('name', 'alias', 'company') order by h.id`)

/** A name that cannot be looked up by all its keys, or by others than these: null in a sound book. */
export async function misfiledName(db: Reader): Promise<string | null> {
  const [row] = await db.all<{ name: string }>(sql`select h.shown as name from handles h
    where h.kind in ('name', 'alias', 'company') and (h.keys is null
      or (select count(*) from name_keys k where k.handle_id = h.id)
        <> (select count(*) from json_each(h.keys) kind, json_each(kind.value))
      or exists (select 1 from json_each(h.keys) kind, json_each(kind.value) one where not exists
        (select 1 from name_keys k where k.kind = kind.key and k.key = one.value and k.handle_id = h.id)))
    limit 1`)
  return row?.name ?? null
}

/** The ways to reach a customer, as far as others may share them. */
export type Reach = Pick<Customer, 'email' | 'phone' | 'company'>

/** The handles of a customer besides the id. `phoneKey` is the phone number in the form in which it is compared. */
type Handles = Reach & { name: string; aliases: string[]; phoneKey: string | null }

type Handle = Pick<Rows['handles'], 'kind' | 'key' | 'shown' | 'keys'>
type OwnHandle = Handle & { customerId: number }

const namedBy = (kind: 'name' | 'alias' | 'company', shown: string): Handle => ({
  kind,
  key: foldName(shown),
  shown,
  keys: JSON.stringify(nameKeys(shown)),
})

const handleRows = ({ name, aliases, email, phone, phoneKey, company }: Handles): Handle[] => [
  namedBy('name', name),
  ...aliases.map((alias) => namedBy('alias', alias)),
  ...(email ? [{ kind: 'email' as const, key: foldEmail(email), shown: email, keys: null }] : []),
  ...(phone && phoneKey ? [{ kind: 'phone' as const, key: phoneKey, shown: phone, keys: null }] : []),
  ...(company ? [namedBy('company', company)] : []),
]

/** True for an e-mail address, a phone number or a company of a customer who was merged into this one: it goes on answering. */
const isFromMerged = ({ kind, shown }: Rows['handles'], own: Reach): boolean =>
  (kind === 'email' || kind === 'phone' || kind === 'company') && shown !== own[kind]

/**
 * Makes each customer answer to exactly these names, e-mail address, phone number and company, and to the ones that were merged.
 * @param before the ways to reach each customer until now, by id; without it, the ways from now on
 */
export async function setHandles(
  db: Writer,
  many: (Handles & { id: number })[],
  before: Map<number, Reach>,
): Promise<void> {
  const kept = await rowsOfCustomers(db, 'handles', many)
  const going: Rows['handles'][] = []
  const coming: OwnHandle[] = []
  const same = (a: Handle) => (b: Handle) => a.kind === b.kind && a.key === b.key && a.shown === b.shown
  for (const handles of many) {
    const { id } = handles
    const own = kept.get(id) ?? []
    const reach = before.get(id) ?? handles
    const wanted = handleRows(handles)
    going.push(...own.filter((row) => !wanted.some(same(row)) && !isFromMerged(row, reach)))
    coming.push(...wanted.filter((row) => !own.some(same(row))).map((row) => ({ customerId: id, ...row })))
  }
  await removeRows(db, 'handles', going)
  await insertHandles(db, coming)
}

/** Makes customers who are new answer to their names, e-mail address and phone number. */
export const addHandles = (db: Writer, many: (Handles & { id: number })[]): Promise<number> =>
  insertHandles(
    db,
    many.flatMap((handles) => handleRows(handles).map((row) => Object.assign(row, { customerId: handles.id }))),
  )

const insertHandles = (db: Writer, handles: OwnHandle[]): Promise<number> =>
  insertMany(
    db,
    'handles',
    ['customer_id', 'kind', 'key', 'shown', 'keys'],
    handles.map(({ customerId, kind, key, shown, keys }) => [customerId, kind, key, shown, keys]),
  )

/**
 * Refuses names that another customer has. One that the customer has already stays: an older book may hold two that are one
 * by now.
 * @throws cannot, with the name of the other
 */
export async function refuseTakenNames(db: Reader, names: string[], customerId?: number): Promise<void> {
  const like = await namesLike(db, names)
  for (const name of names) {
    const found = like.filter(({ how }) => isOneName(how, name))
    const same = found.filter(isSpelled(name))
    const isTheirs = same.some(({ id }) => id === customerId)
    const taken = (isTheirs ? same : found).find(({ id }) => id !== customerId)
    if (!taken) continue
    throw cannot(
      `There is already a customer called "${taken.how}": ${taken.name} (#${taken.id}).`,
      `Use that one, or add something that tells them apart, such as "${name} (Leeds)".`,
    )
  }
}

/** Gives each customer's phone number the folded form that `keyOf` says. */
export async function refoldPhones(db: Writer, keyOf: (phone: string) => Promise<string | null>): Promise<void> {
  const phones = await db.all<Rows['handles']>(sql`select * from handles where kind = 'phone' order by id`)
  const keys = new Map<number, string>()
  for (const { id, key, shown } of phones) keys.set(id, (shown === null ? null : await keyOf(shown)) ?? key)
  await updateWhere(db, 'handles', sql`kind = 'phone'`, ({ id, key }) => ({ key: keys.get(id) ?? key }))
}
