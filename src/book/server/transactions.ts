import { existsSync } from 'node:fs'
import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite } from '#domain/shop/retention.ts'
import { isInterrupted, messageOf, UserError } from '#errors.ts'
import { type Head, PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { urlPath } from '../file/paths.ts'
import { pruneSnapshots } from '../file/snapshot-files.ts'
import { explainTrouble } from '../file/trouble.ts'
import { type Copying, type Taken, takeSnapshot } from '../snapshots/snapshots.ts'
import { Turns } from '../turns.ts'
import type { OfServer } from './around.ts'
import { isAway } from './away.ts'
import { CatchingUp, type Hear } from './catching-up.ts'
import { checkHead, withTables } from './head.ts'
import { copyIntoFile, keptRules, ownCopies } from './known.ts'
import { explainServer } from './trouble.ts'
import { OlderBook, upgrade } from './upgrade.ts'

/** A transaction is tried again where others kept it from being written, or its connection was lost before it began. */
const tries = 4
/**
 * Milliseconds for which an addition waits for another laptop that is writing. A statement may wait twice: behind others who
 * wait, and then for the one who writes. Both are over before a silent server is given up.
 */
const addingPatience = 4_000

/**
 * The transactions of a command come one after the other: each is tried again where others kept it from being written, and the
 * laptop sends waiting additions before them, and keeps its copy of the day beside them.
 */
export class Transactions {
  readonly #book: OfServer
  readonly #catchingUp: CatchingUp
  readonly #turns = new Turns()
  #engine: PostgresEngine | undefined
  #head: Head | undefined
  /** The server could not be reached: from then on, something else is read instead. */
  #trouble: ServerTrouble | undefined
  /** True once a copy of this day is among the snapshots, or where none is wanted. */
  #isKept: boolean
  /** True once the user was told on whom a change waits. */
  #saysOnWhom = false
  /** True once the book is about to go from the server. */
  #isGoing = false

  constructor(book: OfServer, hear: Hear) {
    this.#book = book
    this.#isKept = !book.isOwn
    this.#catchingUp = new CatchingUp(book, hear)
  }

  /**
   * Before a change, this laptop keeps its copy of the day, and waits for others that write.
   * @throws cannot, where the server cannot be reached, or the book cannot be used; 130, when the wait is broken off
   */
  run<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>): Promise<T> {
    return this.#inTurn(() => this.#tried(kind, work, kind === 'write'))
  }

  /** The copy of the day is kept where the server was reached and it is not here yet. */
  finish(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        if (this.#head && !this.#trouble) await this.#keepCopy()
      } catch (error) {
        if (!isInterrupted(error)) throw error
        this.#book.tell('The copy for a day without a network is left to the next command.')
      }
    })
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(work)
    } catch (error) {
      throw this.#explained(error)
    }
  }

  /** The transaction reads or only adds; something else is done after a trouble of some kind. */
  instead<T>(
    kind: 'read' | 'write',
    work: (engine: PostgresEngine) => Promise<T>,
    isSo: typeof isAway,
    other: (trouble: ServerTrouble) => Promise<T>,
  ): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await this.#tried(kind, work)
      } catch (error) {
        if (!isSo(error) || !this.#book.isOwn) throw error
        const result = await other(error)
        // The next transaction is not sent at all: nothing of it may have been written.
        if (isAway(error) || this.#engine?.isLost) this.#trouble = new ServerTrouble(error.kind, error)
        return result
      }
    })
  }

  /** The snapshot is of the book as the transaction sees it. */
  async snapshot(engine: PostgresEngine, why: string): Promise<Taken> {
    await engine.settle() // where there is no book, no folder is made for it
    return takeSnapshot(this.copying(engine), this.#book.path, this.#book.today, why)
  }

  /** The copy is of the book as the transaction sees it. */
  copying(engine: PostgresEngine): Copying {
    return (target) => copyIntoFile(engine, this.#book, target)
  }

  /** Nothing may be written before additions that have to wait on. @throws ServerTrouble, which keeps them */
  giveWay(): void {
    this.#catchingUp.giveWay()
  }

  /** The book itself becomes a file: it needs no copy of the day, and no names. */
  keepNothing(): void {
    this.#isKept = true
    this.#isGoing = true
  }

  close(): void {
    this.#engine?.close()
    this.#engine = undefined
    this.#trouble = undefined
    this.#catchingUp.endTurn()
  }

  /**
   * A transaction that others kept from being written is tried again.
   * @param isPatient true where others that write are waited for, however long that is
   */
  async #tried<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>, isPatient = false): Promise<T> {
    // A user who has waited for the server once need not wait again.
    if (this.#trouble) throw this.#trouble
    for (let left = tries; ; ) {
      const isFresh = this.#engine === undefined || this.#engine.isLost
      try {
        return await this.#once(kind, work, isPatient)
      } catch (error) {
        left -= 1
        const isMended = await this.#mend(error, isPatient)
        if (!isMended && (left <= 0 || !isWorthAnotherTry(error, isFresh))) throw error
      }
    }
  }

  /** An older book is brought up to date, and others that write are waited for. @returns false where that is not the trouble */
  async #mend(error: unknown, isPatient: boolean): Promise<boolean> {
    if (error instanceof OlderBook) await this.#upgrade()
    else if (isPatient && error instanceof ServerTrouble && error.kind === 'busy') await this.#waitForOthers()
    else return false
    return true
  }

  async #once<T>(kind: 'read' | 'write', work: (engine: PostgresEngine) => Promise<T>, isPatient: boolean): Promise<T> {
    const engine = this.#open()
    if (this.#book.isOwn) await this.#catchingUp.catchUp(engine, () => this.#head)
    if (kind === 'write') this.giveWay()
    if (isPatient) await this.#keepCopy()
    const writing = kind === 'write' ? { by: this.#book.whoMakes()?.name } : {}
    const result = await engine
      .transaction(kind, () => work(engine), isPatient ? writing : { ...writing, lockPatience: addingPatience })
      .catch(async (error) => {
        throw await withTables(engine, this.#book.schema, error)
      })
    if (this.#book.isOwn && this.#head && !this.#isGoing)
      await this.#catchingUp.leaveKnown(engine, this.#head, () => this.#head)
    return result
  }

  /** The name of whoever writes is said once, and Ctrl-C is heard. @throws 130 */
  async #waitForOthers(): Promise<void> {
    if (!this.#saysOnWhom) {
      const engine = this.#open()
      const who = await engine.transaction('read', () => engine.whoWrites())
      this.#book.tell(
        `${who ?? 'Somebody else'} is writing to ${this.#book.address.text}, and this waits for them. Ctrl-C ends it, and nothing is written.`,
      )
    }
    this.#saysOnWhom = true
    this.#catchingUp.endTurn()
    await this.#book.progress('Waiting', 0, 0)
  }

  /** @throws ServerTrouble, for an `older book`: an addition waits until somebody brings it up */
  async #upgrade(): Promise<void> {
    const engine = new PostgresEngine(this.#book.address.place, () => {})
    try {
      const from = await engine.founding(async () => {
        // A transaction that waits for the row of the book holds its table already, and the table is to be changed.
        await engine.run(sql`lock table book in access exclusive mode`)
        return upgrade(engine, this.#book.schema.version)
      })
      if (from !== null)
        this.#book.tell(`The book was brought up from version ${from} to ${this.#book.schema.version}.`)
    } catch (error) {
      throw error instanceof ServerTrouble && error.kind === 'no right' ? new ServerTrouble('older book', error) : error
    } finally {
      engine.close()
    }
  }

  /** There is always a copy of a recent day on this laptop to go back to, and to look into. */
  async #keepCopy(): Promise<void> {
    if (this.#isKept) return
    this.#isKept = true
    const isOfToday = ({ day, why }: { day: Day; why: string }) => day === this.#book.today && why === beforeFirstWrite
    if (ownCopies(this.#book.path, this.#book.today).some(isOfToday)) return
    try {
      const engine = this.#open()
      const { path } = await engine.transaction('read', () => this.snapshot(engine, beforeFirstWrite))
      pruneSnapshots(this.#book.path, path, this.#book.today)
    } catch (error) {
      this.#isKept = false
      // The command itself meets the trouble of the server, or the next one that keeps a copy.
      if (error instanceof ServerTrouble || error instanceof OlderBook) return
      if (isInterrupted(error)) throw error
      const why = messageOf(this.#explained(error))
      this.#book.tell(`No copy of the book was kept on this laptop today: ${why}`)
    }
  }

  #open(): PostgresEngine {
    if (this.#engine?.isLost) this.#engine = undefined
    this.#engine ??= this.#newEngine()
    return this.#engine
  }

  #newEngine(): PostgresEngine {
    const { address, laptop, isOwn } = this.#book
    const kept = isOwn ? keptRules(this.#book) : undefined
    return new PostgresEngine(address.place, (head) => this.#check(head), laptop, kept)
  }

  #check(head: Head): void {
    checkHead(head, this.#book)
    this.#head = head
  }

  #explained(error: unknown): unknown {
    const { address, path, today } = this.#book
    if (error instanceof EngineTrouble) return explainTrouble(error, path, today)
    if (!(error instanceof ServerTrouble)) return error
    const url = urlPath(path)
    const explained = explainServer(error, address, existsSync(url) ? url : null)
    return this.#catchingUp.hasSaid(explained.message)
      ? new UserError(1, 'Nothing else was done, for the same reason.', explained.hint, { cause: error })
      : explained
  }
}

/** A connection that was lost while nobody asked anything is made anew: nothing had been begun. */
function isWorthAnotherTry(error: unknown, wasFresh: boolean): boolean {
  if (!(error instanceof ServerTrouble) || error.mayBeWritten) return false
  return error.kind === 'again' || (error.kind === 'lost' && !wasFresh)
}
