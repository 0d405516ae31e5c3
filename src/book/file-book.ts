import { existsSync, rmSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import { beforeWork } from '#domain/shop/retention.ts'
import type { Addition } from '#domain/shop/waiting.ts'
import { cannot } from '#errors.ts'
import { type Book, type During, type Made, type Numbered, unsaid, type WhileWorking } from './book.ts'
import { type Change, keepChange, lastChange } from './changes/changes.ts'
import type { Maker, PointersTo } from './changes/makers.ts'
import { bringBack } from './changes/redo.ts'
import { takeBackLastChange } from './changes/undo.ts'
import { recordingWriter, type Writer } from './changes/writer.ts'
import { Connection } from './connection.ts'
import { DailyCheck } from './daily-check.ts'
import type { Ask, Engine } from './engine.ts'
import type { SqliteEngine } from './engines/sqlite.ts'
import { EngineTrouble } from './engines/sqlite-trouble.ts'
import { damaged, journalSize, sizeOf, wayBack } from './file/header.ts'
import { linkFollowed } from './file/paths.ts'
import { discardSnapshot, pruneSnapshots, snapshotFiles } from './file/snapshot-files.ts'
import { explainTrouble } from './file/trouble.ts'
import { makeBook } from './new-book.ts'
import { currentSchema } from './schema.ts'
import { backUp, type Target } from './snapshots/backup.ts'
import { type Copying, copyWhole, type Taken, takeSnapshot } from './snapshots/snapshots.ts'
import { Turns } from './turns.ts'

const writingAnew = 'Writing the book anew'

/** The user's one file, which is opened on first use. */
export class FileBook implements Book {
  readonly path: string
  readonly server = null
  hasChanged = false
  readonly made: Made[] = []
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #connection: Connection
  readonly #whoMakes: () => Maker | undefined
  readonly #during: WhileWorking
  #maker: Maker | undefined
  readonly #dailyCheck: DailyCheck
  /** Whether this command has taken a snapshot of the book already. */
  #isKept = false
  /** Whether the book may be another than it was when that snapshot was taken. */
  #mayDiffer = false
  readonly #turns = new Turns()

  /**
   * @param tell hears what the user should know of the book besides what the command says
   * @param whoMakes says who makes the changes, and is asked when there is one
   * @param during tells the user of what takes a while
   * @throws cannot, for a link that leads nowhere
   */
  constructor(
    path: string,
    today: Day,
    tell: (text: string) => void,
    schema = currentSchema,
    whoMakes: () => Maker | undefined = () => undefined,
    during: During = unsaid,
  ) {
    this.path = linkFollowed(path)
    this.#today = today
    this.#tell = tell
    this.#during = (what, work) => during(what, sizeOf(this.path), work)
    this.#connection = new Connection(this.path, today, tell, schema, this.#during)
    this.#dailyCheck = new DailyCheck(this.path, today, this.#during)
    this.#whoMakes = whoMakes
  }

  get maker(): Maker | undefined {
    this.#maker ??= this.#whoMakes()
    return this.#maker
  }

  async read<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      return engine.transaction('read', () => ask(engine))
    })
  }

  async readOrNew<T>(ask: Ask<T>): Promise<T> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrNew()
      return engine.transaction('read', async () => {
        const [answer] = await Promise.all([ask(engine), this.#seeWhetherChecked(engine)])
        return answer
      })
    })
  }

  async write<T>(change: (db: Writer) => Promise<{ summary: string; result: T }>): Promise<T> {
    let id: number | null = null
    const hadChanged = this.hasChanged
    const result = await this.#guarded(() =>
      this.#transact(async (engine) => {
        const { writer, recorded } = recordingWriter(engine)
        const { summary, result } = await change(writer)
        id = await keepChange(engine, recorded, this.#today, summary, this.maker)
        return result
      }),
    )
    if (id !== null) this.made.push({ what: 'change', id })
    else {
      this.hasChanged = hadChanged
      this.#tell('It was so already: nothing changed, and there is nothing to undo.')
    }
    return result
  }

  async add<T>(
    _addition: Addition,
    change: (db: Writer) => Promise<{ summary: string; result: T }>,
  ): Promise<{ result: T }> {
    return { result: await this.write(change) }
  }

  adding<T>(work: () => Promise<T>): Promise<T> {
    return work()
  }

  async undo(only?: number, pointersTo?: PointersTo): Promise<Change | undefined> {
    const change = await this.#guarded(async () => {
      await this.#connection.openOrFail()
      return this.#transact((engine) => takeBackLastChange(engine, { only, maker: this.maker, pointersTo }))
    })
    if (change) this.made.push({ what: 'undo', id: change.id })
    return change
  }

  async redo(): Promise<Change | 'lost' | undefined> {
    const change = await this.#guarded(async () => {
      await this.#connection.openOrFail()
      return this.#transact((engine) => bringBack(engine, this.maker))
    })
    if (change && change !== 'lost') this.made.push({ what: 'redo', id: change.id })
    return change
  }

  async lastChange(): Promise<(Change & { words: string[] }) | undefined> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      return engine.transaction('read', () => lastChange(engine, this.maker))
    })
  }

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

  async backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      return engine.transaction('read', async () => {
        this.#connection.checkPlace()
        return { ...(await backUp(this.#copying(engine), this.path, target, this.#today)), ...(await ask(engine)) }
      })
    })
  }

  async erase<T>(
    gone: Numbered | null,
    work: (engine: Engine) => Promise<T>,
  ): Promise<{ result: T; notAnew: string | null }> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      const result = await this.#transact(work)
      this.made.push({ what: 'forget', id: null, gone })
      try {
        await this.#during(writingAnew, async () => engine.vacuum())
        return { result, notAnew: null }
      } catch (error) {
        if (error instanceof EngineTrouble) return { result, notAnew: error.message }
        throw error
      }
    })
  }

  async writeAnew(): Promise<void> {
    return this.#guarded(async () => {
      const engine = await this.#connection.openOrFail()
      await this.#during(writingAnew, async () => engine.vacuum())
    })
  }

  exists(): boolean {
    return existsSync(this.path)
  }

  get isNew(): boolean {
    return !this.exists() && wayBack(this.path, this.#today) === undefined && journalSize(this.path) === 0
  }

  async takeBack(): Promise<Taken> {
    throw cannot(`The book is a file already: ${this.path}`)
  }

  discard(): void {
    this.close()
    rmSync(this.path, { force: true })
    for (const { path } of snapshotFiles(this.path, this.#today)) discardSnapshot(path)
  }

  close(): void {
    this.#dailyCheck.forget()
    this.#connection.close()
  }

  /** @returns the path of the snapshot; null when there is no book yet */
  async #snapshot(why: string): Promise<string | null> {
    const engine = await this.#connection.openIfThere()
    if (!engine) return null
    const { path } = await engine.transaction('write', async () => {
      this.#connection.checkPlace()
      return takeSnapshot(this.#copying(engine), this.path, this.#today, beforeWork(why))
    })
    this.#isKept = true
    return path
  }

  async #transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const engine = await this.#connection.openIfThere()
    const result = engine ? await this.#change(engine, work) : await this.#create(work)
    this.hasChanged = true
    this.#mayDiffer = true
    return result
  }

  async #change<T>(engine: SqliteEngine, work: (engine: Engine) => Promise<T>): Promise<T> {
    let kept: string | null = null
    try {
      const result = await engine.transaction('write', async () => {
        this.#connection.checkPlace()
        kept = await this.#dailyCheck.pass(engine, this.#isKept ? null : this.#copying(engine))
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

  /** Makes the book with its first change; where another process was quicker, the change goes into its book. */
  async #create<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    this.#connection.refuseTraces()
    const made = await makeBook(this.path, this.#connection.schema, this.#today, work)
    if (made === null) return this.#transact(work)
    this.#tell(`A new book was made: ${this.path}`)
    return made.result
  }

  async #seeWhetherChecked(engine: SqliteEngine): Promise<void> {
    if (!this.#connection.isUnwritten) await this.#dailyCheck.ask(engine)
  }

  /** Copies of the file that this engine has open. */
  #copying(engine: SqliteEngine): Copying {
    return (target) => this.#during('Copying the book', () => copyWhole(engine, this.path, target))
  }

  /** Takes its turn, and says what a trouble with the file is to the user. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(work)
    } catch (error) {
      if (error instanceof EngineTrouble) throw explainTrouble(error, this.path, this.#today)
      const damage = await this.#connection.damageIn(error)
      throw damage === null ? error : damaged(this.path, damage, this.#today)
    }
  }
}
