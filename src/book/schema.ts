import { openSqlite, type SqliteEngine } from './engines/sqlite.ts'
import type { Migration } from './migrations/index.ts'

/** The tables of a book: their version, which counts the migrations, and the migrations, loaded when they are needed. */
export type Schema = { version: number; migrations: () => Promise<Migration[]> }

/** The tables of this version. */
export const currentSchema: Schema = {
  version: 9,
  migrations: async () => (await import('./migrations/index.ts')).migrations,
}

/** An empty book in memory, for a command that reads before there is a book. */
export async function emptyBook({ migrations }: Schema): Promise<SqliteEngine> {
  const engine = openSqlite(':memory:')
  engine.migrate(await migrations())
  return engine
}
