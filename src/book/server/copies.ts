import { statSync } from 'node:fs'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import type { Reader } from '../engine.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { syncFile } from '../file/fsync.ts'
import { openBook } from '../file/opening.ts'
import { notWhole, type Taken } from '../snapshots/snapshots.ts'
import type { OfServer } from './around.ts'
import { ownCopies } from './known.ts'

/**
 * Copies a book on a server into a file. To be called in a transaction of `server`.
 * @param target a new file
 * @throws cannot, when the file has other rows than the server; 130, when it is broken off
 */
export async function copyIntoFile(
  server: Reader,
  { schema, progress }: Pick<OfServer, 'schema' | 'progress'>,
  target: string,
): Promise<Taken> {
  const numbers = new Map(await server.cells<[string, number]>(sql`select name, last from numbers where last > 0`))
  // Each touch is copied, and then compared.
  const all = 2 * (numbers.get('touches') ?? 0)
  let done = 0
  const tell = ({ table, rows }: { table: string; rows: unknown[] }) => {
    if (table === 'touches') done += rows.length
    return progress('Copying the book', done, all)
  }
  await withSqlite(target, async (copy) => {
    copy.migrate(await schema.migrations())
    let copied = new Map<string, Sum>()
    await copy.fill(numbers, async () => {
      copied = await copyRows(server, copy, tell)
    })
    const isSame = differingTable(copied, await sumsOf(copy, tell)) === null
    if (!isSame || copy.file.orphan() !== null) throw notWhole(target, 'other rows are in it than on the server')
  })
  syncFile(target)
  return { path: target, size: statSync(target).size }
}

/** A copy of a book on this laptop, of the day on which it was taken. */
type LaptopCopy = { day: Day; engine: SqliteEngine }

/** The newest copy on this laptop that has the tables of this version; undefined where there is none. */
export function newestCopy({ path, schema, today }: OfServer): LaptopCopy | undefined {
  const { version } = schema
  const [newest] = ownCopies(path, today)
  const opened = newest && openBook(newest.path, version, today, { readOnly: true })
  if (!newest || !opened) return undefined
  if (opened.version === version) return { day: newest.day, engine: opened.engine }
  opened.engine.close()
  return undefined
}
