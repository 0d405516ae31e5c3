import sql, { raw } from 'sql-template-tag'
import { cannot } from '#errors.ts'
import { bookTables, copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import { countOf } from '../engine.ts'
import type { PostgresEngine } from '../engines/postgres.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { currentSchema, emptyBook, type Schema } from '../schema.ts'
import { serverRules } from './rules.ts'

/** PostgreSQL has other words for some of SQLite's in the statements of a book's tables. */
const words: [sqlite: RegExp, postgres: string][] = [
  [/\) strict.*$/, ')'],
  [/\binteger primary key autoincrement/, 'bigint primary key default next_number(?)'],
  [/\binteger\b/g, 'bigint'],
  [/\b(\w+) text\b/g, '$1 text collate "C"'],
  [/\bglob '(.*?)'/g, "~ '^$1$$'"],
  [/\bjson_valid\((\w+)\)/g, '($1 is null or $1::json is not null)'],
]

/** The column points to the rows of a table. */
const pointer = /\b(\w+)( bigint[\w ]*?) references (\w+) \(id\) on delete restrict/g

/** The pointers are made once all tables are there. */
function onServer(table: string, made: string): { table: string; pointers: string[] } {
  const text = words.reduce((sql, [sqlite, postgres]) => sql.replace(sqlite, postgres), made)
  const pointers = [...text.matchAll(pointer)].map(
    ([, column, , to]) => `alter table ${table} add foreign key (${column}) references ${to} (id) deferrable`,
  )
  return { table: text.replace(pointer, '$1$2').replace('?', `'${table}'`), pointers }
}

/**
 * A server alone has these tables. `numbers` holds the highest number that each table has given, as a file's `sqlite_sequence`
 * does; `book` holds the version, the day on which the book was taken back into a file, and a number that counts up whenever a
 * name, a word or a setting may have changed. Each transaction that writes locks the one row of `book` first.
 */
const ofServer = /* sql */ `
create table book (
  id bigint primary key check (id = 1),
  program text collate "C" not null,
  version bigint not null,
  closed_on text collate "C",
  names bigint not null default 0
);
create table numbers (name text collate "C" primary key, last bigint not null);
create function next_number(whose text) returns bigint language sql volatile as $body$
  update numbers set last = last + 1 where name = whose returning last
$body$`

/**
 * The migrations make the same columns in a file, in the same order. Rows are copied into the tables before the indexes and
 * `serverRules` are added.
 */
export async function serverTables(schema: Schema): Promise<{ tables: string; indexes: string }> {
  const book = await emptyBook(schema)
  const made = book.file.schema().flatMap(([name, sql]) => (sql === null ? [] : [{ name, sql }]))
  book.close()
  const tables = made.filter(({ sql }) => sql.startsWith('CREATE TABLE')).map(({ name, sql }) => onServer(name, sql))
  const statements = [...tables.map(({ table }) => table), ...tables.flatMap(({ pointers }) => pointers)]
  const indexes = made.flatMap(({ sql }) => (/^CREATE (UNIQUE )?INDEX/.test(sql) ? [sql] : []))
  return { tables: [ofServer, ...statements].join(';\n'), indexes: indexes.join(';\n') }
}

/**
 * Every row keeps its number. The caller is in a transaction of `server`, in which nothing is there yet.
 * @param progress is told how many rows were sent, or compared, of all
 * @returns the number and checksum of the copied rows, by table
 * @throws cannot, where the server has other rows than the file after it
 */
export async function found(
  local: SqliteEngine,
  server: PostgresEngine,
  progress: (done: number, all: number) => Promise<void> = async () => {},
): Promise<Map<string, Sum>> {
  const { tables, indexes } = await serverTables(currentSchema)
  const sizes = await Promise.all((await bookTables(local)).map(([table]) => countOf(local, raw(table))))
  let done = 0
  const tell = ({ rows }: { rows: unknown[] }) => {
    done += rows.length
    return progress(done, 2 * sizes.reduce((sum, size) => sum + size, 0))
  }
  await server.define(tables)
  await server.run(sql`set constraints all deferred`)
  const copied = await copyRows(local, server, tell)
  const numbers = local.file.numbers()
  for (const [table, columns] of await bookTables(local)) {
    if (columns.has('id')) await server.run(sql`insert into numbers values (${table}, ${numbers.get(table) ?? 0})`)
  }
  await server.run(sql`insert into book (id, program, version) values (1, 'cl', ${currentSchema.version})`)
  await server.define('set constraints all immediate') // looks at every row
  await server.define(`${indexes};\n${serverRules}`)
  const wrong = differingTable(copied, await sumsOf(server, tell))
  if (wrong === null) return copied
  throw cannot(`The server keeps other rows of ${wrong} than it was sent. Nothing was moved.`, 'Is its encoding UTF8?')
}
