import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import NewestDriver, { type Database, type Statement } from 'better-sqlite3'
import DriverOfNode20 from 'better-sqlite3-node20'
import type { Sql } from 'sql-template-tag'
import { withoutAccents } from '#domain/customers/name.ts'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import { cannot } from '#errors.ts'
import { type Engine, RowRefused, type Value } from '../engine.ts'
import { keptKey, touchKeyAnew } from '../kept-key.ts'
import type { Migration } from '../migrations/index.ts'

/** Marks a file as a book of this program: `CLov` in the header of the file. */
export const applicationId = 0x434c6f76

/** Milliseconds to wait for another process that is writing. */
const patience = 15_000

const settings = `pragma synchronous = extra; pragma foreign_keys = on; pragma trusted_schema = off;
  pragma cell_size_check = on; pragma secure_delete = on; pragma fullfsync = on`

/** The most rows, and values in them, that one statement inserts: SQLite takes 32,766 values. */
const mostRows = 1_000
const mostValues = 32_000

/** The folder that the built program is in, put in by the build. */
declare const CL_FOLDER: string

const isNode20 = Number.parseInt(process.versions.node, 10) < 22
const Driver = isNode20 ? DriverOfNode20 : NewestDriver

// The driver would look for its native part beside its own code, which is in the bundle.
function loadNativePart(): object {
  const require = createRequire(join(CL_FOLDER, 'all.js'))
  try {
    if (isNode20) return require('../native/node20.node')
    return require(join(dirname(require.resolve('better-sqlite3')), 'binding.js')).getBinding()
  } catch (error) {
    const { code = 'no code' } = error as NodeJS.ErrnoException
    throw cannot(
      `The database part of cl cannot be loaded by Node ${process.versions.node} (${code}).`,
      isNode20
        ? 'In the folder of cl, type: npm run install   Or use Node 22, which needs no part of its own.'
        : 'In the folder of cl, type: npm ci',
    )
  }
}

const askForHeader = `select application_id as applicationId, user_version as version
  from pragma_application_id, pragma_user_version`

const askForColumns = `select t.name, c.name from sqlite_schema t
  join pragma_table_info(t.name) c where t.type = 'table'`

/** The line that SQLite’s check puts above what it found. */
const checkHeading = /^\*\*\* in database \w+ \*\*\*\n/

/** A kind of trouble with the database file, told apart by SQLite's own code for it. */
export class EngineTrouble extends Error {
  readonly kind: 'busy' | 'full' | 'faulty' | 'readonly' | 'unreadable' | 'damaged'
  /** Whether the disk failed so late that what was to be written may be there. */
  readonly mayBeWritten: boolean

  constructor(kind: EngineTrouble['kind'], cause: Error, mayBeWritten = false) {
    super(cause.message, { cause })
    this.name = 'EngineTrouble'
    this.kind = kind
    this.mayBeWritten = mayBeWritten
  }
}

const kinds: [start: string, kind: EngineTrouble['kind']][] = [
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readonly'],
  ['SQLITE_CANTOPEN', 'unreadable'],
  ['SQLITE_PERM', 'unreadable'],
  ['SQLITE_AUTH', 'unreadable'],
  ['SQLITE_IOERR', 'faulty'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
]

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Whether it is an error of SQLite’s that is none of the known kinds, such as one of a table that is not there. */
export const isOfSql = (error: unknown): error is Error => codeOf(error).startsWith('SQLITE_')

function explained(error: unknown): unknown {
  const code = codeOf(error)
  if (/^SQLITE_(CONSTRAINT|MISMATCH)/.test(code)) return new RowRefused(error as Error)
  const kind = kinds.find(([start]) => code.startsWith(start))?.[1]
  return kind ? new EngineTrouble(kind, error as Error) : error
}

/** Trouble with the last step of a change: where the disk failed, nobody knows how far it came. */
function explainedCommit(error: unknown): unknown {
  const trouble = explained(error)
  const isUnknown = trouble instanceof EngineTrouble && trouble.kind === 'faulty'
  return isUnknown ? new EngineTrouble('faulty', error as Error, true) : trouble
}

/** @throws EngineTrouble, where SQLite has trouble */
function explaining<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explained(error)
  }
}

