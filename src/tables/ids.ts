import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'

/** The most ids that one query is given. */
const most = 5_000

/** The rows that a query answers for ids, as a list that a column can be in, asked in handfuls that a database takes. */
export async function forIds<Row>(db: Reader, ids: number[], query: (list: Sql) => Sql): Promise<Row[]> {
  const rows: Row[] = []
  for (const list of handfulsOf(ids)) for (const row of await db.all<Row>(query(list))) rows.push(row)
  return rows
}

/** Ids or keys as lists that a column can be in, each short enough for one statement. */
export function* handfulsOf(ids: number[] | string[]): Generator<Sql> {
  for (let start = 0; start < ids.length; start += most) yield sql`(${join(ids.slice(start, start + most))})`
}

/** The condition that a column holds an id, behind another condition; nothing where no id is asked for. */
export const andIs = (column: Sql, id: number | undefined): Sql =>
  id === undefined ? empty : sql`and ${column} = ${id}`

/** Ids of a group as one text: for very many of them. `idsIn` reads it. */
export const gathered = (column: Sql): Sql => sql`string_agg(cast(${column} as text), ',')`

/** The ids in a text that `gathered` made; null is the text of none. */
export const idsIn = (text: string | null): number[] => (text === null ? [] : JSON.parse(`[${text}]`))

/** The number of times that each id is in a text that `gathered` made. For very many rows, this is faster than a group in SQL. */
export function countsIn(text: string | null): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of idsIn(text)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
