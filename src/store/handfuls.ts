import sql, { join, type RawValue, type Sql } from 'sql-template-tag'
import type { Reader } from './engine.ts'

/** How many things one query is given at most. */
const most = 5_000

/** The rows that a query answers for a list of things, asked in handfuls that a database takes. */
export async function inHandfuls<Row>(db: Reader, things: RawValue[], query: (list: Sql) => Sql): Promise<Row[]> {
  const rows: Row[] = []
  for (let start = 0; start < things.length; start += most) {
    for (const row of await db.all<Row>(query(join(things.slice(start, start + most))))) rows.push(row)
  }
  return rows
}

/** The same for ids, as a list that a column can be in. */
export const forIds = <Row>(db: Reader, ids: number[], query: (list: Sql) => Sql): Promise<Row[]> =>
  inHandfuls(db, ids, (list) => query(sql`(${list})`))
