import type { Database } from 'better-sqlite3'
import { EngineTrouble, explained, explaining, isOfSql } from './sqlite-trouble.ts'

/** `CLov`, in the header of the file. */
export const applicationId = 0x434c6f76

/** `version` is the number of migrations that a book has had. */
export type Header = { version: number; applicationId: number }

/** A connection reads, but while it is let write. It cannot fail: it ends work that may have failed. */
export const readingAlone = 'pragma query_only = on'

/**
 * The memory that goes with it: a read goes through many pages once, for which 4 MB are quicker than more; a write changes the same
 * pages again and again before it is over.
 */
export const forReading = `${readingAlone}; pragma cache_size = -4000`
export const forWriting = 'pragma query_only = off; pragma cache_size = -16000'

const askForHeader = `select application_id as applicationId, user_version as version
  from pragma_application_id, pragma_user_version`

const askForSchema = "select name, sql from sqlite_schema where name not like 'sqlite%' order by name"

const askForColumns = `select t.name, c.name from sqlite_schema t
  join pragma_table_info(t.name) c where t.type = 'table'`

/** SQLite’s check puts this line above its findings. */
const checkHeading = /^\*\*\* in database \w+ \*\*\*\n/

/** Each method throws EngineTrouble, where the file cannot be read. */
export class SqliteFile {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Read once the database has rolled back a broken-off change. */
  header(): Header {
    return explaining(() => this.#db.prepare<[], Header>(askForHeader).get()) ?? { version: 0, applicationId: 0 }
  }

  /** The number of migrations. */
  version(): number {
    return Number(this.#db.pragma('user_version', { simple: true }))
  }

  /** The statements made the tables, and all that belongs to them. */
  schema(): [name: string, sql: string | null][] {
    return explaining(() => this.#db.prepare<[], [string, string | null]>(askForSchema).raw().all())
  }

  /** The columns of each table are in their order. */
  columns(): Map<string, Set<string>> {
    const rows = explaining(() => this.#db.prepare<[], [table: string, column: string]>(askForColumns).raw().all())
    const columns = new Map<string, Set<string>>()
    for (const [table, column] of rows) columns.set(table, (columns.get(table) ?? new Set()).add(column))
    return columns
  }

  rowCounts(): Record<string, number> {
    const count = (table: string) => this.#db.prepare(`select count(*) from "${table}"`).pluck().get()
    const tables = [...this.columns().keys()].sort()
    return Object.fromEntries(tables.map((table) => [table, Number(explaining(() => count(table)))]))
  }

  /** The keys are tables. */
  numbers(): Map<string, number> {
    return new Map(this.#db.prepare<[], [string, number]>('select name, seq from sqlite_sequence').raw().all())
  }

  /** The first row that belongs to another row which is not there; null for none. */
  orphan(): string | null {
    const ask = 'select "table", rowid, parent from pragma_foreign_key_check'
    const [found] = this.#db.prepare<[], { table: string; rowid: number; parent: string }>(ask).all()
    return found ? `row ${found.rowid} of ${found.table} belongs to a row of ${found.parent} that is not there` : null
  }

  /** SQLite checks all of the file, and the statements that made its tables. Null when it is whole. */
  damage(): string | null {
    try {
      const found = this.#db.pragma('quick_check(1)', { simple: true })
      if (found !== 'ok') return String(found).replace(checkHeading, '').replaceAll('\n', '; ')
      this.#prepareWriting()
      return null
    } catch (error) {
      const trouble = explained(error)
      if (isOfSql(trouble) || (trouble instanceof EngineTrouble && trouble.kind === 'damaged')) return trouble.message
      throw trouble
    }
  }

  /** The check reads neither triggers nor the tables that a table points to: SQLite reads them when it prepares a write. */
  #prepareWriting(): void {
    for (const [table, columns] of this.columns()) {
      this.#db.prepare(`insert into "${table}" default values`)
      this.#db.prepare(`update "${table}" set ${[...columns].map((column) => `"${column}" = null`).join(', ')}`)
      this.#db.prepare(`delete from "${table}"`)
    }
  }

  sqliteVersion(): string {
    return String(this.#db.prepare('select sqlite_version()').pluck().get())
  }
}

/** Takes back the open transaction; where the disk refuses that too, the next program that opens the file does it. */
export function rollBack(db: Database): void {
  try {
    if (db.inTransaction) db.exec('rollback')
  } catch {
    // The error that led here says more.
  }
}
