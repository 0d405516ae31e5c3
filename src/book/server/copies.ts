import { statSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import type { Reader } from '../engine.ts'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import { syncFile } from '../file/fsync.ts'
import { openBook } from '../file/opening.ts'
import type { Schema } from '../schema.ts'
import { notWhole, type Taken } from '../snapshots/snapshots.ts'
import { intoFile } from './into-file.ts'
import { ownCopies } from './known.ts'

/**
 * Copies a book on a server into a file. To be called in a transaction of `server`.
 * @param target a new file
 * @throws cannot, when the file has other rows than the server
 */
export async function copyIntoFile(server: Reader, schema: Schema, target: string): Promise<Taken> {
  const file = openSqlite(target)
  try {
    file.migrate(await schema.migrations())
    if ((await intoFile(server, file)) === null) throw notWhole(target, 'other rows are in it than on the server')
  } finally {
    file.close()
  }
  syncFile(target)
  return { path: target, size: statSync(target).size }
}

/** A copy of a book on this laptop, of the day on which it was taken. */
export type LaptopCopy = { day: Day; engine: SqliteEngine }

/** The newest copy on this laptop that has the tables of this version; undefined where there is none. */
export function newestCopy(path: string, { version }: Schema, today: Day): LaptopCopy | undefined {
  const [newest] = ownCopies(path, today)
  const opened = newest && openBook(newest.path, version, today, { readOnly: true })
  if (!newest || !opened) return undefined
  if (opened.version === version) return { day: newest.day, engine: opened.engine }
  opened.engine.close()
  return undefined
}
