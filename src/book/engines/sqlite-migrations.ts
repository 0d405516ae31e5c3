import type { Database } from 'better-sqlite3'
import { withoutAccents } from '#domain/accents.ts'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { keptKey, touchKeyAnew } from '../kept-key.ts'
import type { Migration } from '../migrations/index.ts'
import { applicationId, forWriting, readingAlone, rollBack, SqliteFile } from './sqlite-file.ts'
import { explained, explainedCommit } from './sqlite-trouble.ts'

/** The program itself does the work of these functions for later rows. */
function addFunctions(db: Database): void {
  db.function('folded', { deterministic: true }, (text) => (text === null ? null : withoutAccents(String(text))))
  db.function('keys_of_name', { deterministic: true }, (name) => JSON.stringify(nameKeys(String(name))))
  db.function('kept_key', { deterministic: true }, (key, isOfTouch) =>
    isOfTouch === 1 ? touchKeyAnew(String(key)) : keptKey(String(key)),
  )
}

/**
 * Gives the database the migrations that it has not had, each in one transaction together with its version. Another
 * process may have been quicker: its migrations are not done again.
 * @throws EngineTrouble; a part of the migrations may have been done
 */
export function migrate(db: Database, migrations: Migration[]): void {
  const file = new SqliteFile(db)
  let isBegun = false
  try {
    addFunctions(db)
    db.exec(forWriting)
    for (const [done, migration] of migrations.entries()) {
      db.exec('begin immediate')
      if (file.version() === done) {
        const text = typeof migration === 'string' ? migration : migration((table) => file.columns().has(table))
        db.exec(`${text}; pragma application_id = ${applicationId}; pragma user_version = ${done + 1}`)
        isBegun = true
      }
      db.exec('commit')
    }
  } catch (error) {
    rollBack(db)
    throw isBegun ? explainedCommit(error) : explained(error)
  } finally {
    db.exec(readingAlone)
  }
}
