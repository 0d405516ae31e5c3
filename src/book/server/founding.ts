import sql, { raw } from 'sql-template-tag'
import { cannot } from '#errors.ts'
import { bookTables, copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import { countOf } from '../counting.ts'
import type { PostgresEngine } from '../engines/postgres.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { currentSchema } from '../schema.ts'
import { serverRules } from './rules.ts'
import { serverTables } from './tables.ts'

/**
 * Makes a book on a server of a file, with every row and its number. To be called in a transaction of `server`, in which
 * nothing is there yet.
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
