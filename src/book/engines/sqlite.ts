import type { Database, Statement } from 'better-sqlite3'
import type { Sql } from 'sql-template-tag'
import { addDays } from '#domain/days/day.ts'
import type { Engine, Value } from '../engine.ts'
import type { Migration } from '../migrations/index.ts'
import { Driver, nativePart } from './sqlite-driver.ts'
import { forReading, forWriting, readingAlone, rollBack, SqliteFile } from './sqlite-file.ts'
import { migrate } from './sqlite-migrations.ts'
import { EngineTrouble, explained, explainedCommit, explaining, isOfSql } from './sqlite-trouble.ts'

/**
 * Values of one statement; SQLite takes 32,766. For each statement, SQLite copies the pages that it changes, to be able to take it
 * back alone: with more rows in a statement, the pages of an index are copied less often, and the statement takes more memory.
 */
const valuesAtOnce = 8_000

/** Milliseconds to wait for another process that is writing. */
const patience = 15_000

// A table that SQLite makes for one answer takes twenty pages at once, but in memory only the pages that it needs.
const settings = `pragma temp_store = memory; pragma synchronous = extra; pragma foreign_keys = on; pragma trusted_schema = off;
  pragma cell_size_check = on; pragma secure_delete = on; pragma fullfsync = on`

/**
 * Opens a SQLite file, or a fresh database in memory for `:memory:`. Settings as in docs/reliability.md, "Connection".
 * @param options `create`: the file may be made; `readOnly`: nothing is written to it, not even to undo a broken-off write
 * @throws EngineTrouble; a file that SQLite cannot make out is damaged, whatever the code of the error
 */
export function openSqlite(path: string, { create = false, readOnly = false } = {}): SqliteEngine {
  let db: Database | undefined
  try {
    db = new Driver(path, {
      timeout: patience,
      readonly: readOnly,
      fileMustExist: !create && path !== ':memory:',
      nativeBinding: nativePart(),
    })
    db.exec(settings)
    db.function('days_after', { deterministic: true }, (day, days) => addDays(day, Number(days)))
    const mode = readOnly ? 'not needed' : db.pragma('journal_mode = truncate', { simple: true })
    if (!['truncate', 'memory', 'not needed'].includes(String(mode)))
      throw new EngineTrouble('busy', new Error(`the journal is kept as "${mode}"`))
    db.exec(forReading)
    return new SqliteEngine(db)
  } catch (error) {
    db?.close()
    const trouble = explained(error)
    throw isOfSql(trouble) ? new EngineTrouble('damaged', trouble) : trouble
  }
}

/** The file is opened as `openSqlite` does, and closed after the work. */
export async function withSqlite<T>(
  path: string,
  work: (engine: SqliteEngine) => T | Promise<T>,
  options?: { readOnly: boolean },
): Promise<T> {
  const engine = openSqlite(path, options)
  try {
    return await work(engine)
  } finally {
    engine.close()
  }
}

export class SqliteEngine implements Engine {
  readonly file: SqliteFile
  readonly #db: Database
  readonly #statements = new Map<string, Statement>()
  #isWithin = false
  /** SQLite takes a transaction back by itself on a full disk, for instance; undefined if it did not. */
  #lost: unknown

  constructor(db: Database) {
    this.#db = db
    this.file = new SqliteFile(db)
  }

