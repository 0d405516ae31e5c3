import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite, type SqliteEngine } from '#book/engines/sqlite.ts'
import { migrations } from '#book/migrations/index.ts'
import { ownFolder } from '../own-folder.ts'

/** The bytes of an empty book: opening them takes a tenth of the time of all migrations. */
function emptyBook(): Buffer {
  const path = join(ownFolder(), 'book.db')
  const engine = openSqlite(path, { create: true })
  engine.migrate(migrations)
  engine.close()
  return readFileSync(path)
}

let bytes: Buffer | undefined

/** An empty book in memory. */
export function memoryBook(): SqliteEngine {
  bytes ??= emptyBook()
  // The driver takes the bytes of a database in the place of its path.
  return openSqlite(bytes as unknown as string)
}
