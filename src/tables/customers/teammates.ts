import sql, { raw, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'

/** A column: the name of the teammate whom a row of the table names. */
export const nameOfTeammate = (table: string): Sql =>
  sql`(select b.name from customers b where b.id = ${raw(table)}.by_id)`

/** A list that a column can be in. */
export const team = sql`(select id from customers where kind = 'teammate')`

export const teammates = (db: Reader): Promise<{ id: number; name: string }[]> =>
  db.all(sql`select id, name from customers where kind = 'teammate' order by name, id`)