  #prepare(text: string): Statement {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.#db.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement
  }

  /** Once SQLite has taken the transaction back by itself, nothing more may be done: it would be written on its own. */
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

  #asked({ sql, values }: Sql): { statement: Statement; rows: unknown[][] } {
    return this.#doing(() => {
      const statement = this.#prepare(sql).raw()
      return { statement, rows: statement.all(...values) as unknown[][] }
    })
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    const { statement, rows } = this.#asked(query)
    if (rows.length === 0) return []
    // The driver itself takes half as long again to make objects.
    const names = statement.columns().map(({ name }) => name)
    return rows.map((cells) => {
      const row: Record<string, unknown> = {}
      for (let i = 0; i < names.length; i += 1) row[names[i] as string] = cells[i]
      return row as Row
    })
  }

  async cells<Row extends unknown[]>(query: Sql): Promise<Row[]> {
    return this.#asked(query).rows as Row[]
  }

  async columns(): Promise<Map<string, Set<string>>> {
    return this.file.columns()
  }

  async run(statement: Sql): Promise<void> {
    this.#doing(() => this.#prepare(statement.sql).run(...statement.values))
  }

  async insertMany(table: string, columns: string[], rows: Value[][]): Promise<{ first: number; last: number }> {
    return this.#doing(() => {
      const places = `(${columns.map(() => '?').join(', ')})`
      const ids = { first: 0, last: 0 }
      let size = Math.floor(valuesAtOnce / columns.length)
      for (let start = 0; start < rows.length; start += size) {
        // There are statements of few sizes, each of which is prepared once.
        while (size > rows.length - start) size = Math.floor(size / 2)
        const some = rows.slice(start, start + size)
        const all = some.map(() => places).join(', ')
        const statement = this.#prepare(`insert into ${table} (${columns.join(', ')}) values ${all}`)
        // `flat` takes V8 several times as long, and a loop twice.
        const values = ([] as Value[]).concat(...some)
        ids.last = Number(statement.run(values).lastInsertRowid)
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

  /** Bare values, in handfuls of `size`, so that never all of them are in memory. */
  async *pages<Row extends unknown[]>(query: Sql, size: number): AsyncGenerator<Row[]> {
    let page: Row[] = []
    try {
      for (const row of this.#prepare(query.sql)
        .raw()
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
      this.#db.exec(kind === 'write' ? `${forWriting}; begin immediate` : 'begin')
      this.#isWithin = true
      const result = await work()
      if (this.#lost !== undefined) throw this.#lost
      isCommitting = kind === 'write'
      this.#db.exec('commit')
      return result
    } catch (error) {
      rollBack(this.#db)
      throw isCommitting ? explainedCommit(error) : explained(error)
    } finally {
      this.#isWithin = false
      this.#lost = undefined
      this.#db.exec(readingAlone)
    }
  }

  async findDamage(): Promise<string | null> {
    return this.file.damage()
  }

  /**
   * Fills the tables with rows of another book: the rows that the tables came with are deleted, and no trigger or index works
   * meanwhile.
   * @param numbers the highest number that each table has given
   * @throws EngineTrouble, RowRefused; then the tables are as they were
   */
  async fill(numbers: Map<string, number>, work: () => Promise<void>): Promise<void> {
    this.#db.pragma('foreign_keys = off')
    try {
      await this.transaction('write', async () => {
        // An index is made sooner of all rows at once than row by row.
        const made = this.#db
          .prepare<[], { type: 'trigger' | 'index'; name: string; sql: string }>(
            "select type, name, sql from sqlite_schema where type in ('trigger', 'index') and sql is not null",
          )
          .all()
        for (const { type, name } of made) this.#db.exec(`drop ${type} ${name}`)
        for (const table of (await this.columns()).keys()) this.#db.exec(`delete from ${table}`)
        await work()
        this.#db.exec('delete from sqlite_sequence')
        const keep = this.#db.prepare('insert into sqlite_sequence (name, seq) values (?, ?)')
        for (const each of numbers) keep.run(each)
        for (const { sql } of made) this.#db.exec(sql)
      })
    } finally {
      this.#db.pragma('foreign_keys = on')
    }
  }

  /** The copy is of one moment, in a new file. */
  copyTo(path: string): void {
    this.#writing(() => this.#db.prepare('vacuum into ?').run(path))
  }

  /** Afterwards the file holds nothing but its rows, and none that were deleted. */
  vacuum(): void {
    this.#writing(() => this.#db.exec('vacuum'))
  }

  /** The work cannot be in a transaction. */
  #writing(work: () => unknown): void {
    try {
      explaining(() => {
        this.#db.exec(forWriting)
        work()
      })
    } finally {
      this.#db.exec(readingAlone)
    }
  }

  /** @throws EngineTrouble; a part of the migrations may have been done */
  migrate(migrations: Migration[]): void {
    migrate(this.#db, migrations)
  }

  close(): void {
    this.#db.close()
  }
}
