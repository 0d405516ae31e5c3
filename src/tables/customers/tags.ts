import sql, { empty, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { forIds } from '../ids.ts'
import { removeRows, rowsOfCustomers } from '../own-rows.ts'
import { insertMany } from '../rows.ts'
import type { Rows } from '../tables.ts'

/** Tags by customer: of these, or of all. Each list is in alphabetical order. */
export async function tagsByCustomer(db: Reader, ids?: number[]): Promise<Map<number, string[]>> {
  type Row = Pick<Rows['tags'], 'customer_id' | 'tag'>
  const query = (filter: Sql) => sql`select customer_id, tag from tags ${filter} order by customer_id, tag`
  const rows = ids
    ? await forIds<Row>(db, ids, (list) => query(sql`where customer_id in ${list}`))
    : await db.all<Row>(query(empty))
  const tags = new Map<number, string[]>()
  for (const { customer_id, tag } of rows) tags.set(customer_id, [...(tags.get(customer_id) ?? []), tag])
  return tags
}

/** True when anybody has a tag, archived or not. */
export const isTag = async (db: Reader, tag: string): Promise<boolean> =>
  (await db.all(sql`select tag from tags where tag = ${tag} limit 1`)).length > 0

/** The tags of one customer, in alphabetical order. */
export const tagsOf = async (db: Reader, id: number): Promise<string[]> =>
  (await tagsByCustomer(db, [id])).get(id) ?? []

/** Gives each customer exactly these tags. */
export async function setTags(db: Writer, many: { id: number; tags: string[] }[]): Promise<void> {
  const kept = await rowsOfCustomers(db, 'tags', many)
  const going: Rows['tags'][] = []
  const coming: [customerId: number, tag: string][] = []
  for (const { id, tags } of many) {
    const own = kept.get(id) ?? []
    going.push(...own.filter(({ tag }) => !tags.includes(tag)))
    const isNew = (tag: string) => !own.some((row) => row.tag === tag)
    coming.push(...[...new Set(tags)].filter(isNew).map((tag): [number, string] => [id, tag]))
  }
  await removeRows(db, 'tags', going)
  await addTags(db, coming)
}

/** Adds tags that nobody has yet. */
export const addTags = (db: Writer, tags: [customerId: number, tag: string][]): Promise<number> =>
  insertMany(db, 'tags', ['customer_id', 'tag'], tags)
