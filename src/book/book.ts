import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite, beforeVersion } from '#domain/shop/retention.ts'
import { cannot, type UserError } from '#errors.ts'
import { bookOption } from '#hints.ts'
import type { Maker, PointersTo } from './changes/makers.ts'
import {
  bringBack,
  type Change,
  keepChange,
  lastChange,
  recordingWriter,
  takeBackLastChange,
  type Writer,
} from './changes/writer.ts'
import { checkedToday, markChecked } from './daily-check.ts'
import type { Ask, Engine } from './engine.ts'
import { EngineTrouble, isOfSql, openSqlite, type SqliteEngine } from './engines/sqlite.ts'
import { makeFolder, notSynced, publish } from './file/fsync.ts'
import { damaged, fileAt, journalSize, replaced, wayBack } from './file/header.ts'
import { openBook } from './file/opening.ts'
import { hasOwnTables } from './file/own-tables.ts'
import { linkFollowed, wentTo } from './file/paths.ts'
import {
  discardSnapshot,
  hasSnapshots,
  pruneSnapshots,
  removeIfPossible,
  snapshotFiles,
} from './file/snapshot-files.ts'
import { explainTrouble, maybeWritten } from './file/trouble.ts'
import { unfinishedBeside } from './file/unfinished.ts'
import type { Migration } from './migrations/index.ts'
import { backUp, type Target } from './snapshots/backup.ts'
import { type Copying, copyWhole, type Taken, takeSnapshot } from './snapshots/snapshots.ts'

/** The tables that a book has: a version for each migration, and the migrations, loaded when they are needed. */
export type Schema = { version: number; migrations: () => Promise<Migration[]> }

