import sql from 'sql-template-tag'
import type { PostgresEngine } from '../engines/postgres.ts'

/** The version of the tables that `serverTables` makes. */
export const foundedVersion = 7

/**
 * What each later version changes of a book on a server, by version: the other text of the migration of a file with that
 * number. `test/book/server` compares the columns that both come to.
 */
export const serverMigrations: Record<number, string> = {}

/** A book on a server is of an older version than this program. */
export class OlderBook extends Error {
  constructor(version: number) {
    super(`The book is of version ${version}.`)
    this.name = 'OlderBook'
  }
}

/**
 * Brings a book up to a version. To be called in a writing transaction, which holds its lock: another laptop may have been
 * quicker.
 * @returns the version that it had; null where it has that version already
 */
export async function upgrade(
  engine: PostgresEngine,
  version: number,
  migrations = serverMigrations,
): Promise<number | null> {
  const [found] = await engine.all<{ version: number }>(sql`select version from book`)
  const from = found?.version ?? version
  if (from >= version) return null
  for (let next = from + 1; next <= version; next += 1) await engine.define(migrations[next] ?? '')
  await engine.run(sql`update book set version = ${version}`)
  return from
}