/**
 * Opens a SQLite file, or a fresh database in memory for `:memory:`. Settings as in docs/reliability.md, "Connection".
 * @param options `create`: the file may be made; `readOnly`: nothing is written to it, not even what a broken-off write
 *   left half done is taken back
 * @throws EngineTrouble; a file that SQLite cannot make out is damaged, whatever the code of the error
 */
export function openSqlite(path: string, { create = false, readOnly = false } = {}): SqliteEngine {
  let db: Database | undefined
  try {
    db = new Driver(path, {
      timeout: patience,
      readonly: readOnly,
      fileMustExist: !create && path !== ':memory:',
      nativeBinding: loadNativePart() as never,
    })
    db.exec(settings)
    db.function('days_after', { deterministic: true }, (day, days) => addDays(day as Day, Number(days)))
    const mode = readOnly ? 'not needed' : db.pragma('journal_mode = truncate', { simple: true })
    if (!['truncate', 'memory', 'not needed'].includes(String(mode)))
      throw new EngineTrouble('busy', new Error(`the journal is kept as "${mode}"`))
    db.exec('pragma query_only = on')
    return new SqliteEngine(db)
  } catch (error) {
    db?.close()
    throw isOfSql(explained(error)) ? new EngineTrouble('damaged', error as Error) : explained(error)
  }
}

/** Adds what only migrations ask for, and what the program does for itself ever after. */
function addFunctions(db: Database): void {
  db.function('folded', { deterministic: true }, (text) => (text === null ? null : withoutAccents(String(text))))
  db.function('keys_of_name', { deterministic: true }, (name) => JSON.stringify(nameKeys(String(name))))
  db.function('kept_key', { deterministic: true }, (key, isOfTouch) =>
    isOfTouch === 1 ? touchKeyAnew(String(key)) : keptKey(String(key)),
  )
}

/** A database of SQLite. */
export class SqliteEngine implements Engine {
  readonly #db: Database
  readonly #statements = new Map<string, Statement>()
  #isWithin = false
  /** Why SQLite took the transaction back by itself, as it does on a full disk. */
  #lost: unknown

  constructor(db: Database) {
    this.#db = db
  }

