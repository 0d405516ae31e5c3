import { statSync } from 'node:fs'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { copyRows, differingTable, type Sum, sumsOf } from '../copy.ts'
import type { Reader } from '../engine.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { syncFile } from '../file/fsync.ts'
import { openBook } from '../file/opening.ts'
import type { Schema } from '../schema.ts'
import { notWhole, type Taken } from '../snapshots/snapshots.ts'
import type { OfServer } from './around.ts'
import { ownCopies } from './known.ts'

/** The bytes that a touch takes in a file, with its share of all else. */
const bytesOfTouch = 170

/** The size that a copy of a book on a server will have, in bytes, as far as the numbers of its touches tell. */
export async function sizeOfCopy(server: Reader): Promise<number> {
  const [[touches] = [0]] = await server.cells<[number]>(sql`select last from numbers where name = 'touches'`)
  return touches * bytesOfTouch
}

/**
 * Copies a book on a server into a file. To be called in a transaction of `server`.
 * @param target a new file
 * @throws cannot, when the file has other rows than the server
 */
export async function copyIntoFile(server: Reader, schema: Schema, target: string): Promise<Taken> {
  await withSqlite(target, async (copy) => {
    copy.migrate(await schema.migrations())
    const copied = await fillFrom(server, copy)
    const isSame = differingTable(copied, await sumsOf(copy)) === null
    if (!isSame || copy.file.orphan() !== null) throw notWhole(target, 'other rows are in it than on the server')
  })
  syncFile(target)
  return { path: target, size: statSync(target).size }
}

/** Fills a new book in a file with the rows of one on a server, and with the numbers that its tables have given. */
async function fillFrom(server: Reader, copy: SqliteEngine): Promise<Map<string, Sum>> {
  const numbers = await server.cells<[string, number]>(sql`select name, last from numbers where last > 0`)
  let copied = new Map<string, Sum>()
  await copy.fill(new Map(numbers), async () => {
    copied = await copyRows(server, copy)
  })
  return copied
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
