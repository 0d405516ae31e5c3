import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import type { Cadence } from '#domain/cadence.ts'
import type { Customer, Goal, Kind } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import type { Comparable } from '#domain/duplicates.ts'
import { foldEmail, foldName, wordKeys } from '#domain/name.ts'
import { cannot } from '#errors.ts'
import { forIds } from './ids.ts'
import type { NewRow, Rows } from './tables.ts'

/** A customer as it is looked up: enough to tell it from another. */
export type FoundCustomer = { id: number; name: string; kind: Kind; archivedOn: Day | null; how: string }

const cadenceColumn = (cadence: Cadence | null): number | null => (cadence === 'never' ? 0 : cadence)
/** A cadence as it is stored: 0 is never. */
export const cadenceFromColumn = (days: number | null): Cadence | null => (days === 0 ? 'never' : days)

/** A goal as it is stored: 0 is none. */
export const goalFromColumn = (goal: number | null): Goal | null => (goal === 0 ? 'none' : goal)

const customerFrom = (row: Rows['customers']): Customer => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  note: row.note,
  visitEvery: cadenceFromColumn(row.visit_every),
  since: row.since,
  goal: goalFromColumn(row.goal),
  firstDay: row.first_day,
  snoozedOn: row.snoozed_on,
  snoozedUntil: row.snoozed_until,
  archivedOn: row.archived_on,
  archivedWhy: row.archived_why,
  kind: row.kind,
})

/** The condition that a customer `c` was archived on a day, seen from then or later (docs/scoring.md, "Days"). */
export const wasArchivedOn = (on: Day): Sql =>
  sql`((c.archived_on is not null and c.archived_on <= ${on}) or exists (select 1 from absences a
    where a.customer_id = c.id and a.kind = 'archived' and a.from_day <= ${on} and a.until_day > ${on}))`

/** The condition that a customer `c` is scored on a day (docs/scoring.md, "Days"). */
export const isScoredOn = (on: Day): Sql => sql`c.since <= ${on} and not ${wasArchivedOn(on)}`

/** Until when a customer `c` was snoozed on a day, as a column: by the snooze that had been said by then. */
export const snoozedUntilOn = (on: Day): Sql =>
  sql`coalesce(case when c.snoozed_on is null or c.snoozed_on <= ${on} then c.snoozed_until end, (select a.until_day
    from absences a where a.customer_id = c.id and a.kind = 'snoozed' and a.from_day <= ${on} and a.ended_on > ${on}
    order by a.from_day desc, a.id desc limit 1))`

/** The customer of this number, whether scored or not. */
export async function customerById(db: Reader, id: number): Promise<Customer | undefined> {
  const [row] = await db.all<Rows['customers']>(sql`select * from customers where id = ${id}`)
  return row && customerFrom(row)
}

/** All customers, in the order in which they were added. */
export async function allCustomers(db: Reader): Promise<Customer[]> {
  return (await db.all<Rows['customers']>(sql`select * from customers order by id`)).map(customerFrom)
}

/** Whether there is anybody in the book, archived or not. */
export const hasCustomers = async (db: Reader): Promise<boolean> =>
  (await db.all(sql`select 1 as one from customers limit 1`)).length > 0

/** The name of the teammate whom a row of a table names, as a column. */
export const nameOfTeammate = (table: string): Sql =>
  sql`(select b.name from customers b where b.id = ${raw(table)}.by_id)`

/** The ids of all teammates. */
export const teammates = (db: Reader): Promise<{ id: number }[]> =>
  db.all(sql`select id from customers where kind = 'teammate'`)

