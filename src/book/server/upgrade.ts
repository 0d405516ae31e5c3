import sql from 'sql-template-tag'
import type { PostgresEngine } from '../engines/postgres.ts'

/**
 * The changes of a version to a book on a server that is of an earlier one, by version: the other text of the migration of a file
 * with that number. A new book on a server has its tables from the file (`serverTables`).
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

/** The error for a book on a server that is of an older version than this program. */
export class OlderBook extends Error {
  constructor(version: number) {
    super(`The book is of version ${version}.`)
    this.name = 'OlderBook'
  }
}

/**
 * Brings a book up to a version. To be called in a transaction that has its table `book` for itself: another laptop may have
 * been quicker.
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
