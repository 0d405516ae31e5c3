import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { type Rows, type TableName, tableNames } from '#tables/tables.ts'

/** Rows that are read at once. */
const page = 1_000

/** How each table's rows belong to a customer `id`; null for those that belong to none. */
const belonging: Record<TableName, ((id: number) => Sql) | null> = {
  customers: (id) => sql`id = ${id}`,
  handles: (id) => sql`customer_id = ${id}`,
  tags: (id) => sql`customer_id = ${id}`,
  channels: (id) => sql`id in (select channel_id from touches where customer_id = ${id})`,
  purposes: (id) => sql`id in (select purpose_id from touches where customer_id = ${id})`,
  touches: (id) => sql`customer_id = ${id}`,
  loops: (id) => sql`customer_id = ${id}`,
  settings: null,
  topics: (id) => sql`id in (select topic_id from facts where customer_id = ${id})`,
  facts: (id) => sql`customer_id = ${id}`,
  dates: (id) => sql`customer_id = ${id}`,
  savings: (id) => sql`customer_id = ${id}`,
  pulses: (id) => sql`customer_id = ${id}`,
  letters: null,
  letter_reviews: null,
  audits: null,
  audit_answers: null,
  ideas: (id) => sql`id in (select idea_id from surprises where customer_id = ${id})`,
  surprises: (id) => sql`customer_id = ${id}`,
  import_keys: (id) =>
    sql`(customer_id = ${id} or touch_id in (select t.id from touches t where t.customer_id = ${id}))`,
  column_maps: null,
  receipts: null,
  losses: (id) => sql`customer_id = ${id}`,
  absences: (id) => sql`customer_id = ${id}`,
}

/** The columns that are exported where these are not all: what a name is looked up by is made anew of the name. */
const columnsOf: Partial<Record<TableName, Sql>> = { handles: sql`id, customer_id, kind, key, shown` }

/** The tables that hold something of a person, with the words that these rows are written in. */
export const tablesOfCustomer = tableNames.filter((table) => belonging[table] !== null)

/**
 * The rows of a table as they are stored, by id, in pages.
 * @param customerId only those that are about this customer
 */
export async function* rowPages<T extends TableName>(
  db: Reader,
  table: T,
  customerId?: number,
): AsyncGenerator<Rows[T][]> {
  const own = customerId === undefined ? undefined : belonging[table]?.(customerId)
  for (let last = 0; ; ) {
    const rows = await db.all<Rows[T]>(sql`select ${columnsOf[table] ?? raw('*')} from ${raw(table)}
      where id > ${last}
      ${own ? sql`and ${own}` : empty} order by id limit ${page}`)
    yield rows
    last = rows.at(-1)?.id ?? 0
    if (rows.length < page) return
  }
}

/** What a teammate did, as the ids of the rows that name them. */
export async function didBy(db: Reader, id: number): Promise<Record<'touches' | 'loops' | 'facts', number[]>> {
  const idsIn = async (table: TableName) =>
    (await db.all<{ id: number }>(sql`select id from ${raw(table)} where by_id = ${id} order by id`)).map(
      (row) => row.id,
    )
  return { touches: await idsIn('touches'), loops: await idsIn('loops'), facts: await idsIn('facts') }
}
