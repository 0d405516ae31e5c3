import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '../domain/day.ts'
import { cannot, type UserError } from '../errors.ts'
import { checkedToday, markChecked } from './checks.ts'
import type { Engine, Reader } from './engine.ts'
import { applicationId, EngineTrouble, openSqlite, type SqliteEngine } from './engines/sqlite.ts'
import { damaged, readHeader } from './header.ts'
import { hasSnapshots, snapshotFolder, takeSnapshot } from './snapshots.ts'
import { syncFolder } from './sync.ts'
import { type Change, keepChange, recordingWriter, takeBackLastChange, type Writer } from './writer.ts'

/** The tables that a book has: a version for each migration, and the migrations, loaded when they are needed. */
export type Schema = { version: number; migrations: () => Promise<string[]> }

export const currentSchema: Schema = {
  version: 3,
  migrations: async () => (await import('./migrations/index.ts')).migrations,
}

/** An empty book in memory: what a command reads before there is a book. */
async function emptyBook({ migrations }: Schema): Promise<SqliteEngine> {
  const engine = openSqlite(':memory:')
  engine.migrate(await migrations())
  return engine
}

/**
 * The user's one file: opened on first use, read and written in whole transactions, one after the other; so no
 * transaction may be begun within another.
 */
export class Book {
  readonly path: string
  /** Whether this command has written to the book. */
  hasChanged = false
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #schema: Schema
  #engine: SqliteEngine | undefined
  #unwritten = false
  #lastTurn: Promise<unknown> = Promise.resolve()

  /** @param tell hears what the user should know of the book besides what the command says */
  constructor(path: string, today: Day, tell: (text: string) => void, schema = currentSchema) {
    this.path = path
    this.#today = today
    this.#tell = tell
    this.#schema = schema
  }