/** Tags by customer: of these, or of all. Each list is in alphabetical order. */
export async function tagsByCustomer(db: Reader, ids?: number[]): Promise<Map<number, string[]>> {
  type Row = Pick<Rows['tags'], 'customer_id' | 'tag'>
  const query = (filter: Sql) => sql`select customer_id, tag from tags ${filter} order by customer_id, tag`
  const rows = ids
    ? await forIds<Row>(db, ids, (list) => query(sql`where customer_id in ${list}`))
    : await db.all<Row>(query(empty))
  const tags = new Map<number, string[]>()
  for (const { customer_id, tag } of rows) tags.set(customer_id, [...(tags.get(customer_id) ?? []), tag])
  return tags
}

/** Those with a tag who are scored on a day, by name. */
export const customersTagged = (db: Reader, tag: string, on: Day): Promise<{ id: number; name: string }[]> =>
  db.all(sql`select c.id, c.name from customers c join tags t on t.customer_id = c.id
    where t.tag = ${tag} and ${isScoredOn(on)} order by c.name, c.id`)

/** The tags of one customer, in alphabetical order. */
export const tagsOf = async (db: Reader, id: number): Promise<string[]> =>
  (await tagsByCustomer(db, [id])).get(id) ?? []

/** The customer's other names, in the order in which they were given. */
export async function aliasesOf(db: Reader, id: number): Promise<string[]> {
  const rows = await db.all<{ shown: string }>(
    sql`select shown from handles where customer_id = ${id} and kind = 'alias' order by id`,
  )
  return rows.map((row) => row.shown)
}

/** Everybody's other names, by customer, in the order in which they were given. */
export async function aliasesByCustomer(db: Reader): Promise<Map<number, string[]>> {
  const aliases = new Map<number, string[]>()
  const rows = await db.all<{ customerId: number; shown: string }>(
    sql`select customer_id as "customerId", shown from handles where kind = 'alias' order by customer_id, id`,
  )
  for (const { customerId, shown } of rows) aliases.set(customerId, [...(aliases.get(customerId) ?? []), shown])
  return aliases
}

/** The customer of exactly this name or alias. */
export const customerCalled = (db: Reader, name: string): Promise<FoundCustomer[]> =>
  foundBy(db, sql`h.kind in ('name', 'alias') and h.key = ${foldName(name)}`)

/** The customers of exactly this e-mail address, or this phone number in its folded form. */
export const customersReachedBy = (db: Reader, typed: string, phoneKey: string | null): Promise<FoundCustomer[]> =>
  foundBy(
    db,
    sql`(h.kind = 'email' and h.key = ${foldEmail(typed)})
      or (h.kind = 'phone' and h.key = ${phoneKey ?? ''})`,
  )

/** The customers whose phone number ends in these digits: it was typed without the code of its country. */
export const customersWithPhoneEnding = (db: Reader, digits: string): Promise<FoundCustomer[]> =>
  foundBy(db, sql`h.kind = 'phone' and h.key like ${`%${digits}`}`)

/** The customers of whom a word, and what follows it, begins like this. */
export const customersBeginning = (db: Reader, typed: string): Promise<FoundCustomer[]> => {
  const start = foldName(typed)
  return foundBy(db, sql`h.kind = 'word' and h.key >= ${start} and h.key < ${`${start}\u{10ffff}`}`)
}

/** The customers of whom a word or the phone number, as it is dialled at home, begins with these digits. */
export const customersBeginningWithDigits = (db: Reader, digits: string): Promise<FoundCustomer[]> =>
  foundBy(db, sql`h.kind in ('word', 'phone') and h.key >= ${digits} and h.key < ${`${digits}\u{10ffff}`}`)

