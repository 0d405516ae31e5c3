import sql, { raw, type Sql } from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { cannot, type UserError } from '#errors.ts'
import { type Engine, firstOf, type Reader } from '../engine.ts'

/**
 * The name is kept with each change. `login` makes a change that user’s own on any machine, as a laptop does not keep its name for
 * ever; it is null for a teammate, who is known by the whole name. At a file, the changes of the teammate in its setting `me` are
 * the user’s own as well: they were made while the book was on a server.
 */
export type Maker = { name: string; login: string | null; isAtFile?: boolean }

export type PointersTo = (table: string) => { table: string; column: string }[]

/**
 * Without a maker, every change is one's own; and so is a change from before the book kept makers.
 * @param changes the name of the table in the query
 */
export function isOwn(maker: Maker | undefined, changes = sql`changes`): Sql {
  if (!maker) return sql`1 = 1`
  const { name, login, isAtFile } = maker
  const by = sql`${changes}.made_by`
  const ofLogin = login === null ? sql`` : sql` or substr(${by}, 1, ${login.length}) = ${login}`
  const ofMe = isAtFile ? sql` or exists (select 1 from settings where key = 'me' and value = ${by})` : sql``
  return sql`(${by} is null or ${by} = ${name}${ofLogin}${ofMe})`
}

/** Others make changes, too, in a file that goes to a server. */
export const signOwn = (engine: Engine, maker: Maker, name: string): Promise<void> =>
  engine.run(sql`update changes set made_by = ${name} where ${isOwn(maker)} and coalesce(made_by, '') <> ${name}`)

type Others = { madeBy: string; madeOn: Day; summary: string }

const askFor = sql`select c.made_by as "madeBy", c.made_on as "madeOn", c.summary from changes c`

const standsSince = (id: number, maker: Maker | undefined): Sql =>
  sql`c.id > ${id} and c.undone = 0 and not ${isOwn(maker, sql`c`)}`

/** Since one’s own change `id`. */
export async function lastOfOthers(db: Reader, id: number, maker: Maker | undefined): Promise<Others | undefined> {
  return firstOf(db, sql`${askFor} where ${standsSince(id, maker)} order by c.id desc limit 1`)
}

/** Undefined where nobody did. */
export async function lastTakenBackByOthers(db: Reader, maker: Maker | undefined): Promise<Others | undefined> {
  const isTheirs = sql`c.undone = 1 and not ${isOwn(maker, sql`c`)}`
  return firstOf(db, sql`${askFor} where ${isTheirs} order by c.id desc limit 1`)
}

/** The change had added a row that one’s own changed. */
export const addedAndTakenBack = (db: Reader, id: number, maker: Maker): Promise<Others | undefined> =>
  firstOf(
    db,
    sql`${askFor} join change_rows r on r.change_id = c.id
    where c.undone = 1 and not ${isOwn(maker, sql`c`)} and r.before is null and exists (select 1 from change_rows m
      where m.change_id = ${id} and m.table_name = r.table_name and m.before is not null and ${isWithin(sql`m.row_id`, sql`r`)})
    order by c.id desc limit 1`,
  )

const isWithin = (id: Sql, row: Sql): Sql =>
  sql`${id} between ${row}.row_id and coalesce(${row}.last_id, ${row}.row_id)`

/**
 * The last change by somebody else since, of a row that the own change changed as well, or of a row that points to one it added.
 * @param tables the tables in which the own change added rows
 */
export async function inTheWay(
  db: Engine,
  id: number,
  maker: Maker,
  tables: Set<string>,
  pointersTo: PointersTo,
): Promise<Others | undefined> {
  const theirs = sql`join change_rows r on r.change_id = c.id`
  const overlaps = sql`m.row_id <= coalesce(r.last_id, r.row_id) and coalesce(m.last_id, m.row_id) >= r.row_id`
  const queries = [
    sql`${askFor} ${theirs} where ${standsSince(id, maker)} and exists (select 1 from change_rows m
      where m.change_id = ${id} and m.table_name = r.table_name and ${overlaps})`,
  ]
  for (const added of tables) {
    for (const { table, column } of pointersTo(added)) {
      const pointer = sql`p.${raw(column)}`
      queries.push(sql`${askFor} ${theirs} join ${raw(table)} p on r.table_name = ${table} and ${isWithin(sql`p.id`, sql`r`)}
        where ${standsSince(id, maker)} and exists (select 1 from change_rows m
          where m.change_id = ${id} and m.table_name = ${added} and m.before is null and ${isWithin(pointer, sql`m`)})`)
    }
  }
  const found = await Promise.all(queries.map((query) => db.all<Others>(sql`${query} order by c.id desc limit 1`)))
  return found.flat()[0]
}

/** Somebody else has built upon the change. */
export const othersChanged = (did: string, { madeBy, madeOn, summary }: Others): UserError =>
  cannot(
    `The change cannot be ${did}: ${madeBy} has changed the same thing since (${madeOn}: ${summary}).`,
    'Who made what: cl undo --list',
  )
