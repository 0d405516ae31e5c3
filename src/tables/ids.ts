import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'

const most = 5_000

/** The list of ids is asked for in handfuls that a database takes. */
export async function forIds<Row>(db: Pick<Reader, 'all'>, ids: number[], query: (list: Sql) => Sql): Promise<Row[]> {
  return (await Promise.all([...handfulsOf(ids)].map((list) => db.all<Row>(query(list))))).flat()
}

/** Each list is short enough for one statement. */
export function* handfulsOf(ids: number[] | string[]): Generator<Sql> {
  for (let start = 0; start < ids.length; start += most) yield sql`(${join(ids.slice(start, start + most))})`
}

/** The condition is empty where no id is asked for. */
export const andIs = (column: Sql, id: number | undefined): Sql =>
  id === undefined ? empty : sql`and ${column} = ${id}`

/** One text holds very many ids. `idsIn` reads it. */
export const gathered = (column: Sql): Sql => sql`string_agg(cast(${column} as text), ',')`

/** `gathered` made the text; null is the text of no ids. */
export const idsIn = (text: string | null): number[] => (text === null ? [] : JSON.parse(`[${text}]`))

/** Counting here is faster than a group in SQL, for very many rows. */
export function countsIn(text: string | null): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of idsIn(text)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