/** At most a screenful: more matches than that are as good as none. */
const foundBy = (db: Reader, condition: Sql): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", min(coalesce(h.shown, c.name)) as how
    from handles h join customers c on c.id = h.customer_id
    where ${condition} group by c.id, c.name, c.kind, c.archived_on order by c.name, c.id limit 50`)

/** Every name and alias with whose it is, to find those that are near to a misspelt one. */
export const allNames = (db: Reader): Promise<FoundCustomer[]> =>
  db.all<FoundCustomer>(sql`select c.id, c.name, c.kind, c.archived_on as "archivedOn", h.shown as how
    from handles h join customers c on c.id = h.customer_id where h.kind in ('name', 'alias') order by h.id`)

/** What a customer answers to besides the id. `phoneKey` is the phone number in the form in which it is compared. */
type Handles = { name: string; aliases: string[]; email: string | null; phone: string | null; phoneKey: string | null }

function handleRows({ name, aliases, email, phone, phoneKey }: Handles): Omit<NewRow<'handles'>, 'customer_id'>[] {
  const names = [name, ...aliases]
  const words = new Set(names.flatMap(wordKeys))
  return [
    { kind: 'name', key: foldName(name), shown: name },
    ...aliases.map((alias) => ({ kind: 'alias' as const, key: foldName(alias), shown: alias })),
    ...(email ? [{ kind: 'email' as const, key: foldEmail(email), shown: email }] : []),
    ...(phone && phoneKey ? [{ kind: 'phone' as const, key: phoneKey, shown: phone }] : []),
    ...[...words].map((key) => ({ kind: 'word' as const, key, shown: null })),
  ]
}

/** How a customer was reached before a change. */
type Reach = Pick<Customer, 'email' | 'phone'>

/** An e-mail address or a phone number that came from a customer who was merged into this one: it goes on answering. */
const isFromMerged = ({ kind, shown }: Rows['handles'], own: Reach): boolean =>
  (kind === 'email' && shown !== own.email) || (kind === 'phone' && shown !== own.phone)

/** Makes the customer answer to exactly these names, this e-mail address and this phone number, and those that were merged. */
async function setHandles(db: Writer, customerId: number, handles: Handles, before: Reach): Promise<void> {
  const kept = await db.all<Rows['handles']>(sql`select * from handles where customer_id = ${customerId} order by id`)
  const wanted = handleRows(handles)
  const same = (a: Omit<NewRow<'handles'>, 'customer_id'>) => (b: Omit<NewRow<'handles'>, 'customer_id'>) =>
    a.kind === b.kind && a.key === b.key && a.shown === b.shown
  for (const row of kept) if (!wanted.some(same(row)) && !isFromMerged(row, before)) await db.remove('handles', row.id)
  for (const row of wanted) if (!kept.some(same(row))) await db.insert('handles', { ...row, customer_id: customerId })
}

/** Makes these the customer's tags. */
async function setTags(db: Writer, customerId: number, tags: string[]): Promise<void> {
  const kept = await db.all<Rows['tags']>(sql`select * from tags where customer_id = ${customerId}`)
  for (const row of kept) if (!tags.includes(row.tag)) await db.remove('tags', row.id)
  for (const tag of new Set(tags)) {
    if (!kept.some((row) => row.tag === tag)) await db.insert('tags', { customer_id: customerId, tag })
  }
}

/** The row of a customer, for writing. */
const customerColumns = (customer: Omit<Customer, 'id'>): NewRow<'customers'> => ({
  name: customer.name,
  email: customer.email,
  phone: customer.phone,
  note: customer.note,
  visit_every: cadenceColumn(customer.visitEvery),
  since: customer.since,
  goal: customer.goal === 'none' ? 0 : customer.goal,
  first_day: customer.firstDay,
  snoozed_on: customer.snoozedOn,
  snoozed_until: customer.snoozedUntil,
  archived_on: customer.archivedOn,
  archived_why: customer.archivedWhy,
  kind: customer.kind,
})

/** Everything that can be said of a customer, besides what is derived from touches. */
export type CustomerDetails = Omit<Customer, 'id'> & { aliases: string[]; tags: string[]; phoneKey: string | null }

/** A customer's details as they are, without the phone number's folded form. @throws cannot, when not there any more */
export async function detailsOf(db: Reader, id: number): Promise<CustomerDetails> {
  const { id: _, ...customer } = await customerStillThere(db, id)
  return { ...customer, aliases: await aliasesOf(db, id), tags: await tagsOf(db, id), phoneKey: null }
}

/** Gives each customer's phone number the folded form that `keyOf` says. */
export async function refoldPhones(db: Writer, keyOf: (phone: string) => Promise<string | null>): Promise<void> {
  const phones = await db.all<Rows['handles']>(sql`select * from handles where kind = 'phone' order by id`)
  for (const { id, key, shown } of phones) {
    const refolded = shown === null ? null : await keyOf(shown)
    if (refolded !== null && refolded !== key) await db.update('handles', id, { key: refolded })
  }
}

/** @throws cannot, when another customer has one of these names */
async function refuseTakenNames(db: Reader, names: string[], customerId: number | undefined): Promise<void> {
  for (const name of names) {
    const taken = (await customerCalled(db, name)).find((found) => found.id !== customerId)
    if (taken) {
      throw cannot(
        `There is already a customer called "${taken.how}": ${taken.name} (#${taken.id}).`,
        `Use that one, or add something that tells them apart, such as "${name} (Leeds)".`,
      )
    }
  }
}

