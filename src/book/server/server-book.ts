import { existsSync } from 'node:fs'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite, beforeWork } from '#domain/shop/retention.ts'
import type { Addition, Waiting } from '#domain/shop/waiting.ts'
import { cannot, type UserError } from '#errors.ts'
import type { Book, Made, Numbered } from '../book.ts'
import { type Change, keepChange, lastChange, markChange } from '../changes/changes.ts'
import type { Maker, PointersTo } from '../changes/makers.ts'
import { bringBack } from '../changes/redo.ts'
import { takeBackLastChange } from '../changes/undo.ts'
import { recordingWriter, type Writer } from '../changes/writer.ts'
import type { Ask, Engine, OfLaptop } from '../engine.ts'
import { type Head, PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { urlPath } from '../file/paths.ts'
import { discardSnapshot, pruneSnapshots, removeIfPossible } from '../file/snapshot-files.ts'
import { explainTrouble } from '../file/trouble.ts'
import { currentSchema, type Schema } from '../schema.ts'
import { backUp, type Target } from '../snapshots/backup.ts'
import { type Copying, type Taken, takeSnapshot } from '../snapshots/snapshots.ts'
import { Turns } from '../turns.ts'
import type { Address } from './address.ts'
import { Away, isAway, newKey } from './away.ts'
import { type Above, CatchingUp } from './catching-up.ts'
import { copyIntoFile } from './copies.ts'
import { namingTables, ownCopies } from './known.ts'
import { nextNames } from './sending.ts'
import { putBack } from './take-back.ts'
import { explainServer } from './trouble.ts'
import { OlderBook, upgrade } from './upgrade.ts'

/** How often a command is tried that others kept from being written, or whose connection was lost before it began. */
const tries = 4

/** What came of a change, and its number; null where nothing changed. */
type Changed<T> = { result: T; change: number | null }

/** What is around a book on a server. */
export type AroundBook = {
  /** Hears what the user should know of the book besides what the command says. */
  tell: (text: string) => void
  /** Whether it is the book of this laptop, which then keeps copies, names and what waits; else it is only looked at. */
  isOwn: boolean
  /** Says who makes the changes, and is asked when there is one. */
  whoMakes: () => Maker | undefined
  /** Knows who is at this laptop. */
  laptop: OfLaptop
  /** Knows customers. */
  above: Above
}

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
  readonly #isOwn: boolean
  readonly #whoMakes: () => Maker | undefined
  readonly #laptop: OfLaptop
  #maker: Maker | undefined
  #engine: PostgresEngine | undefined
  readonly #away: Away
  readonly #catchingUp: CatchingUp
  /** Why something else is read instead, since the server could not be reached. */
  #trouble: ServerTrouble | undefined
  /** How many commands are at work that only add. */
  #adding = 0
  #head: Head | undefined
  /** Whether a copy of this day is among the snapshots. */
  #isKept = false
  readonly #turns = new Turns()

  /**
   * @param path the file that this laptop would have as its book: copies of the book are kept beside it
   */
  constructor(address: Address, path: string, today: Day, around: AroundBook, schema = currentSchema) {
    this.path = path
    this.server = address.text
    this.#address = address
    this.#today = today
    this.#tell = around.tell
    this.#schema = schema
    this.#isOwn = around.isOwn
    this.#isKept = !around.isOwn
    this.#whoMakes = around.whoMakes
    this.#laptop = around.laptop
    this.#away = new Away(path, address, today, around, schema)
    const hear = (id: number) => this.made.push({ what: 'change', id })
    this.#catchingUp = new CatchingUp(path, address, today, around, hear)
  }

  /**
   * Reads the book as it is at one moment; away from the network, the last copy that this laptop has, and says so.
   * @throws cannot, when there is no book, or neither the server nor a copy can be asked
   */
  read<T>(ask: Ask<T>): Promise<T> {
    return this.#instead('read', ask, (trouble) =>
      this.#adding > 0 ? this.#away.readNames(ask, trouble) : this.#away.readCopy(ask, trouble),
    )
  }

  /** Reads the book for a command that is going to write; away from the network, names and words for what only adds. */
  readOrNew<T>(ask: Ask<T>): Promise<T> {
    if (this.#adding === 0) return this.#guarded('read', ask)
    return this.#instead('read', ask, (trouble) => this.#away.readNames(ask, trouble))
  }

  async adding<T>(work: () => Promise<T>): Promise<T> {
    this.#adding += 1
    try {
      return await work()
    } finally {
      this.#adding -= 1
    }
  }

  async write<T>(change: (db: Writer) => Promise<{ summary: string; result: T }>): Promise<T> {
    return this.#told(await this.#guarded('write', (engine) => this.#change(engine, change)))
  }

  /** Adds something; where the server cannot be reached, it waits on this laptop, and is sent by the next command that reaches it. */
  async add<T>(
    addition: Addition,
    change: (db: Writer) => Promise<{ summary: string; result: T }>,
  ): Promise<{ result: T } | { kept: Waiting }> {
    const key = newKey()
    const added = await this.#instead<Changed<T> | Waiting>(
      'write',
      (engine) => this.#change(engine, change, key),
      (trouble) => this.#away.keep(addition, key, this.maker, trouble),
    )
    return 'key' in added ? { kept: added } : { result: this.#told(added) }
  }

  /** Makes a change, in a transaction; with a key, where it may be sent again. */
  async #change<T>(
    engine: PostgresEngine,
    change: (db: Writer) => Promise<{ summary: string; result: T }>,
    key?: string,
  ): Promise<Changed<T>> {
    const { writer, recorded } = recordingWriter(engine)
    const { summary, result } = await change(writer)
    const kept = await keepChange(engine, recorded, this.#today, summary, this.maker)
    if (kept !== null && key !== undefined) await markChange(engine, kept, key)
    if (recorded.some(({ table }) => namingTables.includes(table))) await engine.run(nextNames)
    return { result, change: kept }
  }

  #told<T>({ result, change }: Changed<T>): T {
    if (change === null) this.#tell('It was so already: nothing changed, and there is nothing to undo.')
    else this.made.push({ what: 'change', id: change })
    this.hasChanged ||= change !== null
    return result
  }

  get maker(): Maker | undefined {
    this.#maker ??= this.#whoMakes()
    return this.#maker
  }

  async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    if (only !== undefined && only < 0) return this.#away.takeBack(only)
    const change = await this.#guarded('write', async (engine) => {
      await engine.run(nextNames)
      return takeBackLastChange(engine, { only, maker: this.maker, pointersTo })
    })
    this.hasChanged = true
    if (change) this.made.push({ what: 'undo', id: change.id })
    return change
  }

  async redo(): Promise<Change | 'lost' | undefined> {
    const change = await this.#guarded('write', async (engine) => {
      await engine.run(nextNames)
      return bringBack(engine, this.maker)
    })
    this.hasChanged = true
    if (change && change !== 'lost') this.made.push({ what: 'redo', id: change.id })
    return change
  }

  /** The last change of this user; away from the network, the last addition that waits here. */
  lastChange(): Promise<(Change & { words: string[] }) | undefined> {
    return this.#instead(
      'read',
      (engine) => lastChange(engine, this.maker),
      async (trouble) => {
        const last = await this.#away.lastWaiting()
        if (!last) throw trouble
        return last
      },
    )
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
    const result = await this.#guarded('write', async (engine) => {
      await engine.run(nextNames)
      return work(engine)
    })
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
    this.#away.close()
    this.#trouble = undefined
  }

  /** Works in a transaction, or does something else where the server cannot be reached. */
  #instead<T>(
    kind: 'read' | 'write',
    work: (engine: PostgresEngine) => Promise<T>,
    other: (trouble: ServerTrouble) => Promise<T>,
  ): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await this.#tried(kind, work)
      } catch (error) {
        if (!isAway(error) || !this.#isOwn) throw error
        const result = await other(error)
        // Of what is asked next, nothing may have been written.
        this.#trouble = new ServerTrouble(error.kind, error)
        return result
      }
    })
  }

  /** Keeps a copy of each day on this laptop, so that there is always one to go back to, and to look into. */
  async #keepCopy(): Promise<void> {
    if (this.#isKept) return
    this.#isKept = true
    const isOfToday = ({ day, why }: { day: Day; why: string }) => day === this.#today && why === beforeFirstWrite
    if (ownCopies(this.path, this.#today).some(isOfToday)) return
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
    this.#engine ??= new PostgresEngine(this.#address.place, (head) => this.#check(head), this.#laptop)
    return this.#engine
  }

  #check(head: Head): void {
    const { version, closedOn } = head
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
    this.#head = head
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
    if (this.#trouble) throw this.#trouble
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
    if (this.#isOwn) await this.#catchingUp.catchUp(engine, () => this.#head)
    if (kind === 'write') await this.#keepCopy()
    const result = await engine.transaction(kind, () => work(engine))
    if (kind === 'read') await this.#keepCopy()
    if (this.#isOwn && this.#head) await this.#catchingUp.leaveKnown(engine, this.#head, () => this.#head)
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

/** A connection that was lost while nobody asked anything is made anew: nothing had been begun. */
function isWorthAnotherTry(error: unknown, wasFresh: boolean): boolean {
  if (!(error instanceof ServerTrouble) || error.mayBeWritten) return false
  return error.kind === 'again' || (error.kind === 'lost' && !wasFresh)
}
