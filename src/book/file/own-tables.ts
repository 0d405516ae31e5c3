import { isDeepStrictEqual } from 'node:util'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import type { Migration } from '../migrations/index.ts'

/**
 * True when a database has just the tables that these migrations give to its version. Where SQL fails on a database that
 * has others, the file is damaged; else the error is a bug.
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