/** @throws cannot, when another customer has that name or alias */
export async function addCustomer(db: Writer, details: CustomerDetails): Promise<Customer> {
  await refuseTakenNames(db, [details.name, ...details.aliases], undefined)
  const row = await db.insert('customers', customerColumns(details))
  await setHandles(db, row.id, details, details)
  await setTags(db, row.id, details.tags)
  return customerFrom(row)
}

/** @throws cannot, when another customer has that name or alias */
export async function changeCustomer(db: Writer, id: number, details: CustomerDetails): Promise<Customer> {
  await refuseTakenNames(db, [details.name, ...details.aliases], id)
  const before = await customerStillThere(db, id)
  const row = await db.update('customers', id, customerColumns(details))
  await setHandles(db, id, details, before)
  await setTags(db, id, details.tags)
  return customerFrom(row)
}

/** Sets the day on which the first care visit is due, where none was noted. */
export async function setFirstDay(db: Writer, id: number, day: Day): Promise<void> {
  await db.update('customers', id, { first_day: day })
}

/** The details of a customer of whom nothing but the name is known. */
export const bareCustomer = (name: string, since: Day): CustomerDetails => ({
  name,
  email: null,
  phone: null,
  phoneKey: null,
  note: null,
  visitEvery: null,
  since,
  goal: null,
  firstDay: null,
  snoozedOn: null,
  snoozedUntil: null,
  archivedOn: null,
  archivedWhy: null,
  kind: 'customer',
  aliases: [],
  tags: [],
})

/** @throws cannot, when the customer is archived: what is promised to them would not be seen */
export function refuseArchived({ id, name, archivedOn }: Customer, today: Day): void {
  if (archivedOn === null || archivedOn > today) return
  throw cannot(`${name} is archived, since ${archivedOn}.`, `To take them back first: cl unarchive ${id}`)
}

/** @throws cannot, when the customer is not there any more */
export async function customerStillThere(db: Reader, id: number): Promise<Customer> {
  const customer = await customerById(db, id)
  if (!customer) throw cannot(`There is no customer #${id}.`, 'cl list shows them all.')
  return customer
}

/** Every customer, in the order in which they were added, with all that they answer to. */
export async function comparableCustomers(db: Reader): Promise<Comparable[]> {
  const customers = new Map<number, Comparable>()
  for (const { id, name, kind } of await allCustomers(db))
    customers.set(id, { id, name, kind, names: [], emails: [], phones: [] })
  const handles = await db.all<Rows['handles']>(sql`select * from handles where kind <> 'word' order by id`)
  for (const { customer_id, kind, key, shown } of handles) {
    const customer = customers.get(customer_id)
    if (kind === 'email') customer?.emails.push(key)
    else if (kind === 'phone') customer?.phones.push(key)
    else customer?.names.push(shown ?? key)
  }
  return [...customers.values()]
}
