import sql, { raw, type Sql } from 'sql-template-tag'
import { bookTables, copyRows, sumsOf } from '#book/copy.ts'
import type { Reader, Value } from '#book/engine.ts'
import { type Place, PostgresEngine } from '#book/engines/postgres.ts'
import { insertion } from '#book/engines/postgres-text.ts'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import { found } from '#book/server/founding.ts'
import { memoryBook } from './book/empty-book.ts'
import { hasPostgres, type OwnServer, startPostgres } from './postgres.ts'

/** True when all tests have their books on a server, by CL_TEST_SERVER. */
export const onServer = (process.env['CL_TEST_SERVER'] ?? '') !== '' && hasPostgres()

let started: Promise<OwnServer> | undefined

/** The PostgreSQL that the tests of this process share; it is started for the first. */
export function ownServer(): Promise<OwnServer> {
  started ??= startPostgres()
  return started
}

/** The place of a schema for `cl`; `others` change it, such as the role. */
export async function placeOf(schema: string, others: Partial<Place> = {}): Promise<Place> {
  const { port } = await ownServer()
  const reach = { host: '127.0.0.1', port, socketFile: null, tls: 'none', authorities: null } as const
  return { ...reach, database: 'postgres', schema, role: 'cl', password: null, ...others }
}

export const addressOf = async (schema: string): Promise<string> =>
  `postgres://cl@127.0.0.1:${(await ownServer()).port}/postgres?schema=${schema}`

let schemas = 0

/** A name for a schema that no other test has. */
export function ownSchema(): string {
  schemas += 1
  return `t${process.pid}_${schemas}`
}

/** Does something on a server as the program would, without its check of the version. */
export async function withEngine<T>(place: Place, work: (engine: PostgresEngine) => Promise<T>): Promise<T> {
  const engine = new PostgresEngine(place, () => {})
  try {
    return await work(engine)
  } finally {
    engine.close()
  }
}

/** Makes an empty book somewhere. */
export async function foundAt(place: Place): Promise<void> {
  const empty = memoryBook()
  await withEngine(place, (engine) => engine.founding(() => found(empty, engine)))
  empty.close()
}

let emptying: Promise<string> | undefined

/** The statements that make a book empty again: much quicker than a new one. */
async function statementsToEmpty(): Promise<string> {
  const empty = memoryBook()
  const texts = [
    'set local session_replication_role = replica',
    'update numbers set last = 0',
    'update book set closed_on = null',
  ]
  for (const [table, columns] of await bookTables(empty)) {
    texts.push(`delete from ${table}`)
    const rows = await empty.cells<Value[]>(sql`select * from ${raw(table)}`)
    if (rows.length > 0) texts.push(insertion(table, [...columns], rows))
  }
  for (const [table, last] of empty.file.numbers())
    texts.push(`update numbers set last = ${last} where name = '${table}'`)
  empty.close()
  return texts.join(';')
}

const free: string[] = []
const taken: string[] = []

/** A schema with an empty book, which is this test file's until it is over. */
export async function schemaWithBook(): Promise<string> {
  const used = free.pop()
  const schema = used ?? ownSchema()
  taken.push(schema)
  if (used === undefined) await foundAt(await placeOf(schema))
  else {
    emptying ??= statementsToEmpty()
    const text = await emptying
    await withEngine(await placeOf(schema), (engine) => engine.founding(() => engine.define(text)))
  }
  return schema
}

/** Lets the next test file have the schemas of the last one. */
export function giveBackSchemas(): void {
  copied = undefined
  free.push(...taken.splice(0))
}

/** A book that is asked, and that cannot be written to. */
export type StoredBook = Reader & { close(): void }

let copied: Promise<string> | undefined

/** A copy of the book on the server, in one schema for all of them, one after the other. */
export async function onTheServer(book: SqliteEngine): Promise<StoredBook> {
  copied ??= schemaWithBook()
  const engine = new PostgresEngine(await placeOf(await copied), () => {})
  const tables = await bookTables(book)
  await engine.founding(async () => {
    await engine.define(
      ['set local session_replication_role = replica', ...tables.map(([table]) => `delete from ${table}`)].join(';'),
    )
    await copyRows(book, engine)
  })
  book.close()
  let turn: Promise<unknown> = Promise.resolve()
  const asked = <T>(ask: () => Promise<T>): Promise<T> => {
    const next = turn.then(() => engine.transaction('read', ask))
    turn = next.catch(() => {})
    return next
  }
  return {
    all: <Row>(query: Sql) => asked(() => engine.all<Row>(query)),
    cells: <Row extends unknown[]>(query: Sql) => asked(() => engine.cells<Row>(query)),
    columns: () => asked(() => engine.columns()),
    close: () => engine.close(),
  }
}

/** The contents of the book in a schema, by table. */
export const sumsIn = async (schema: string) =>
  withEngine(await placeOf(schema), (engine) => engine.transaction('read', () => sumsOf(engine)))
