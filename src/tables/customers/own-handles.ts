import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { firstValue, type Reader } from '#book/engine.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Comparable } from '#domain/customers/duplicates.ts'
import { foldEmail, foldName } from '#domain/customers/name.ts'
import { isOneName, nameKeys } from '#domain/customers/name-keys.ts'
import { cannot } from '#errors.ts'
import { andIs } from '../ids.ts'
import { removeRows, rowsOfCustomers, textsByCustomer } from '../own-rows.ts'
import { insertMany, updateWhere } from '../rows.ts'
import type { Rows } from '../tables.ts'
import { isSpelled, namesLike } from './handles.ts'

/** The order is that in which they were given. */
export const aliasesByCustomer = async (db: Reader, id?: number): Promise<Map<number, string[]>> =>
  textsByCustomer(
    await db.cells(sql`select customer_id, shown from handles where kind = 'alias' ${andIs(sql`customer_id`, id)}
      order by customer_id, id`),
  )

/** The order is that in which they were given. */
export const aliasesOf = async (db: Reader, id: number): Promise<string[]> =>
  (await aliasesByCustomer(db, id)).get(id) ?? []

/** Null for a text that is not understood as a phone number. */
export const phoneKeyOf = (db: Reader, id: number, phone: string | null): Promise<string | null> =>
  firstValue(db, sql`select key from handles where customer_id = ${id} and kind = 'phone' and shown = ${phone}`)

/**
 * All names, e-mail addresses and phone numbers of everybody, in the order in which they were added. A company is no name:
 * several customers may be of one.
 */
export async function comparableCustomers(db: Reader): Promise<Comparable[]> {
  const customers = new Map<number, Comparable>()
  const everybody = await db.all<Pick<Comparable, 'id' | 'name' | 'kind'>>(
    sql`select id, name, kind from customers order by id`,
  )
  for (const each of everybody) customers.set(each.id, { ...each, names: [], emails: [], phones: [] })
  const handles = await db.all<Rows['handles']>(sql`select * from handles order by id`)
  for (const { customer_id, kind, key, shown } of handles) {
    const customer = customers.get(customer_id)
    if (kind === 'email') customer?.emails.push(key)
    else if (kind === 'phone') customer?.phones.push(key)
    else if (kind !== 'company') customer?.names.push(shown ?? key)
  }
  return [...customers.values()]
}

/** Others may share these ways. */
export type Reach = Pick<Customer, 'email' | 'phone' | 'company'>

/** `phoneKey` is the phone number in the form in which it is compared. */
type Handles = Reach & { name: string; aliases: string[]; phoneKey: string | null }

type Handle = Omit<Rows['handles'], 'id'>

const namedBy = (id: number, kind: 'name' | 'alias' | 'company', shown: string): Handle => ({
  customer_id: id,
  kind,
  key: foldName(shown),
  shown,
  keys: JSON.stringify(nameKeys(shown)),
})

function handleRows(id: number, { name, aliases, email, phone, phoneKey, company }: Handles): Handle[] {
  const rows = [namedBy(id, 'name', name)]
  for (const alias of aliases) rows.push(namedBy(id, 'alias', alias))
  if (email) rows.push({ customer_id: id, kind: 'email', key: foldEmail(email), shown: email, keys: null })
  if (phone && phoneKey) rows.push({ customer_id: id, kind: 'phone', key: phoneKey, shown: phone, keys: null })
  if (company) rows.push(namedBy(id, 'company', company))
  return rows
}

/** The handles of a customer who was merged into this one go on answering. */
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
  const coming: Handle[] = []
  const same = (a: Handle) => (b: Handle) => a.kind === b.kind && a.key === b.key && a.shown === b.shown
  for (const handles of many) {
    const { id } = handles
    const own = kept.get(id) ?? []
    const reach = before.get(id) ?? handles
    const wanted = handleRows(id, handles)
    going.push(...own.filter((row) => !wanted.some(same(row)) && !isFromMerged(row, reach)))
    coming.push(...wanted.filter((row) => !own.some(same(row))))
  }
  await removeRows(db, 'handles', going)
  await insertHandles(db, coming)
}

/** Customers are new: `first` is the id of the first, and the ids of the others follow it. */
export const addHandles = (db: Writer, many: Handles[], first: number): Promise<number> =>
  insertHandles(
    db,
    many.flatMap((handles, i) => handleRows(first + i, handles)),
  )

function insertHandles(db: Writer, handles: Handle[]): Promise<number> {
  const rows = handles.map(({ customer_id, kind, key, shown, keys }) => [customer_id, kind, key, shown, keys])
  return insertMany(db, 'handles', ['customer_id', 'kind', 'key', 'shown', 'keys'], rows)
}

/**
 * A name that the customer has already stays: an older book may hold two that are one by now.
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

export async function refoldPhones(db: Writer, keyOf: (phone: string) => Promise<string | null>): Promise<void> {
  const phones = await db.all<Rows['handles']>(sql`select * from handles where kind = 'phone' order by id`)
  const keys = new Map<number, string>()
  for (const { id, key, shown } of phones) keys.set(id, (shown === null ? null : await keyOf(shown)) ?? key)
  await updateWhere(db, 'handles', sql`kind = 'phone'`, ({ id, key }) => ({ key: keys.get(id) ?? key }))
}

/** A name with missing or wrong keys: null in a sound book. */
export const misfiledName = (db: Reader): Promise<string | null> =>
  firstValue(
    db,
    sql`select h.shown from handles h
    where h.kind in ('name', 'alias', 'company') and (h.keys is null
      or (select count(*) from name_keys k where k.handle_id = h.id)
        <> (select count(*) from json_each(h.keys) kind, json_each(kind.value))
      or exists (select 1 from json_each(h.keys) kind, json_each(kind.value) one where not exists
        (select 1 from name_keys k where k.kind = kind.key and k.key = one.value and k.handle_id = h.id)))
    limit 1`,
  )
