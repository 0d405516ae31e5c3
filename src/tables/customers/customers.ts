import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { BriefCustomer, Customer, CustomerDetails } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { cannot } from '#errors.ts'
import { allWritten } from '../all-written.ts'
import { handfulsOf } from '../ids.ts'
import { columnsOf, recordOf } from '../records.ts'
import { insert, insertMany, update, updateWhere } from '../rows.ts'
import type { NewRow, Rows } from '../tables.ts'
import { cadenceFromColumn, goalFromColumn } from './customer-days.ts'
import { addHandles, aliasesOf, phoneKeyOf, type Reach, refuseTakenNames, setHandles } from './own-handles.ts'
import { addTags, setTags, tagsOf } from './tags.ts'

const customerFrom = (row: Rows['customers']): Customer => ({
  ...recordOf('customers', row),
  visitEvery: cadenceFromColumn(row.visit_every),
  goal: goalFromColumn(row.goal),
})

export async function customerById(db: Reader, id: number): Promise<Customer | undefined> {
  const [row] = await db.all<Rows['customers']>(sql`select * from customers where id = ${id}`)
  return row && customerFrom(row)
}

/** The log of changes knows earlier names. */
export async function wasEverCalled(
  db: Reader,
  { id, name }: Pick<Customer, 'id' | 'name'>,
  asked: string,
): Promise<boolean> {
  if (name === asked) return true
  const rows = await db.cells<(string | null)[]>(
    sql`select before, after from change_rows where table_name = 'customers' and row_id = ${id}`,
  )
  return rows.flat().some((row) => row !== null && JSON.parse(row).name === asked)
}

/** The order is that in which they were added. */
export async function allCustomers(db: Reader): Promise<Customer[]> {
  return (await db.all<Rows['customers']>(sql`select * from customers order by id`)).map(customerFrom)
}

/** A list needs no more of each: of very many, that takes half as long. */
export async function allInBrief(db: Reader): Promise<BriefCustomer[]> {
  const rows = await db.all<Omit<BriefCustomer, 'visitEvery'> & { visitEvery: number | null }>(
    sql`select id, name, kind, email, phone, company, address, visit_every as "visitEvery", since,
      first_day as "firstDay", archived_on as "archivedOn" from customers order by id`,
  )
  return rows.map((row) => ({ ...row, visitEvery: cadenceFromColumn(row.visitEvery) }))
}

const customerColumns = (customer: Omit<Customer, 'id'>): NewRow<'customers'> =>
  Object.assign(columnsOf<'customers', 'visitEvery' | 'goal'>('customers', customer), {
    visit_every: customer.visitEvery === 'never' ? 0 : customer.visitEvery,
    goal: customer.goal === 'none' ? 0 : customer.goal,
  })

/** @throws cannot, when the customer is not there any more */
export async function detailsOf(db: Reader, id: number): Promise<CustomerDetails> {
  const { id: _, ...customer } = await customerStillThere(db, id)
  const phoneKey = await phoneKeyOf(db, id, customer.phone)
  return { ...customer, phoneKey, aliases: await aliasesOf(db, id), tags: await tagsOf(db, id) }
}

/** @throws cannot, when another customer has that name or alias */
export async function addCustomer(db: Writer, details: CustomerDetails): Promise<Customer> {
  await refuseTakenNames(db, [details.name, ...details.aliases])
  const row = await insert(db, 'customers', customerColumns(details))
  const added = { ...details, id: row.id }
  await allWritten([setHandles(db, [added], new Map()), setTags(db, [added])])
  return customerFrom(row)
}

/**
 * Nobody may have a name that is taken.
 * @returns the id of the first, or 0 without any; the ids of the others follow it
 */
export async function addCustomers(db: Writer, many: CustomerDetails[]): Promise<number> {
  const [sample] = many
  if (!sample) return 0
  const columns = Object.keys(customerColumns(sample)) as (keyof NewRow<'customers'>)[]
  const values = many.map(customerColumns).map((row) => columns.map((column) => row[column] ?? null))
  const first = await insertMany(db, 'customers', columns, values)
  const tags = many.flatMap(({ tags }, i) => [...new Set(tags)].map((tag): [number, string] => [first + i, tag]))
  await allWritten([addHandles(db, many, first), addTags(db, tags)])
  return first
}

/** @throws cannot, when another customer has that name or alias, or this one is not there any more */
export async function changeCustomer(db: Writer, id: number, details: CustomerDetails): Promise<Customer> {
  await refuseTakenNames(db, [details.name, ...details.aliases], id)
  await changeCustomers(db, [{ ...details, id }])
  return customerStillThere(db, id)
}

/**
 * Nobody may get a name that is taken.
 * @throws cannot, when one of them is not there any more
 */
export async function changeCustomers(db: Writer, many: (CustomerDetails & { id: number })[]): Promise<void> {
  const ids = many.map(({ id }) => id)
  const details = new Map(many.map((each) => [each.id, each]))
  const before = new Map<number, Reach>()
  for (const list of handfulsOf(ids)) {
    await updateWhere(db, 'customers', sql`id in ${list}`, (row) => {
      before.set(row.id, row)
      return customerColumns(details.get(row.id) ?? customerFrom(row))
    })
  }
  const gone = ids.find((id) => !before.has(id))
  if (gone !== undefined) throw noCustomer(gone)
  await allWritten([setHandles(db, many, before), setTags(db, many)])
}

/** The first care visit is due on that day, where none was noted. */
export const setFirstDay = (db: Writer, id: number, day: Day): Promise<unknown> =>
  update(db, 'customers', id, { first_day: day })

/** Nothing but the name is known. */
export const bareCustomer = (name: string, since: Day): CustomerDetails => ({
  name,
  email: null,
  phone: null,
  phoneKey: null,
  company: null,
  address: null,
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

/** @throws cannot, when the customer is archived: `cl due` shows neither a promise to them nor the end of a snooze */
export function refuseArchived({ id, name, archivedOn }: Customer, today: Day): void {
  if (archivedOn === null || archivedOn > today) return
  throw cannot(`${name} is archived, since ${archivedOn}.`, `To take them back first: cl unarchive ${id}`)
}

/** @throws cannot, when the customer is not there any more */
export async function customerStillThere(db: Reader, id: number): Promise<Customer> {
  const customer = await customerById(db, id)
  if (!customer) throw noCustomer(id)
  return customer
}

const noCustomer = (id: number) => cannot(`There is no customer #${id}.`, 'cl list shows them all.')