  /**
   * Reads the book as it is at one moment.
   * @throws cannot, when there is no book yet or it cannot be used
   */
  async read<T>(ask: (db: Reader) => Promise<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#openOrFail()
      return engine.transaction('read', () => ask(engine))
    })
  }

  /** Reads the book for a command that is going to write; where there is none yet, an empty one is read. */
  async readOrNew<T>(ask: (db: Reader) => Promise<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#openOrNew()
      return engine.transaction('read', () => ask(engine))
    })
  }

  /**
   * Makes one change, which `cl undo` takes back as a whole, in one transaction. Creates the book if there is none.
   * @param change does the writing, and says what the change was, in a line, as `cl undo --list` shows it
   * @throws cannot, when the book cannot be used; then nothing has changed
   */
  async write<T>(change: (db: Writer) => Promise<{ summary: string; result: T }>): Promise<T> {
    let isChange = true
    const result = await this.#guarded(() =>
      this.#transact(async (engine) => {
        const { writer, recorded } = recordingWriter(engine)
        const { summary, result } = await change(writer)
        await keepChange(engine, recorded, this.#today, summary)
        isChange = recorded.length > 0
        return result
      }),
    )
    if (!isChange) this.#tell('It was so already: nothing changed, and there is nothing to undo.')
    return result
  }

  /**
   * Takes back the last change that stands; undefined when there is none.
   * @throws cannot, when there is no book yet or it cannot be used
   */
  async undo(): Promise<Change | undefined> {
    return this.#guarded(async () => {
      await this.#openOrFail()
      return this.#transact(takeBackLastChange)
    })
  }

  /**
   * Keeps a copy of the whole book as it is now.
   * @param why what it is taken before, such as `before import`
   * @returns where it is; null, when there is no book yet
   * @throws cannot, when no copy could be made; then nothing should be changed
   */
  async snapshot(why: string): Promise<string | null> {
    return this.#guarded(async () => {
      if (!this.exists()) return null
      return takeSnapshot(await this.#openOrFail(), this.path, this.#today, why)
    })
  }

  /** Whether the file is there. Says nothing about whether it can be used. */
  exists(): boolean {
    return existsSync(this.path)
  }

  /** Deletes the file. */
  discard(): void {
    this.close()
    rmSync(this.path, { force: true })
  }

  close(): void {
    this.#engine?.close()
    this.#engine = undefined
  }

  async #transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    if (this.#unwritten) this.close()
    this.#unwritten = false
    this.#engine ??= await this.#openFile()
    const result = this.#engine ? await this.#change(this.#engine, work) : await this.#create(work)
    this.hasChanged = true
    return result
  }

  async #change<T>(engine: Engine, work: (engine: Engine) => Promise<T>): Promise<T> {
    return engine.transaction('write', async () => {
      await this.#checkOnceADay(engine)
      return work(engine)
    })
  }

  /** Damage that SQLite reads over is only found by a check, so each day’s first write makes one (docs/reliability.md). */
  async #checkOnceADay(engine: Engine): Promise<void> {
    if (await checkedToday(engine, this.#today)) return
    const damage = await engine.findDamage()
    if (damage !== null) throw damaged(this.path, damage)
    await markChecked(engine, this.#today)
  }

  async #openOrFail(): Promise<SqliteEngine> {
    if (this.#unwritten) throw this.#missing()
    this.#engine ??= await this.#openFile()
    if (!this.#engine) throw this.#missing()
    return this.#engine
  }

  async #openOrNew(): Promise<SqliteEngine> {
    if (this.#engine) return this.#engine
    const found = await this.#openFile()
    this.#unwritten = found === undefined
    this.#engine = found ?? (await emptyBook(this.#schema))
    return this.#engine
  }

  async #openFile(): Promise<SqliteEngine | undefined> {
    const header = readHeader(this.path)
    if (!header) return undefined
    if (header.applicationId !== applicationId) {
      throw cannot(
        `${this.path} belongs to another program, and was left as it is.`,
        'Choose another file with --book PATH.',
      )
    }
    if (header.version < 1) throw damaged(this.path, 'it says that it has no tables')
    if (header.version > this.#schema.version) {
      throw cannot(
        `${this.path} was written by a newer cl (its version is ${header.version}; this cl knows up to ${this.#schema.version}).`,
        'Install the newest cl to use it. The book was left as it is.',
      )
    }
    const engine = openSqlite(this.path)
    if (header.version < this.#schema.version) await this.#upgrade(engine)
    return engine
  }

  /** Gives an older book the tables of this version, after a snapshot; if that fails, it stays as it was. */
  async #upgrade(engine: SqliteEngine): Promise<void> {
    try {
      const kept = await takeSnapshot(engine, this.path, this.#today, `before version ${this.#schema.version}`)
      engine.migrate(await this.#schema.migrations())
      this.#tell(`The book was brought up to version ${this.#schema.version}. As it was before: ${kept}`)
    } catch (error) {
      engine.close()
      throw error
    }
  }

  /**
   * Makes the book, with its first change in it, under a temporary name: no other process ever sees half of one, and a
   * change that fails leaves none behind.
   */
  async #create<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    if (hasSnapshots(this.path)) throw this.#missing()
    const migrations = await this.#schema.migrations()
    const unfinished = `${this.path}.${process.pid}.new`
    const folder = dirname(this.path)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const engine = openSqlite(unfinished, { create: true })
      let result: T
      try {
        engine.migrate(migrations)
        result = await this.#change(engine, work)
      } finally {
        engine.close()
      }
      if (!publish(unfinished, this.path)) return await this.#transact(work) // another process was quicker
      syncFolder(folder)
      this.#tell(`A new book was made: ${this.path}`)
      return result
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) {
        throw cannot(
          `The book ${this.path} could not be made (${(error as NodeJS.ErrnoException).code}).`,
          'Say where it is to be: --book PATH, or set CL_BOOK.',
        )
      }
      throw error
    } finally {
      rmSync(unfinished, { force: true })
      rmSync(`${unfinished}-journal`, { force: true })
    }
  }

  #missing(): UserError {
    if (hasSnapshots(this.path)) {
      return cannot(
        `The book ${this.path} is missing, but there are snapshots of it in ${snapshotFolder(this.path)}.`,
        'Copy the newest of them to its place. For a new book, choose another place with --book PATH.',
      )
    }
    return cannot(
      `There is no book at ${this.path} yet.`,
      'Start one with: cl add "Acme Bakery"   Or look around in a sample book: cl demo',
    )
  }

  /** One after the other: a prompt that searches as it is typed asks again before it has its answer. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work)
    this.#lastTurn = turn.catch(() => {})
    try {
      return await turn
    } catch (error) {
      throw error instanceof EngineTrouble ? this.#explain(error) : error
    }
  }

  #explain(trouble: EngineTrouble): UserError {
    const { path } = this
    switch (trouble.kind) {
      case 'busy':
        return cannot(
          `The book ${path} is in use by another program, and stayed so for 15 seconds.`,
          'Nothing was written. Try again in a moment.',
        )
      case 'full':
        return cannot(`The disk is full: ${path} could not be written, and is as it was.`, 'Make room, and try again.')
      case 'faulty':
        return cannot(
          `The disk failed or is full (${trouble.message}): ${path} is as it was.`,
          'Make room, or check the disk, and try again.',
        )
      case 'readonly':
        return cannot(
          `The book ${path} may only be read here, and this needs to write to it.`,
          'Check who may write the file and its folder.',
        )
      case 'unreadable':
        return cannot(
          `The book ${path} cannot be opened (${trouble.message}).`,
          'Check who may read and write the file and its folder, or choose another with --book PATH.',
        )
      case 'damaged':
        return damaged(path, trouble.message)
    }
  }
}

/** Gives a finished file its name unless that name is taken by now; says whether it did. */
function publish(unfinished: string, path: string): boolean {
  try {
    linkSync(unfinished, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    if (existsSync(path)) return false
    // File systems without hard links, such as those of memory cards.
    renameSync(unfinished, path)
    return true
  }
}