/** The tables of this version. */
export const currentSchema: Schema = {
  version: 7,
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
export class FileBook {
  readonly path: string
  /** Where a book is that is on a server, as it is shown; null for a file. */
  readonly server: string | null = null
  /** Whether this command has changed the book. */
  hasChanged = false
  /** The number of the last change that this command made and that can be taken back; null where it made none. */
  lastOwnChange: number | null = null
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #schema: Schema
  readonly #whoMakes: () => Maker | undefined
  #maker: Maker | undefined
  #engine: SqliteEngine | undefined
  /** Which file is open, by its number on the disk. */
  #file: string | undefined
  #unwritten = false
  /** Whether the book has passed the check of this day. */
  #isChecked = false
  /** Whether this command has taken a snapshot of the book already. */
  #isKept = false
  /** Whether the book may be another than it was when that snapshot was taken. */
  #mayDiffer = false
  #lastTurn: Promise<unknown> = Promise.resolve()

  /**
   * @param tell hears what the user should know of the book besides what the command says
   * @param whoMakes says who makes the changes, and is asked when there is one
   * @throws cannot, for a link that leads nowhere
   */
  constructor(
    path: string,
    today: Day,
    tell: (text: string) => void,
    schema = currentSchema,
    whoMakes: () => Maker | undefined = () => undefined,
  ) {
    this.path = linkFollowed(path)
    this.#today = today
    this.#tell = tell
    this.#schema = schema
    this.#whoMakes = whoMakes
  }

  /** The maker of the changes of this command. */
  get maker(): Maker | undefined {
    this.#maker ??= this.#whoMakes()
    return this.#maker
  }

  /**
   * Reads the book as it is at one moment.
   * @throws cannot, when there is no book yet or it cannot be used
   */
  async read<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#openOrFail()
      return engine.transaction('read', () => ask(engine))
    })
  }

  /** Reads the book for a command that is going to write; where there is none yet, an empty one is read. */
  async readOrNew<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#openOrNew()
      return engine.transaction('read', async () => {
        const [answer] = await Promise.all([ask(engine), this.#seeWhetherChecked(engine)])
        return answer
      })
    })
  }

  /**
   * Makes one change, which `cl undo` takes back as a whole, in one transaction. Creates the book if there is none.
   * @param change does the writing, and says what the change was, in a line, as `cl undo --list` shows it
   * @throws cannot, when the book cannot be used; then nothing has changed
   */
  async write<T>(change: (db: Writer) => Promise<{ summary: string; result: T }>): Promise<T> {
    let isChange = true
    const hadChanged = this.hasChanged
    const result = await this.#guarded(() =>
      this.#transact(async (engine) => {
        const { writer, recorded } = recordingWriter(engine)
        const { summary, result } = await change(writer)
        const kept = await keepChange(engine, recorded, this.#today, summary, this.maker)
        isChange = kept !== null
        this.lastOwnChange = kept ?? this.lastOwnChange
        return result
      }),
    )
    if (!isChange) {
      this.hasChanged = hadChanged
      this.#tell('It was so already: nothing changed, and there is nothing to undo.')
    }
    return result
  }

  /**
   * Takes back the last change of this user that stands; undefined when there is none.
   * @param only the number that it must have: else nothing is taken back, and undefined
   * @param pointersTo what points to rows of a table
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same since
   */
  async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    return this.#guarded(async () => {
      await this.#openOrFail()
      return this.#transact((engine) => takeBackLastChange(engine, { only, maker: this.maker, pointersTo }))
    })
  }

  /**
   * Brings back what was taken back last; undefined when there is nothing, `lost` when its rows are not kept.
   * @throws cannot, when there is no book yet or it cannot be used, or somebody else has changed the same since
   */
  async redo(): Promise<Change | 'lost' | undefined> {
    return this.#guarded(async () => {
      await this.#openOrFail()
      return this.#transact((engine) => bringBack(engine, this.maker))
    })
  }

  /** The last change of this user that stands, with every text that it wrote. @throws cannot, when it cannot be read */
  async lastChange(): Promise<(Change & { words: string[] }) | undefined> {
    return this.#guarded(async () => {
      const engine = await this.#openOrFail()
      return engine.transaction('read', () => lastChange(engine, this.maker))
    })
  }

  /**
   * Does something that cannot be taken back by hand, such as an import, after a snapshot of the book. Of what fails, and
   * leaves the book as it was, no snapshot is left, and none that is older is deleted.
   * @param why what it is taken before, without anybody’s name: `import`
   * @throws cannot, when the snapshot could not be taken: then nothing is done
   */
  async afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T> {
    const path = await this.#guarded(() => this.#snapshot(why))
    this.#mayDiffer = false
    try {
      const result = await work()
      if (path !== null) pruneSnapshots(this.path, path, this.#today)
      return result
    } catch (error) {
      if (path !== null && !this.#mayDiffer) {
        discardSnapshot(path)
        this.#isKept = false
      }
      throw error
    }
  }

  /**
   * Copies the whole book, checked, into a file, or among the snapshots where none is named.
   * @param ask asks the book what there is in it, at that moment
   * @throws cannot, when there is no book, or the copy could not be made; then there is none
   */
  async backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    return this.#guarded(async () => {
      const engine = await this.#openOrFail()
      return engine.transaction('read', async () => {
        this.#checkPlace()
        return { ...(await backUp(this.#copying(engine), this.path, target, this.#today)), ...(await ask(engine)) }
      })
    })
  }

  /**
   * Erases for good, in one transaction: no change that `cl undo` could take back. Then the file is written anew, so that
   * no byte is left in it of what is gone.
   * @returns the result of the work, which is in the book; and why the file could not be written anew, or null
   * @throws cannot, when there is no book yet or it cannot be used; then nothing has changed
   */
  async erase<T>(work: (engine: Engine) => Promise<T>): Promise<{ result: T; notAnew: string | null }> {
    return this.#guarded(async () => {
      const engine = await this.#openOrFail()
      const result = await this.#transact(work)
      try {
        engine.vacuum()
        return { result, notAnew: null }
      } catch (error) {
        if (error instanceof EngineTrouble) return { result, notAnew: error.message }
        throw error
      }
    })
  }

  /**
   * Writes the file anew from what is in it, where that failed after an erasure.
   * @throws cannot, when there is no book yet or it cannot be used; then the file is as it was
   */
  async writeAnew(): Promise<void> {
    return this.#guarded(async () => (await this.#openOrFail()).vacuum())
  }

  /** Whether the file is there. Says nothing about whether it can be used. */
  exists(): boolean {
    return existsSync(this.path)
  }

  /** Whether there is no book yet, and no trace of one that is missing. */
  get isNew(): boolean {
    return !this.exists() && wayBack(this.path, this.#today) === undefined && journalSize(this.path) === 0
  }

  /** @throws cannot: it is a file already */
  async takeBack(): Promise<Taken> {
    throw cannot(`The book is a file already: ${this.path}`)
  }

  /** Deletes the file, and the snapshots of it. */
  discard(): void {
    this.close()
    rmSync(this.path, { force: true })
    for (const { path } of snapshotFiles(this.path, this.#today)) discardSnapshot(path)
  }

  close(): void {
    this.#isChecked = false
    this.#engine?.close()
    this.#engine = undefined
  }

  /** @returns the path of the snapshot; null when there is no book yet */
  async #snapshot(why: string): Promise<string | null> {
    if (this.#unwritten) this.close()
    this.#unwritten = false
    this.#engine ??= await this.#openFile()
    const engine = this.#engine
    if (!engine) return null
    const { path } = await engine.transaction('write', async () => {
      this.#checkPlace()
      return takeSnapshot(this.#copying(engine), this.path, this.#today, before(why))
    })
    this.#isKept = true
    return path
  }

  async #transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    if (this.#unwritten) this.close()
    this.#unwritten = false
    this.#engine ??= await this.#openFile()
    const result = this.#engine ? await this.#change(this.#engine, work) : await this.#create(work)
    this.hasChanged = true
    this.#mayDiffer = true
    return result
  }

  async #change<T>(engine: SqliteEngine, work: (engine: Engine) => Promise<T>): Promise<T> {
    let kept: string | null = null
    try {
      const result = await engine.transaction('write', async () => {
        this.#checkPlace()
        kept = await this.#beginDay(engine)
        return work(engine)
      })
      if (kept !== null) pruneSnapshots(this.path, kept, this.#today)
      return result
    } catch (error) {
      // Nobody knows what a disk that failed has written.
      const isFaulty = error instanceof EngineTrouble && error.kind === 'faulty'
      this.#mayDiffer ||= isFaulty
      if (kept !== null && !isFaulty) discardSnapshot(kept)
      throw error
    }
  }

  /** A change is lost in a file whose book is on a server, and in one that has lost its name: `cl restore` may have put another in its place. */
  #checkPlace(): void {
    const server = wentTo(this.path)
    if (server !== null)
      throw cannot(
        `The book went to ${server}, and what is in ${this.path} is not written to any more.`,
        'Leave out --book.',
      )
    if (this.#file !== fileAt(this.path)) throw replaced(this.path)
  }

  /**
   * Damage that SQLite reads over is only found by a check, so each day’s first write makes one, and then a snapshot
   * (docs/reliability.md): while nobody else can write, so that there is one for a day.
   * @returns the path of the snapshot; null when this is not the day’s first write
   */
  async #beginDay(engine: SqliteEngine): Promise<string | null> {
    await this.#seeWhetherChecked(engine)
    if (this.#isChecked) return null
    const damage = await engine.findDamage()
    if (damage !== null) throw damaged(this.path, damage, this.#today)
    const taken = this.#isKept
      ? null
      : await takeSnapshot(this.#copying(engine), this.path, this.#today, beforeFirstWrite)
    await markChecked(engine, this.#today)
    return taken?.path ?? null
  }

  /** Copies of the file that this engine has open. */
  #copying(engine: SqliteEngine): Copying {
    return (target) => copyWhole(engine, this.path, target)
  }

  /** A book that was checked on a day stays so, and is asked once: with what a command reads before it writes. */
  async #seeWhetherChecked(engine: SqliteEngine): Promise<void> {
    this.#isChecked ||= !this.#unwritten && (await checkedToday(engine, this.#today))
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
    if (!found) this.#refuseMissing()
    this.#unwritten = found === undefined
    this.#engine = found ?? (await emptyBook(this.#schema))
    return this.#engine
  }

  async #openFile(): Promise<SqliteEngine | undefined> {
    const opened = openBook(this.path, this.#schema.version, this.#today)
    if (!opened) return undefined
    this.#file = opened.file
    if (opened.version < this.#schema.version) await this.#upgrade(opened.engine)
    return opened.engine
  }

  /** Gives an older book the tables of this version, after a snapshot; if that fails, it stays as it was. */
  async #upgrade(engine: SqliteEngine): Promise<void> {
    const { version } = this.#schema
    const found = engine.version()
    const migrations = await this.#schema.migrations()
    let kept: Taken | null = null
    try {
      kept = await engine.transaction('write', async () =>
        // Another process may have been quicker.
        engine.version() < version
          ? takeSnapshot(this.#copying(engine), this.path, this.#today, beforeVersion(version))
          : null,
      )
      engine.migrate(migrations)
      if (kept) this.#tell(`The book was brought up to version ${version}. As it was before: ${kept.path}`)
    } catch (error) {
      // Each migration is a transaction of its own: some may be in the book.
      const reached = versionOf(engine)
      if (kept && reached === found) discardSnapshot(kept.path)
      const isDamage = isOfSql(error) && !hasOwnTables(engine, migrations)
      engine.close()
      if (kept && reached !== found && error instanceof EngineTrouble)
        throw notAllTheWay(this.path, reached, version, error.message, kept.path)
      throw isDamage ? new EngineTrouble('damaged', error) : error
    }
  }

  /**
   * Makes the book, with its first change in it, under a temporary name: no other process ever sees half of one, and a
   * change that fails leaves none behind.
   */
  async #create<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    this.#refuseMissing()
    const migrations = await this.#schema.migrations()
    const folder = dirname(this.path)
    let unfinished: string | undefined
    try {
      makeFolder(folder)
      unfinished = unfinishedBeside(this.path)
      const engine = openSqlite(unfinished)
      let result: T
      try {
        engine.migrate(migrations)
        result = await engine.transaction('write', async () => {
          await markChecked(engine, this.#today)
          return work(engine)
        })
      } finally {
        engine.close()
      }
      if (!publish(unfinished, this.path)) return await this.#transact(work) // another process was quicker
      const notOnDisk = notSynced(folder)
      if (notOnDisk !== null) throw maybeWritten(this.path, notOnDisk)
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
      if (unfinished !== undefined) {
        removeIfPossible(unfinished)
        removeIfPossible(`${unfinished}-journal`)
      }
    }
  }

  /** @throws cannot, where there is no book, and snapshots or a journal are left of one */
  #refuseMissing(): void {
    const hasTraces = hasSnapshots(this.path, this.#today) || journalSize(this.path) > 0
    // Another process may have been quicker: then they are those of its book.
    if (hasTraces && !this.exists()) throw this.#missing()
  }

  #missing(): UserError {
    const way = wayBack(this.path, this.#today)
    if (way) return cannot(`The book ${this.path} is missing, but there are snapshots of it.`, way)
    if (journalSize(this.path) > 0) {
      return cannot(
        `The book ${this.path} is missing, but what it was writing last is there: ${this.path}-journal`,
        (quote) =>
          `If you have moved the book, move it back beside that file; or from a copy of it: cl restore FILE${bookOption(this.path, quote)}`,
      )
    }
    return cannot(
      `There is no book at ${this.path} yet.`,
      'Start one: cl add "Acme Bakery"   Or bring your contacts: cl import contacts.vcf   Look around first: cl demo',
    )
  }

  /** One after the other: a prompt that searches as it is typed asks again before it has its answer. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work)
    this.#lastTurn = turn.catch(() => {})
    try {
      return await turn
    } catch (error) {
      if (error instanceof EngineTrouble) throw explainTrouble(error, this.path, this.#today)
      const engine = this.#engine
      const isDamage = engine && isOfSql(error) && !hasOwnTables(engine, await this.#schema.migrations())
      throw isDamage ? damaged(this.path, error.message, this.#today) : error
    }
  }
}

/** How many migrations a book has had; null where the disk does not say. */
function versionOf(engine: SqliteEngine): number | null {
  try {
    return engine.version()
  } catch {
    return null
  }
}

/** The error of a disk that failed between two migrations, or may have. */
function notAllTheWay(path: string, reached: number | null, version: number, why: string, kept: string): UserError {
  if (reached === null) return maybeWritten(path, why)
  return cannot(
    `The disk failed or is full (${why}): ${path} was brought up to version ${reached} and not yet to ${version}.`,
    `Make room, or check the disk; the next command goes on from there. As it was before: ${kept}`,
  )
}

/** A book of either kind: a file, or on a server. */
export type Book = { [Part in keyof FileBook]: FileBook[Part] }

/** What a snapshot is taken before, as its file is called. */
export const before = (why: string): string => `before ${why.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`
