import { isDeepStrictEqual } from 'node:util'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import type { Migration } from '../migrations/index.ts'

/**
 * Whether a database has just the tables that its version should have, of these migrations. Where SQL fails on one that has
 * others, the file is damaged; else it is a bug.
 */
export function hasOwnTables(engine: SqliteEngine, migrations: Migration[]): boolean {
  const fresh = openSqlite(':memory:')
  try {
    fresh.migrate(migrations.slice(0, engine.version()))
    return isDeepStrictEqual(engine.schema(), fresh.schema())
  } catch {
    return false // not even its schema can be read
  } finally {
    fresh.close()
  }
}
