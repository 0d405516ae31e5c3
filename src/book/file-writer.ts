import { beforeWork } from '#domain/shop/retention.ts'
import { keepChange } from './changes/changes.ts'
import type { Maker } from './changes/makers.ts'
import { type Changing, recordedChange } from './changes/writer.ts'
import type { Connection, OfBook } from './connection.ts'
import { checkDaily } from './daily-check.ts'
import type { Ask, Engine } from './engine.ts'
import type { SqliteEngine } from './engines/sqlite.ts'
import { EngineTrouble } from './engines/sqlite-trouble.ts'
import { discardSnapshot, pruneSnapshots } from './file/snapshot-files.ts'
import type { Target } from './snapshots/backup.ts'
import type { Copying, Taken } from './snapshots/snapshots.ts'

/** A day's first change comes after the check and a snapshot. */
export class FileWriter {
  readonly #book: OfBook
  readonly #connection: Connection
  /** True once this command has kept a snapshot. */
  #isKept = false
  /** The book may differ from that snapshot. */
  #mayDiffer = false

  constructor(connection: Connection) {
    this.#book = connection.book
    this.#connection = connection
  }

  /** @returns also the number of the change; null where it changed nothing */
  async write<T>(change: Changing<T>, maker: Maker | undefined): Promise<{ result: T; id: number | null }> {
    return this.transact(async (engine) => {
      const { summary, result, recorded } = await recordedChange(engine, change)
      return { result: await result, id: await keepChange(engine, recorded, this.#book.today, summary, maker) }
    })
  }

  /** Makes the book where there is none. */
  async transact<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const engine = await this.#connection.openIfThere()
    const result = engine ? await this.#change(engine, work) : await this.#create(work)
    this.#mayDiffer = true
    return result
  }

  async #change<T>(engine: SqliteEngine, work: (engine: Engine) => Promise<T>): Promise<T> {
    const { path, today } = this.#book
    let kept: string | null = null
    try {
      const result = await engine.transaction('write', async () => {
        this.#connection.checkPlace()
        kept = await checkDaily(this.#connection, engine, this.#isKept ? null : await this.#copying(engine))
        return work(engine)
      })
      if (kept !== null) pruneSnapshots(path, kept, today)
      return result
    } catch (error) {
      // Nobody knows what a disk that failed has written.
      const isFaulty = error instanceof EngineTrouble && error.kind === 'faulty'
      this.#mayDiffer ||= isFaulty
      if (kept !== null && !isFaulty) discardSnapshot(kept)
      throw error
    }
  }

  /** Where another process was quicker, the change goes into its book. */
  async #create<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const { path, today, tell, schema } = this.#book
    this.#connection.refuseTraces()
    const { makeBook } = await import('./new-book.ts')
    const made = await makeBook(path, schema, today, work)
    if (made === null) return this.transact(work)
    tell(`A new book was made: ${path}`)
    return made.result
  }

  /** @returns the path; null when there is no book yet */
  async snapshot(why: string): Promise<string | null> {
    const { path, today } = this.#book
    this.#mayDiffer = false
    const engine = await this.#connection.openIfThere()
    if (!engine) return null
    const { takeSnapshot } = await import('./snapshots/snapshots.ts')
    const taken = await engine.transaction('write', async () => {
      this.#connection.checkPlace()
      return takeSnapshot(await this.#copying(engine), path, today, beforeWork(why))
    })
    this.#isKept = true
    return taken.path
  }

  /** The work failed. The snapshot stays where the book may have changed since. */
  discardUnchanged(snapshot: string): void {
    if (this.#mayDiffer) return
    discardSnapshot(snapshot)
    this.#isKept = false
  }

  async backUp<T>(target: Target, ask: Ask<T>): Promise<Taken & T> {
    const { path, today } = this.#book
    const engine = await this.#connection.openOrFail()
    const { backUp } = await import('./snapshots/backup.ts')
    return engine.transaction('read', async () => {
      this.#connection.checkPlace()
      return { ...(await backUp(await this.#copying(engine), path, target, today)), ...(await ask(engine)) }
    })
  }

  async #copying(engine: SqliteEngine): Promise<Copying> {
    const { copyWhole } = await import('./snapshots/snapshots.ts')
    const { path, during } = this.#book
    return (target) => during('Copying the book', () => copyWhole(engine, path, target))
  }
}
