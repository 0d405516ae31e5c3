import sql, { raw } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import type { Customer } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import { freeLabel, mergedCustomer } from '#domain/merge.ts'
import { winBack } from '#figures/keeping.ts'
import { changeCustomer, detailsOf } from './customers.ts'
import type { NewRow, Rows, TableName } from './tables.ts'

/** The tables whose rows belong to a customer, besides names and tags, by what one row is called. */
const movable = {
  touches: 'touch',
  loops: 'loop',
  facts: 'fact',
  dates: 'date',
  savings: 'saving',
  pulses: 'pulse',
  surprises: 'surprise',
  losses: 'loss',
  absences: 'absence',
  import_keys: 'import key',
} satisfies Partial<Record<TableName, string>>
const movableTables = Object.keys(movable) as (keyof typeof movable)[]

/** The tables in which a row can name a teammate. */
const byTables = ['touches', 'loops', 'facts'] as const

const idsWhere = async (db: Reader, table: TableName, column: string, id: number): Promise<number[]> =>
  (await db.all<{ id: number }>(sql`select id from ${raw(table)} where ${raw(column)} = ${id} order by id`)).map(
    (row) => row.id,
  )

/** How many rows of each kind belong to a customer; kinds without any are left out. */
export async function countsOf(db: Reader, customerId: number): Promise<{ what: string; count: number }[]> {
  const counts: { what: string; count: number }[] = []
  for (const table of movableTables) {
    const [row] = await db.all<{ count: number }>(
      sql`select count(*) as count from ${raw(table)} where customer_id = ${customerId}`,
    )
    if (row && row.count > 0) counts.push({ what: movable[table], count: row.count })
  }
  return counts
}

/**
 * Gives all that belongs to `from` to `into`, and removes `from`, who is then called by an alias of `into`. Who was lost
 * and is now one with somebody who is here is won back on this day.
 * @param phoneKey the form in which the phone number of the two together is compared
 */
export async function mergeCustomers(
  db: Writer,
  from: number,
  into: number,
  today: Day,
  phoneKey: (phone: string) => Promise<string | null>,
): Promise<{ customer: Customer; wonBack: boolean }> {
  const details = mergedCustomer(await detailsOf(db, from), await detailsOf(db, into))
  for (const table of movableTables) {
    if (table === 'dates') await moveDates(db, from, into)
    else
      for (const id of await idsWhere(db, table, 'customer_id', from)) await db.update(table, id, { customer_id: into })
  }
  for (const table of byTables) {
    for (const id of await idsWhere(db, table, 'by_id', from)) await db.update(table, id, { by_id: into })
  }
  await moveHandles(db, from, into)
  for (const id of await idsWhere(db, 'tags', 'customer_id', from)) await db.remove('tags', id)
  await db.remove('customers', from)
  const wonBack = details.archivedOn === null && (await winBack(db, into, today))
  const key = details.phone === null ? null : await phoneKey(details.phone)
  return { customer: await changeCustomer(db, into, { ...details, phoneKey: key }), wonBack }
}

const rowsOf = <T extends 'dates' | 'handles'>(db: Reader, table: T, customerId: number): Promise<Rows[T][]> =>
  db.all(sql`select * from ${raw(table)} where customer_id = ${customerId} order by id`)

/** A day whose label `into` has already gets a label of its own. */
async function moveDates(db: Writer, from: number, into: number): Promise<void> {
  const kept = await rowsOf(db, 'dates', into)
  for (const date of await rowsOf(db, 'dates', from)) {
    const label = freeLabel(
      date.label,
      kept.map((each) => each.label),
    )
    kept.push(await db.update('dates', date.id, { customer_id: into, label }))
  }
}

/** Whoever looks for `from`, by name, e-mail or phone, finds `into` from now on. */
async function moveHandles(db: Writer, from: number, into: number): Promise<void> {
  const kept = await rowsOf(db, 'handles', into)
  for (const { id, kind, key } of await rowsOf(db, 'handles', from)) {
    const isThere = kept.some((each) => each.kind === kind && each.key === key)
    const changes: NewRow<'handles'> = { customer_id: into, ...(kind === 'name' ? { kind: 'alias' } : {}) }
    if (kind === 'word' || isThere) await db.remove('handles', id)
    else await db.update('handles', id, changes)
  }
}
