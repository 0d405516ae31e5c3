import sql from 'sql-template-tag'
import type { PostgresEngine } from '../engines/postgres.ts'

/**
 * Each version has another text for a server than the migration of a file with that number, for a book that is of an earlier one.
 * A new book on a server has its tables from the file (`serverTables`).
 */
export const serverMigrations: Record<number, string> = {
  // `names` counts up whenever a name, a word or a setting may have changed: each laptop keeps a list of these.
  8: `alter table changes add column key text collate "C" check (length(key) between 1 and 100);
    create unique index changes_by_key on changes (key) where key is not null;
    alter table receipts add column whom text collate "C" check (whom is null or whom::json is not null);
    alter table book add column names bigint not null default 0`,
  // A trigger of a server plans its statements once: this version of a file asks fewer of them.
  9: '',
}

export class OlderBook extends Error {
  constructor(version: number) {
    super(`The book is of version ${version}.`)
    this.name = 'OlderBook'
  }
}

/**
 * The caller is in a transaction that has the table `book` for itself: another laptop may have been quicker.
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
