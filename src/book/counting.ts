import sql, { type Sql } from 'sql-template-tag'
import type { Reader } from './engine.ts'

/** The number of rows of a query, of which `from` is all that stands behind its `from`. */
export async function countOf(db: Reader, from: Sql): Promise<number> {
  const [[count] = [0]] = await db.cells<[number]>(sql`select count(*) from ${from}`)
  return count
}

/** True when a query has any row; `from` as for `countOf`. */
export const isAny = async (db: Reader, from: Sql): Promise<boolean> =>
  (await db.cells(sql`select 1 from ${from} limit 1`)).length > 0
