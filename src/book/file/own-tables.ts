import { isDeepStrictEqual } from 'node:util'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import type { Migration } from '../migrations/index.ts'

/**
 * True for just the tables of these migrations, at the database's version. Where SQL fails on others, the file is damaged; else the
 * error is a bug.
 */
export function hasOwnTables(engine: SqliteEngine, migrations: Migration[]): boolean {
  const fresh = openSqlite(':memory:')
  try {
    fresh.migrate(migrations.slice(0, engine.file.version()))
    return isDeepStrictEqual(engine.file.schema(), fresh.file.schema())
  } catch {
    return false // not even its schema can be read
  } finally {
    fresh.close()
  }
}
