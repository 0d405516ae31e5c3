import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { freeLabel, mergedCustomer } from '#domain/customers/merge.ts'
import type { Day } from '#domain/days/day.ts'
import { type CountedRows, rowsCounted } from '../belonging.ts'
import { datesOf } from '../dates.ts'
import { mergedHow, ownTables, tablesWith } from '../meanings.ts'
import { remove, removeWhere, updateWhere } from '../rows.ts'
import type { TableMerged } from '../tables.ts'
import { winBack } from './absences.ts'
import { changeCustomer, customerById, detailsOf } from './customers.ts'

/** Kinds without any rows are left out. */
export async function countsOf(db: Reader, id: number): Promise<{ own: CountedRows; done: CountedRows }> {
  const counted = ownTables.filter((table) => mergedHow(table) !== 'united')
  return {
    own: await rowsCounted(db, counted, () => sql`customer_id = ${id}`),
    done: await rowsCounted(db, tablesWith('teammate'), () => sql`by_id = ${id}`),
  }
}

/**
 * The name of `from` becomes an alias of `into`. A lost customer who is now one with somebody who is here is won back.
 * @throws cannot, when one of them is not there any more; wrong usage, when the notes of both are too long for one
 */
export async function mergeCustomers(
  db: Writer,
  from: number,
  into: number,
  today: Day,
): Promise<{ customer: Customer; wonBack: boolean }> {
  const details = mergedCustomer(await detailsOf(db, from), await detailsOf(db, into))
  for (const table of ownTables.filter((each) => mergedHow(each) === 'moved')) {
    await updateWhere(db, table, sql`customer_id = ${from}`, () => ({ customer_id: into }))
  }
  for (const table of tablesWith('teammate')) {
    await updateWhere(db, table, sql`by_id = ${from}`, () => ({ by_id: into }))
  }
  for (const move of Object.values(ownWays)) await move(db, from, into)
  const wonBack = details.archivedOn === null && (await winBack(db, into, today))
  return { customer: await changeCustomer(db, into, details), wonBack }
}

/** The customer with whom somebody is one by now, also by way of others; undefined where they were not merged with anybody. */
export async function mergedInto(db: Reader, from: number): Promise<Customer | undefined> {
  const rows = await db.cells<[before: string, after: string]>(
    sql`select h.before, h.after from change_rows c join change_rows h on h.change_id = c.change_id
      where c.table_name = 'customers' and c.row_id = ${from} and c.after is null and h.table_name = 'handles'
        and h.before is not null and h.after is not null
        and c.change_id in (select id from changes where undone = 0) order by c.change_id desc`,
  )
  const moves = rows.map(([before, after]) => [JSON.parse(before).customer_id, JSON.parse(after).customer_id])
  const into = moves.find(([owner]) => owner === from)?.[1]
  return into === undefined ? undefined : ((await customerById(db, into)) ?? mergedInto(db, into))
}

/** The ways of rows that are not only moved: a catalogue with another such table does not compile without its way. */
const ownWays: Record<
  TableMerged<'relabelled' | 'united'>,
  (db: Writer, from: number, into: number) => Promise<unknown>
> = {
  dates: moveDates,
  handles: moveHandles,
  tags: (db, from) => removeWhere(db, 'tags', sql`customer_id = ${from}`),
  customers: (db, from) => remove(db, 'customers', from),
}

/** A label that `into` has already gets a free form. */
async function moveDates(db: Writer, from: number, into: number): Promise<void> {
  const taken = (await datesOf(db, into)).map(({ label }) => label)
  await updateWhere(db, 'dates', sql`customer_id = ${from}`, (date) => {
    const label = freeLabel(date.label, taken)
    taken.push(label)
    return { customer_id: into, label }
  })
}

/** A search for `from`, by name, e-mail or phone, finds `into` from now on. */
async function moveHandles(db: Writer, from: number, into: number): Promise<void> {
  const isThere = sql`exists (select 1 from handles o where o.customer_id = ${into} and o.kind = handles.kind
    and o.key = handles.key)`
  await removeWhere(db, 'handles', sql`customer_id = ${from} and ${isThere}`)
  await updateWhere(db, 'handles', sql`customer_id = ${from}`, ({ kind }) => ({
    customer_id: into,
    kind: kind === 'name' ? 'alias' : kind,
  }))
}
