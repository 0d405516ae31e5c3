import sql, { raw, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import { forIds, handfulsOf } from './ids.ts'
import { removeWhere } from './rows.ts'
import type { Rows } from './tables.ts'

/** The keys are customers' ids. */
export async function rowsOfCustomers<T extends 'handles' | 'tags'>(
  db: Reader,
  table: T,
  customers: { id: number }[],
): Promise<Map<number, Rows[T][]>> {
  const ids = customers.map(({ id }) => id)
  const query = (list: Sql) =>
    sql`select *, customer_id as "customerId" from ${raw(table)} where customer_id in ${list} order by customer_id, id`
  return byCustomer(await forIds<Rows[T] & { customerId: number }>(db, ids, query))
}

export async function removeRows(db: Writer, table: 'handles' | 'tags', rows: { id: number }[]): Promise<void> {
  for (const list of handfulsOf(rows.map(({ id }) => id))) await removeWhere(db, table, sql`id in ${list}`)
}

/** The order of the texts stays. */
export function textsByCustomer(rows: [customerId: number, text: string][]): Map<number, string[]> {
  const groups = byCustomer(rows.map(([customerId, text]) => ({ customerId, text })))
  return new Map([...groups].map(([id, group]) => [id, group.map(({ text }) => text)]))
}
