import { openSqlite, type SqliteEngine } from './engines/sqlite.ts'
import type { Migration } from './migrations/index.ts'

/** The version counts the migrations, which are loaded when they are needed. */
export type Schema = { version: number; migrations: () => Promise<Migration[]> }

export const currentSchema: Schema = {
  version: 9,
  migrations: async () => (await import('./migrations/index.ts')).migrations,
}

/** A command may read before there is a book. */
export async function emptyBook({ migrations }: Schema): Promise<SqliteEngine> {
  const engine = openSqlite(':memory:')
  engine.migrate(await migrations())
  return engine
}
