import sql, { empty, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { allValues, isAny, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { handfulsOf } from '../ids.ts'
import { removeRows, rowsOfCustomers, textsByCustomer } from '../own-rows.ts'
import { insertMany } from '../rows.ts'
import type { Rows } from '../tables.ts'
import { isScoredOn } from './customer-days.ts'

/** Each list is in alphabetical order. */
export async function tagsByCustomer(db: Reader, ids?: number[]): Promise<Map<number, string[]>> {
  const query = (filter: Sql) => sql`select customer_id, tag from tags ${filter} order by customer_id, tag`
  const filters = ids ? [...handfulsOf(ids)].map((list) => sql`where customer_id in ${list}`) : [empty]
  const rows = await Promise.all(filters.map((filter) => db.cells<[customerId: number, tag: string]>(query(filter))))
  return textsByCustomer(rows.flat())
}

/** The order is by name. */
export const customersTagged = (db: Reader, tag: string, on: Day): Promise<{ id: number; name: string }[]> =>
  db.all(sql`select c.id, c.name from customers c join tags t on t.customer_id = c.id
    where t.tag = ${tag} and ${isScoredOn(on)} order by c.name, c.id`)

/** The order is that of the alphabet. */
export const allTags = (db: Reader): Promise<string[]> => allValues(db, sql`select distinct tag from tags order by tag`)

/** True also for a tag of archived customers alone. */
export const isTag = (db: Reader, tag: string): Promise<boolean> => isAny(db, sql`tags where tag = ${tag}`)

/** The order is that of the alphabet. */
export const tagsOf = async (db: Reader, id: number): Promise<string[]> =>
  (await tagsByCustomer(db, [id])).get(id) ?? []

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

/** No customer may have the tag already. */
export const addTags = (db: Writer, tags: [customerId: number, tag: string][]): Promise<number> =>
  insertMany(db, 'tags', ['customer_id', 'tag'], tags)