  #prepare(text: string): Statement {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.#db.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement
  }

  /**
   * Does a part of a transaction. Once SQLite has taken that back by itself, nothing more may be done: it would be written
   * on its own.
   */
  #doing<T>(work: () => T): T {
    if (this.#lost !== undefined) throw this.#lost
    try {
      return work()
    } catch (error) {
      throw this.#failed(error)
    }
  }

  #failed(error: unknown): unknown {
    const trouble = explained(error)
    if (this.#isWithin && !this.#db.inTransaction) this.#lost = trouble
    return trouble
  }

  #cells({ sql, values }: Sql): unknown[][] {
    const rows = this.#doing(() =>
      this.#prepare(sql)
        .raw()
        .all(...values),
    )
    return rows as unknown[][]
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    const rows = this.#cells(query)
    // The driver itself takes half as long again to make objects.
    const names = this.#prepare(query.sql)
      .columns()
      .map(({ name }) => name)
    return rows.map((cells) => {
      const row: Record<string, unknown> = {}
      for (let i = 0; i < names.length; i += 1) row[names[i] as string] = cells[i]
      return row as Row
    })
  }

  async cells<Row extends unknown[]>(query: Sql): Promise<Row[]> {
    return this.#cells(query) as Row[]
  }

  async columns(): Promise<Map<string, Set<string>>> {
    const rows = explaining(() => this.#db.prepare(askForColumns).raw().all()) as [table: string, column: string][]
    const columns = new Map<string, Set<string>>()
    for (const [table, column] of rows) columns.set(table, (columns.get(table) ?? new Set()).add(column))
    return columns
  }

  async run(statement: Sql): Promise<void> {
    this.#doing(() => this.#prepare(statement.sql).run(...statement.values))
  }

  async insertMany(table: string, columns: string[], rows: Value[][]): Promise<{ first: number; last: number }> {
    return this.#doing(() => {
      const places = `(${columns.map(() => '?').join(', ')})`
      const size = Math.min(mostRows, Math.floor(mostValues / columns.length))
      const ids = { first: 0, last: 0 }
      for (let start = 0; start < rows.length; start += size) {
        const some = rows.slice(start, start + size)
        const all = some.map(() => places).join(', ')
        const text = `insert into ${table} (${columns.join(', ')}) values ${all}`
        // A statement for just so many rows is hardly asked for again.
        const isUsual = some.length === 1 || some.length === size
        const statement = isUsual ? this.#prepare(text) : this.#db.prepare(text)
        ids.last = Number(statement.run(some.flat()).lastInsertRowid)
        ids.first ||= columns.includes('id') ? Number(some[0]?.[columns.indexOf('id')]) : ids.last - some.length + 1
      }
      return ids
    })
  }

  async updateMany(table: string, columns: string[], rows: Value[][]): Promise<void> {
    this.#doing(() => {
      const places = columns.map((column) => `${column} = ?`).join(', ')
      const statement = this.#prepare(`update ${table} set ${places} where id = ?`)
      for (const row of rows) statement.run(row)
    })
  }

  /** The rows that a query returns, in handfuls of `size`, so that never all of them are in memory. */
  async *pages<Row>(query: Sql, size: number): AsyncGenerator<Row[]> {
    let page: Row[] = []
    try {
      for (const row of this.#prepare(query.sql)
        .raw(false)
        .iterate(...query.values)) {
        page.push(row as Row)
        if (page.length < size) continue
        yield page
        page = []
      }
    } catch (error) {
      throw this.#failed(error)
    }
    if (page.length > 0) yield page
  }

  async transaction<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T> {
    let isCommitting = false
    try {
      this.#db.exec(kind === 'write' ? 'pragma query_only = off; begin immediate' : 'begin')
      this.#isWithin = true
      const result = await work()
      if (this.#lost !== undefined) throw this.#lost
      isCommitting = kind === 'write'
      this.#db.exec('commit')
      return result
    } catch (error) {
      this.#rollBack()
      throw isCommitting ? explainedCommit(error) : explained(error)
    } finally {
      this.#isWithin = false
      this.#lost = undefined
      this.#db.exec('pragma query_only = on')
    }
  }

  /** Takes back what is not written yet; where the disk refuses that too, the next to open the file does it. */
  #rollBack(): void {
    try {
      if (this.#db.inTransaction) this.#db.exec('rollback')
    } catch {
      // The error that led here says more.
    }
  }

  /** What is wrong with the file, by SQLite's own check of all of it; null when it is whole. */
  async findDamage(): Promise<string | null> {
    try {
      const found = this.#db.pragma('quick_check(1)', { simple: true })
      return found === 'ok' ? null : String(found).replace(checkHeading, '').replaceAll('\n', '; ')
    } catch (error) {
      const trouble = explained(error)
      if (trouble instanceof EngineTrouble && trouble.kind === 'damaged') return trouble.message
      throw trouble
    }
  }

  /** The first row that belongs to another row which is not there; null when there is none. */
  async findOrphan(): Promise<string | null> {
    const [found] = this.#db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
    return found ? `row ${found.rowid} of ${found.table} belongs to a row of ${found.parent} that is not there` : null
  }

  /** What the database says that it is, once it has rolled back what was broken off. */
  header(): { applicationId: number; version: number } {
    return explaining(() => this.#db.prepare(askForHeader).get()) as { applicationId: number; version: number }
  }

  /** How many migrations the database has had. */
  version(): number {
    return Number(this.#db.pragma('user_version', { simple: true }))
  }

  /** What the tables are made by, and all that belongs to them. */
  schema(): unknown[] {
    const ask = "select name, sql from sqlite_schema where name not like 'sqlite%' order by name"
    return explaining(() => this.#db.prepare(ask).raw().all())
  }

  #has(table: string): boolean {
    return this.#db.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(table) !== undefined
  }

  /** The version of SQLite itself. */
  sqliteVersion(): string {
    return String(this.#db.prepare('select sqlite_version()').pluck().get())
  }

  /** How many rows each table has. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = [...(await this.columns()).keys()].sort()
    const count = (table: string) =>
      Number(explaining(() => this.#db.prepare(`select count(*) from "${table}"`).pluck().get()))
    return Object.fromEntries(tables.map((table) => [table, count(table)]))
  }

  /**
   * Fills the tables with rows of another book, in one transaction: what the tables came with is deleted, and no trigger works
   * meanwhile.
   * @param numbers the highest number that each table has given
   * @throws EngineTrouble, RowRefused; then the tables are as they were
   */
  async fill(numbers: Map<string, number>, work: () => Promise<void>): Promise<void> {
    this.#db.pragma('foreign_keys = off')
    try {
      await this.transaction('write', async () => {
        const triggers = this.#db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all()
        for (const { name } of triggers as { name: string }[]) this.#db.exec(`drop trigger ${name}`)
        for (const table of (await this.columns()).keys()) this.#db.exec(`delete from ${table}`)
        await work()
        this.#db.exec('delete from sqlite_sequence')
        const keep = this.#db.prepare('insert into sqlite_sequence (name, seq) values (?, ?)')
        for (const each of numbers) keep.run(each)
        for (const { sql } of triggers as { sql: string }[]) this.#db.exec(sql)
      })
    } finally {
      this.#db.pragma('foreign_keys = on')
    }
  }

  /** The highest number that each table has given. */
  numbers(): Map<string, number> {
    return new Map(this.#db.prepare('select name, seq from sqlite_sequence').raw().all() as [string, number][])
  }

  /** Writes a copy of the whole database, as it is at one moment, into a new file. */
  copyTo(path: string): void {
    this.#writing(() => this.#db.prepare('vacuum into ?').run(path))
  }

  /** Writes the file anew from what is in it, so that it holds nothing else. */
  vacuum(): void {
    this.#writing(() => this.#db.exec('vacuum'))
  }

  /** Lets the connection write, for work that cannot be in a transaction. */
  #writing(work: () => unknown): void {
    try {
      explaining(() => {
        this.#db.exec('pragma query_only = off')
        work()
      })
    } finally {
      this.#db.exec('pragma query_only = on')
    }
  }

  /**
   * Gives the database those of these migrations that it has not had, each in one transaction together with its
   * version. Another process may have been quicker: what it did is not done again.
   */
  migrate(migrations: Migration[]): void {
    let isBegun = false
    try {
      addFunctions(this.#db)
      this.#db.exec('pragma query_only = off')
      for (const [done, migration] of migrations.entries()) {
        this.#db.exec('begin immediate')
        if (this.version() === done) {
          const text = typeof migration === 'string' ? migration : migration((table) => this.#has(table))
          this.#db.exec(`${text}; pragma application_id = ${applicationId}; pragma user_version = ${done + 1}`)
          isBegun = true
        }
        this.#db.exec('commit')
      }
    } catch (error) {
      this.#rollBack()
      throw isBegun ? explainedCommit(error) : explained(error)
    } finally {
      this.#db.exec('pragma query_only = on')
    }
  }

  close(): void {
    this.#db.close()
  }
}
