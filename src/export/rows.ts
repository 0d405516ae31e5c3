import sql, { empty, raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { isAbout } from '#tables/belonging.ts'
import { columnsBut, tablesWith } from '#tables/meanings.ts'
import type { Rows, TableName } from '#tables/tables.ts'

/** The number of rows that are read at once. */
const page = 1_000

/** The columns that are exported: an import makes the others anew. */
const columnsOf = (table: TableName): Sql => raw(columnsBut(table, 'made').join(', '))

/**
 * The rows of a table as they are stored, by id, in pages.
 * @param customerId leaves out rows that are not about this customer
 */
export async function* rowPages<T extends TableName>(
  db: Reader,
  table: T,
  customerId?: number,
): AsyncGenerator<Rows[T][]> {
  const own = customerId === undefined ? undefined : isAbout(table, customerId)
  for (let last = 0; ; ) {
    const rows = await db.all<Rows[T]>(sql`select ${columnsOf(table)} from ${raw(table)}
      where id > ${last}
      ${own ? sql`and ${own}` : empty} order by id limit ${page}`)
    yield rows
    last = rows.at(-1)?.id ?? 0
    if (rows.length < page) return
  }
}

/** The deeds of a teammate, as the ids of the rows that name them, by table. */
export async function didBy(db: Reader, id: number): Promise<Record<string, number[]>> {
  const did: Record<string, number[]> = {}
  for (const table of tablesWith('teammate')) {
    const rows = await db.all<{ id: number }>(sql`select id from ${raw(table)} where by_id = ${id} order by id`)
    did[table] = rows.map((row) => row.id)
  }
  return did
}
