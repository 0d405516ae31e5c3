import sql, { empty, raw, type Sql } from 'sql-template-tag'
import { allValues, type Reader } from '#book/engine.ts'
import { isAbout } from '#tables/belonging.ts'
import { exportedColumns, tablesWith } from '#tables/meanings.ts'
import type { Rows, TableName } from '#tables/tables.ts'

export const page = 1_000

/** @param rowsAfter reads the next `page` rows behind an id */
export async function* inPages<Row>(
  idOf: (row: Row) => number,
  rowsAfter: (id: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let last = 0; ; ) {
    const rows = await rowsAfter(last)
    yield rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < page) return
    last = idOf(end)
  }
}

const columnsOf = (table: TableName): Sql => raw(exportedColumns(table).join(', '))

/** Rows as they are stored, by id. @param customerId leaves out rows that are not about this customer */
export function rowPages<T extends TableName>(db: Reader, table: T, customerId?: number): AsyncGenerator<Rows[T][]> {
  const own = customerId === undefined ? undefined : isAbout(table, customerId)
  const rowsAfter = (last: number) =>
    db.all<Rows[T]>(sql`select ${columnsOf(table)} from ${raw(table)}
      where id > ${last} ${own ? sql`and ${own}` : empty} order by id limit ${page}`)
  return inPages(({ id }) => id, rowsAfter)
}

/** The ids of the rows that name a teammate, by table. */
export async function didBy(db: Reader, id: number): Promise<Record<string, number[]>> {
  const did: Record<string, number[]> = {}
  for (const table of tablesWith('teammate'))
    did[table] = await allValues(db, sql`select id from ${raw(table)} where by_id = ${id} order by id`)
  return did
}
