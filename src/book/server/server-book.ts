import { existsSync } from 'node:fs'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite, beforeWork } from '#domain/shop/retention.ts'
import { cannot, type UserError } from '#errors.ts'
import type { Book, Made, Numbered } from '../book.ts'
import { type Change, keepChange, lastChange } from '../changes/changes.ts'
import type { Maker, PointersTo } from '../changes/makers.ts'
import { bringBack } from '../changes/redo.ts'
import { takeBackLastChange } from '../changes/undo.ts'
import { recordingWriter, type Writer } from '../changes/writer.ts'
import type { Ask, Engine, OfLaptop, Reader } from '../engine.ts'
import { PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { urlPath } from '../file/paths.ts'
import { discardSnapshot, pruneSnapshots, removeIfPossible, snapshotFiles } from '../file/snapshot-files.ts'
import { explainTrouble } from '../file/trouble.ts'
import { currentSchema, type Schema } from '../schema.ts'
import { backUp, type Target } from '../snapshots/backup.ts'
import { type Copying, type Taken, takeSnapshot } from '../snapshots/snapshots.ts'
import { Turns } from '../turns.ts'
import type { Address } from './address.ts'
import { copyIntoFile, newestCopy } from './copies.ts'
import { putBack } from './take-back.ts'
import { explainServer } from './trouble.ts'
import { OlderBook, upgrade } from './upgrade.ts'

/** How often a command is tried that others kept from being written, or whose connection was lost before it began. */
const tries = 4

/** A book on a server. */
export class ServerBook implements Book {
  readonly path: string
  readonly server: string
  hasChanged = false
  readonly made: Made[] = []
  readonly #address: Address
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #schema: Schema
  readonly #whoMakes: () => Maker | undefined
  readonly #laptop: OfLaptop
  #maker: Maker | undefined
  #engine: PostgresEngine | undefined
  /** What was read instead, since the server could not be reached. */
  #away: { trouble: ServerTrouble; copy: SqliteEngine } | undefined
  /** Whether a copy of this day is among the snapshots. */
  #isKept = false
  readonly #turns = new Turns()

  /**
   * @param path the file that this laptop would have as its book: copies of the book are kept beside it
   * @param tell hears what the user should know of the book besides what the command says
   * @param whoMakes says who makes the changes, and is asked when there is one
   * @param laptop knows who is at this laptop
   */
  constructor(
    address: Address,
    path: string,
    today: Day,
    tell: (text: string) => void,
    whoMakes: () => Maker | undefined,
    laptop: OfLaptop,
    schema = currentSchema,
  ) {
    this.path = path
    this.server = address.text
    this.#address = address
    this.#today = today
    this.#tell = tell
    this.#schema = schema
    this.#whoMakes = whoMakes
    this.#laptop = laptop
  }

  /**
   * Reads the book as it is at one moment; away from the network, the last copy that this laptop has, and says so.
   * @throws cannot, when there is no book, or neither the server nor a copy can be asked
   */
  read<T>(ask: Ask<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await this.#tried('read', ask)
      } catch (error) {
        if (!isAway(error)) throw error
        return this.#readCopy(ask, error)
      }
    })
  }

  /** Reads the book for a command that is going to write: away from the network, it would write nothing. */
  readOrNew<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded('read', ask)
  }

  async write<T>(change: (db: Writer) => Promise<{ summary: string; result: T }>): Promise<T> {
    const { result, kept } = await this.#guarded('write', async (engine) => {
      const { writer, recorded } = recordingWriter(engine)
      const { summary, result } = await change(writer)
      return { result, kept: await keepChange(engine, recorded, this.#today, summary, this.maker) }
    })
    if (kept === null) this.#tell('It was so already: nothing changed, and there is nothing to undo.')
    else this.made.push({ what: 'change', id: kept })
    this.hasChanged ||= kept !== null
    return result
  }

  get maker(): Maker | undefined {
    this.#maker ??= this.#whoMakes()
    return this.#maker
  }

  async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    const change = await this.#guarded('write', (engine) =>
      takeBackLastChange(engine, { only, maker: this.maker, pointersTo }),
    )
    this.hasChanged = true
    if (change) this.made.push({ what: 'undo', id: change.id })
    return change
  }

  async redo(): Promise<Change | 'lost' | undefined> {
    const change = await this.#guarded('write', (engine) => bringBack(engine, this.maker))
    this.hasChanged = true
    if (change && change !== 'lost') this.made.push({ what: 'redo', id: change.id })
    return change
  }

  lastChange(): Promise<(Change & { words: string[] }) | undefined> {
    return this.#guarded('read', (engine) => lastChange(engine, this.maker))
  }

  async afterSnapshot<T>(why: string, work: () => Promise<T>): Promise<T> {
    const { path } = await this.#guarded('read', (engine) => this.#snapshot(engine, beforeWork(why)))
    const hadChanged = this.hasChanged
    try {
      const result = await work()
      pruneSnapshots(this.path, path, this.#today)
      return result
    } catch (error) {
      if (this.hasChanged === hadChanged) discardSnapshot(path)
      throw error
    }
  }

  /** Copies the whole book into a file, which is a book by itself. @throws cannot, when the copy could not be made */
  backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    return this.#guarded('read', async (engine) => ({
      ...(await backUp(this.#copying(engine), this.path, target, this.#today)),
      ...(await ask(engine)),
    }))
  }

  /** Erases for good, in one transaction. What a server keeps of deleted rows is its own to write over. */
  async erase<T>(
    gone: Numbered | null,
    work: (engine: Engine) => Promise<T>,
  ): Promise<{ result: T; notAnew: string | null }> {
    const result = await this.#guarded('write', work)
    this.hasChanged = true
    this.made.push({ what: 'forget', id: null, gone })
    return { result, notAnew: null }
  }

  async writeAnew(): Promise<void> {
    await this.read(async () => {})
  }

  /**
   * Makes a file of the book, in the place where this laptop would have it, and closes the book on the server.
   * @throws cannot, when the copy could not be made; then the book is still the one on the server
   */
  async takeBack(): Promise<Taken> {
    this.#isKept = true
    const taken = await this.#guarded('write', async (engine) => {
      const made = await putBack(this.#copying(engine), this.path, this.#today)
      await engine.run(sql`update book set closed_on = ${this.#today}`)
      return made
    })
    removeIfPossible(urlPath(this.path))
    return taken
  }

  exists(): boolean {
    return true
  }

  get isNew(): boolean {
    return false
  }

  discard(): void {
    throw cannot(`${this.server} is on a server, and cl deletes none.`, 'cl share --back makes a file of it.')
  }

  close(): void {
    this.#engine?.close()
    this.#engine = undefined
    this.#away?.copy.close()
    this.#away = undefined
  }

  /** @throws the trouble with the server, where there is no copy of this version */
  async #readCopy<T>(ask: Ask<T>, trouble: ServerTrouble): Promise<T> {
    if (!this.#away) {
      const copy = newestCopy(this.path, this.#schema, this.#today)
      if (!copy) throw trouble
      this.#away = { trouble, copy: copy.engine }
      const { host } = this.#address.place
      this.#tell(`${host} cannot be asked just now. This is the copy of ${copy.day} on this laptop:`)
    }
    const { copy } = this.#away
    const reader: Reader = {
      all: (query) => copy.all(query),
      cells: (query) => copy.cells(query),
      columns: () => copy.columns(),
      laptop: this.#laptop,
    }
    return copy.transaction('read', () => ask(reader))
  }

  /** Keeps a copy of each day on this laptop, so that there is always one to go back to, and to look into. */
  async #keepCopy(): Promise<void> {
    if (this.#isKept) return
    this.#isKept = true
    const isOfToday = ({ day, why }: { day: Day; why: string }) => day === this.#today && why === beforeFirstWrite
    if (snapshotFiles(this.path, this.#today).some(isOfToday)) return
    try {
      const engine = this.#open()
      const { path } = await engine.transaction('read', () => this.#snapshot(engine, beforeFirstWrite))
      pruneSnapshots(this.path, path, this.#today)
    } catch (error) {
      this.#isKept = false
      // What is wrong with the server, the command itself will meet.
      if (error instanceof ServerTrouble || error instanceof OlderBook) return
      const said = this.#explained(error)
      this.#tell(`No copy of the book was kept on this laptop today: ${said instanceof Error ? said.message : said}`)
    }
  }

  async #snapshot(engine: PostgresEngine, why: string): Promise<Taken> {
    await engine.settle() // where there is no book, no folder is made for it
    return takeSnapshot(this.#copying(engine), this.path, this.#today, why)
  }

  /** Copies what a transaction sees into a file. */
  #copying(engine: PostgresEngine): Copying {
    return (target) => copyIntoFile(engine, this.#schema, target)
  }

  #open(): PostgresEngine {
    if (this.#engine?.isLost) this.#engine = undefined
    this.#engine ??= new PostgresEngine(
      this.#address.place,
      (version, closedOn) => this.#check(version, closedOn),
      this.#laptop,
    )
    return this.#engine
  }

  #check(version: number, closedOn: string | null): void {
    const known = this.#schema.version
    if (closedOn !== null)
      throw cannot(
        `The book at ${this.server} was taken back into a file on ${closedOn}, on another laptop or on this one.`,
        existsSync(this.path)
          ? `If that was here, remove ${urlPath(this.path)}: the file ${this.path} is the book.`
          : 'Ask who has it now. The last copy on this laptop: cl backups',
      )
    if (version < known) throw new OlderBook(version)
    if (version > known)
      throw cannot(
        `The book at ${this.server} is of a newer cl (its version is ${version}; this cl knows up to ${known}).`,
        'Install the newest cl to use it. The book was left as it is.',
      )
  }

  #guarded<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>): Promise<T> {
    return this.#inTurn(() => this.#tried(kind, work))
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(work)
    } catch (error) {
      throw this.#explained(error)
    }
  }

  /** Works in a transaction; what others kept from being written is tried again. */
  async #tried<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>): Promise<T> {
    // Whoever has waited for the server once need not wait again.
    if (this.#away) throw this.#away.trouble
    for (let tried = 1; ; tried += 1) {
      const isFresh = this.#engine === undefined || this.#engine.isLost
      try {
        return await this.#once(kind, work)
      } catch (error) {
        if (error instanceof OlderBook) await this.#upgrade()
        else if (tried === tries || !isWorthAnotherTry(error, isFresh)) throw error
      }
    }
  }

  /** Works in a transaction, beside which this laptop keeps its copy of the day: before what is written. */
  async #once<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>): Promise<T> {
    const engine = this.#open()
    if (kind === 'write') await this.#keepCopy()
    const result = await engine.transaction(kind, () => work(engine))
    if (kind === 'read') await this.#keepCopy()
    return result
  }

  async #upgrade(): Promise<void> {
    const engine = new PostgresEngine(this.#address.place, () => {})
    try {
      const from = await engine.transaction('write', () => upgrade(engine, this.#schema.version))
      if (from !== null) this.#tell(`The book was brought up from version ${from} to ${this.#schema.version}.`)
    } finally {
      engine.close()
    }
  }

  #explained(error: unknown): unknown {
    if (error instanceof ServerTrouble) return explainServer(error, this.#address)
    return error instanceof EngineTrouble ? this.#ofCopy(error) : error
  }

  #ofCopy(trouble: EngineTrouble): UserError {
    return explainTrouble(trouble, this.path, this.#today)
  }
}

/** Whether the server cannot be reached from here. */
const isAway = (error: unknown): error is ServerTrouble =>
  error instanceof ServerTrouble && ['unknown host', 'nobody there', 'slow', 'lost'].includes(error.kind)

/** A connection that was lost while nobody asked anything is made anew: nothing had been begun. */
function isWorthAnotherTry(error: unknown, wasFresh: boolean): boolean {
  if (!(error instanceof ServerTrouble) || error.mayBeWritten) return false
  return error.kind === 'again' || (error.kind === 'lost' && !wasFresh)
}
