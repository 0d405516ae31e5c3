import type { Database } from 'better-sqlite3'
import { EngineTrouble, explained, explaining, isOfSql } from './sqlite-trouble.ts'

/** Marks a file as a book of this program: `CLov` in the header of the file. */
export const applicationId = 0x434c6f76

/** The header of a file: the program that it belongs to, and for a book the number of migrations that it has had. */
export type Header = { version: number; applicationId: number }

const askForHeader = `select application_id as applicationId, user_version as version
  from pragma_application_id, pragma_user_version`

const askForColumns = `select t.name, c.name from sqlite_schema t
  join pragma_table_info(t.name) c where t.type = 'table'`

/** The line that SQLite’s check puts above its findings. */
const checkHeading = /^\*\*\* in database \w+ \*\*\*\n/

/**
 * The damage of a file: SQLite checks all of it, and the statements that made its tables. Null when it is whole.
 * @throws EngineTrouble
 */
export function damageIn(db: Database): string | null {
  try {
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') return String(found).replace(checkHeading, '').replaceAll('\n', '; ')
    prepareWriting(db)
    return null
  } catch (error) {
    const trouble = explained(error)
    if (isOfSql(trouble) || (trouble instanceof EngineTrouble && trouble.kind === 'damaged')) return trouble.message
    throw trouble
  }
}

/** The check reads neither triggers nor the tables that a table points to: SQLite reads them when it prepares a write. */
function prepareWriting(db: Database): void {
  for (const [table, columns] of columnsOf(db)) {
    db.prepare(`insert into "${table}" default values`)
    db.prepare(`update "${table}" set ${[...columns].map((column) => `"${column}" = null`).join(', ')}`)
    db.prepare(`delete from "${table}"`)
  }
}

/** The first row that belongs to another row which is not there; null when there is none. */
export function orphanIn(db: Database): string | null {
  const [found] = db.prepare<[], Orphan>('select "table", rowid, parent from pragma_foreign_key_check').all()
  return found ? `row ${found.rowid} of ${found.table} belongs to a row of ${found.parent} that is not there` : null
}

type Orphan = { table: string; rowid: number; parent: string }

/** The header as the database itself reads it, once it has rolled back a broken-off change. @throws EngineTrouble */
export const headerOf = (db: Database): Header =>
  explaining(() => db.prepare<[], Header>(askForHeader).get()) ?? { version: 0, applicationId: 0 }

/** The number of migrations that the database has had. */
export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }))

/** The statements that made the tables, and all that belongs to them. @throws EngineTrouble */
export function schemaOf(db: Database): unknown[] {
  const ask = "select name, sql from sqlite_schema where name not like 'sqlite%' order by name"
  return explaining(() => db.prepare(ask).raw().all())
}

export const hasTable = (db: Database, name: string): boolean =>
  db.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(name) !== undefined

/** The tables, each with its columns in their order. @throws EngineTrouble */
export function columnsOf(db: Database): Map<string, Set<string>> {
  const rows = explaining(() => db.prepare<[], [table: string, column: string]>(askForColumns).raw().all())
  const columns = new Map<string, Set<string>>()
  for (const [table, column] of rows) columns.set(table, (columns.get(table) ?? new Set()).add(column))
  return columns
}

/** The number of rows in each table. @throws EngineTrouble */
export function rowCountsOf(db: Database): Record<string, number> {
  const tables = [...columnsOf(db).keys()].sort()
  const count = (table: string) => Number(explaining(() => db.prepare(`select count(*) from "${table}"`).pluck().get()))
  return Object.fromEntries(tables.map((table) => [table, count(table)]))
}

/** Takes back the open transaction; where the disk refuses that too, the next program that opens the file does it. */
export function rollBack(db: Database): void {
  try {
    if (db.inTransaction) db.exec('rollback')
  } catch {
    // The error that led here says more.
  }
}
