import { existsSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import { beforeVersion } from '#domain/shop/retention.ts'
import { cannot, type UserError } from '#errors.ts'
import type { WhileWorking } from './book.ts'
import type { SqliteEngine } from './engines/sqlite.ts'
import { EngineTrouble, isOfSql } from './engines/sqlite-trouble.ts'
import { journalSize } from './file/header.ts'
import { checkPlace, openBook } from './file/opening.ts'
import { hasOwnTables } from './file/own-tables.ts'
import { ifPossible } from './file/paths.ts'
import { discardSnapshot, hasSnapshots } from './file/snapshot-files.ts'
import { maybeWritten, missing } from './file/trouble.ts'
import { emptyBook, type Schema } from './schema.ts'
import { copyWhole, type Taken, takeSnapshot } from './snapshots/snapshots.ts'

const isBug = (error: unknown): boolean => [TypeError, RangeError, SyntaxError].some((kind) => error instanceof kind)

/** The functions tell the user of the work. */
export type OfBook = {
  path: string
  today: Day
  schema: Schema
  tell: (text: string) => void
  during: WhileWorking
}

/** Made on first use; where there is no book yet, an empty one in memory is read instead. */
export class Connection {
  readonly book: OfBook
  /** The file was seen to have been checked today. */
  isChecked = false
  #engine: SqliteEngine | undefined
  /** The number on the disk of the file that is open. */
  #number: string | undefined
  #isUnwritten = false

  constructor(book: OfBook) {
    this.book = book
  }

  /** An empty book in memory is read. */
  get isUnwritten(): boolean {
    return this.#isUnwritten
  }

  /** @throws cannot, when there is no book yet or it cannot be used */
  async openOrFail(): Promise<SqliteEngine> {
    if (!this.#isUnwritten) this.#engine ??= await this.#open()
    if (this.#isUnwritten || !this.#engine) throw missing(this.book.path, this.book.today)
    return this.#engine
  }

  async openOrNew(): Promise<SqliteEngine> {
    if (this.#engine) return this.#engine
    const found = await this.#open()
    if (!found) this.refuseTraces()
    this.#isUnwritten = found === undefined
    this.#engine = found ?? (await emptyBook(this.book.schema))
    return this.#engine
  }

  /** Undefined when there is no book yet. */
  async openIfThere(): Promise<SqliteEngine | undefined> {
    if (this.#isUnwritten) this.close()
    this.#isUnwritten = false
    this.#engine ??= await this.#open()
    return this.#engine
  }

  async #open(): Promise<SqliteEngine | undefined> {
    const { path, today, schema, tell, during } = this.book
    const { version } = schema
    const opened = openBook(path, version, today)
    if (!opened) return undefined
    this.#number = opened.file
    if (opened.version < version) {
      const bringUp = () => upgrade(opened.engine, path, schema, today)
      const kept = await during(`Bringing the book up to version ${version}`, bringUp)
      if (kept) tell(`The book was brought up to version ${version}. As it was before: ${kept.path}`)
    }
    return opened.engine
  }

  /** @throws cannot, when the file that is open is not the book any more */
  checkPlace(): void {
    checkPlace(this.book.path, this.#number)
  }

  /** @throws cannot, when there is no book, and a trace of one that is missing */
  refuseTraces(): void {
    const { path, today } = this.book
    const hasTraces = hasSnapshots(path, today) || journalSize(path) > 0
    // Another process may have been quicker: then the traces are those of its book.
    if (hasTraces && !existsSync(path)) throw missing(path, today)
  }

  /**
   * SQL may fail on tables that a book does not have, or the program on values that no book holds. Null where the file is whole, or the
   * error has nothing to do with it.
   */
  async damageIn(error: unknown): Promise<string | null> {
    if (this.#engine === undefined) return null
    if (isOfSql(error)) return hasOwnTables(this.#engine, await this.book.schema.migrations()) ? null : error.message
    return isBug(error) ? this.#engine.findDamage() : null
  }

  close(): void {
    this.#engine?.close()
    this.#engine = undefined
    this.isChecked = false
  }
}

/**
 * Brings an older book up to date, after a snapshot. @returns null where another process was quicker
 * @throws cannot, EngineTrouble; then the engine is closed, and the book is as it was, or between two versions
 */
export async function upgrade(engine: SqliteEngine, path: string, schema: Schema, today: Day): Promise<Taken | null> {
  const { version } = schema
  const found = engine.file.version()
  const migrations = await schema.migrations()
  let kept: Taken | null = null
  try {
    kept = await engine.transaction('write', async () =>
      // Another process may have been quicker.
      engine.file.version() < version
        ? takeSnapshot((target) => copyWhole(engine, path, target), path, today, beforeVersion(version))
        : null,
    )
    engine.migrate(migrations)
    return kept
  } catch (error) {
    // Each migration is a transaction of its own: some may be in the book.
    const reached = ifPossible(() => engine.file.version())
    if (kept && reached === found) discardSnapshot(kept.path)
    const isDamage = isOfSql(error) && !hasOwnTables(engine, migrations)
    engine.close()
    if (kept && reached !== found && error instanceof EngineTrouble)
      throw notAllTheWay(path, reached, error.message, kept.path)
    throw isDamage ? new EngineTrouble('damaged', error) : error
  }
}

/** Nobody knows how far it came where the disk failed between two migrations, or with the last step of one. */
function notAllTheWay(path: string, reached: number | null, why: string, kept: string): UserError {
  if (reached === null) return maybeWritten(path, why)
  return cannot(
    `The disk failed or is full (${why}): ${path} was brought up to version ${reached}; it may be of version ${reached + 1}, or not.`,
    `Make room, or check the disk; the next command goes on from there. As it was before: ${kept}`,
  )
}
