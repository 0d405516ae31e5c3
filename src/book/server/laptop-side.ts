import sql from 'sql-template-tag'
import type { Day } from '#domain/days/day.ts'
import { type Addition, type Waiting, waitingLine } from '#domain/shop/waiting.ts'
import { cannot, NeedsWhole, type UserError } from '#errors.ts'
import type { Change } from '../changes/changes.ts'
import type { Maker } from '../changes/makers.ts'
import type { Ask, OfLaptop, Reader } from '../engine.ts'
import type { Head, PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble, type ServerTroubleKind } from '../engines/postgres-trouble.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import type { Schema } from '../schema.ts'
import { type Address, nameOf } from './address.ts'
import { newestCopy } from './copies.ts'
import { keepKnown, knownOf, leaveNames, namesBook } from './known.ts'
import { Outbox, OutboxTrouble, waitingCount } from './outbox.ts'
import { sendWaiting, type WriteAddition } from './sending.ts'

/** The numbers of what was erased from on this laptop, and what is left to be erased. */
export type ErasedHere = { copies: number; waiting: number; left: string[] }

/** What those above who know customers do for a book on a server. */
export type Above = {
  write: WriteAddition
  /** Erases customers by number from the copies on this laptop and from what waits on it; `db` is the book. */
  erase: (bookPath: string, today: Day, ids: number[], db: Reader) => Promise<ErasedHere>
}

/** A key that no other addition has. */
export const newKey = (): string => crypto.randomUUID()

/** Whether the server cannot be reached from here. */
export const isAway = (error: unknown): error is ServerTrouble =>
  error instanceof ServerTrouble && away.includes(error.kind)

const away: ServerTroubleKind[] = ['unknown host', 'nobody there', 'slow', 'lost']

/** Whether the command itself is tried again after such a trouble, or does without the server. */
const isTried = (kind: ServerTroubleKind): boolean => kind === 'again' || away.includes(kind)

/** What a laptop has of a book on a server: copies and names for a day without a network, and what waits until it is over. */
export class LaptopSide {
  readonly #path: string
  readonly #address: Address
  readonly #today: Day
  readonly #tell: (text: string) => void
  readonly #laptop: OfLaptop
  readonly #above: Above
  readonly #schema: Schema
  readonly #outbox: Outbox
  /** What is read instead, since the server could not be reached: a copy of the book, and names and words alone. */
  readonly #opened: { copy?: SqliteEngine; names?: SqliteEngine } = {}
  /** Whether what waits has had its turn. */
  #isSent = false

  constructor(
    path: string,
    address: Address,
    today: Day,
    { tell, laptop, above }: { tell: (text: string) => void; laptop: OfLaptop; above: Above },
    schema: Schema,
  ) {
    this.#path = path
    this.#address = address
    this.#today = today
    this.#tell = tell
    this.#laptop = laptop
    this.#above = above
    this.#schema = schema
    this.#outbox = new Outbox(path)
  }

  /** Reads the last copy, and says first of when it is, and what is not in it. @throws the trouble, where there is none */
  async readCopy<T>(ask: Ask<T>, trouble: ServerTrouble): Promise<T> {
    if (!this.#opened.copy) {
      const copy = newestCopy(this.#path, this.#schema, this.#today)
      if (!copy) throw trouble
      this.#opened.copy = copy.engine
      const { host } = this.#address.place
      this.#tell(`${host} cannot be asked just now. This is the copy of ${copy.day} on this laptop:`)
      await this.#sayWhatWaits()
    }
    return this.#read(this.#opened.copy, ask)
  }

  async #sayWhatWaits(): Promise<void> {
    try {
      const waiting = await this.#own()
      if (waiting.length > 0) this.#tell('Not in it, and kept on this laptop until the server is reached:')
      for (const each of waiting) this.#tell(`  ${waitingLine(each)}`)
    } catch (error) {
      if (!(error instanceof OutboxTrouble)) throw error
      this.#tell(error.message)
    }
  }

  /** Reads names and words, for what only adds; where they are not here, the last copy. @throws the trouble, without either */
  async readNames<T>(ask: Ask<T>, trouble: ServerTrouble): Promise<T> {
    const {
      names = (await namesBook(this.#path, this.#schema)) ?? newestCopy(this.#path, this.#schema, this.#today)?.engine,
    } = this.#opened
    if (!names) throw trouble
    this.#opened.names = names
    return this.#read(names, ask)
  }

  #read<T>(engine: SqliteEngine, ask: Ask<T>): Promise<T> {
    const reader: Reader = {
      all: (query) => engine.all(query),
      cells: (query) => engine.cells(query),
      columns: () => engine.columns(),
      laptop: this.#laptop,
    }
    return engine.transaction('read', () => ask(reader))
  }

  /**
   * Keeps an addition that did not reach the server, or perhaps did.
   * @throws the trouble, where this laptop has never reached the book; cannot, where the disk does not take it
   */
  async keep(addition: Addition, key: string, maker: Maker | undefined, trouble: ServerTrouble): Promise<Waiting> {
    if (knownOf(this.#path) === null) throw trouble
    const state = trouble.mayBeWritten ? 'unsure' : 'waiting'
    const { kind, whom, what, said } = addition
    const who = { madeOn: this.#today, madeBy: maker?.name ?? '', me: this.#laptop.me() }
    const one = { kind, whom, what, said, key, ...who, state, address: nameOf(this.#address) } as const
    try {
      return { ...one, number: await this.#outbox.keep(one), why: null }
    } catch (error) {
      throw error instanceof OutboxTrouble ? this.#notKept(error, trouble) : error
    }
  }

  #notKept({ message }: OutboxTrouble, { mayBeWritten }: ServerTrouble): UserError {
    const { host } = this.#address.place
    return cannot(
      `${host} cannot be reached. ${message}`,
      mayBeWritten
        ? 'It may be in the book, or not: look before you type it again.'
        : 'It was not kept. Make room, or check the disk; then type it again.',
    )
  }

  /** What waits here for this book, and what it did not take. */
  async #own(): Promise<Waiting[]> {
    if (waitingCount(this.#path) === 0) return []
    const address = nameOf(this.#address)
    return (await this.#outbox.all()).filter((each) => each.address === address)
  }

  /**
   * Erases what was erased elsewhere, and then sends what waits, once a command.
   * @param head the head of the book, once it was asked
   * @throws ServerTrouble, OlderBook
   */
  async catchUp(engine: PostgresEngine, head: () => Head | undefined): Promise<void> {
    if (this.#isSent || waitingCount(this.#path) === 0) return
    await engine.transaction('read', () => engine.settle())
    const now = head()
    if (now) await this.leaveKnown(engine, now, head)
    try {
      const { sent, refused } = await sendWaiting(engine, this.#outbox, nameOf(this.#address), this.#above.write)
      this.#isSent = true
      await this.#report(sent, refused)
    } catch (error) {
      if (!(error instanceof OutboxTrouble || (error instanceof ServerTrouble && !isTried(error.kind)))) throw error
      this.#isSent = true
      this.#tell(
        error instanceof OutboxTrouble
          ? error.message
          : `What waits on this laptop cannot be sent just now (${error.message}): cl outbox`,
      )
    }
  }

  async #report(sent: Waiting[], refused: Waiting[]): Promise<void> {
    if (sent.length > 0) this.#tell('In the book by now, after it had waited on this laptop:')
    for (const each of sent) this.#tell(`  ${waitingLine(each)}`)
    for (const each of refused)
      this.#tell(`Not in the book, and kept on this laptop (cl outbox): ${waitingLine(each)} – ${each.why}`)
    const left = (await this.#own()).length - refused.length
    if (left > 0) this.#tell(`On this laptop, and not in the book: ${left} more. See: cl outbox`)
  }

  /** Keeps names and words here, where they are others by now, and erases here who was erased elsewhere. */
  async leaveKnown(engine: PostgresEngine, now: Head, head: () => Head | undefined): Promise<void> {
    const known = knownOf(this.#path)
    if (known && known.names === now.names && known.receipts === now.receipts) return
    try {
      const since = known?.receipts ?? -1
      const receipts = since < 0 ? now.receipts : await this.#eraseHere(engine, since)
      await engine.transaction('read', () => leaveNames(engine, this.#path))
      keepKnown(this.#path, { names: head()?.names ?? now.names, receipts, notOurs: known?.notOurs ?? [] })
    } catch (error) {
      if (error instanceof NeedsWhole) throw error
      if (error instanceof ServerTrouble) return // the next command meets it
      const why = error instanceof Error ? error.message : error
      this.#tell(`The list of names for a day without a network could not be kept here: ${why}`)
    }
  }

  /** @returns the number of the last receipt that was seen to */
  async #eraseHere(engine: PostgresEngine, since: number): Promise<number> {
    return engine.transaction('read', async () => {
      const receipts = await engine.all<{ id: number; whom: string | null }>(
        sql`select id, whom from receipts where id > ${since} order by id`,
      )
      const ids = receipts.flatMap(({ whom }): number[] => (whom === null ? [] : JSON.parse(whom)))
      const { copies, waiting, left } = await this.#above.erase(this.#path, this.#today, ids, engine)
      const named = ids.map((id) => `#${id}`).join(', ')
      const parts = [
        ...(copies > 0 ? [`${copies} ${copies === 1 ? 'copy' : 'copies'} of the book`] : []),
        ...(waiting > 0 ? [`${waiting} of what waits`] : []),
      ]
      if (parts.length > 0)
        this.#tell(`${named}: erased elsewhere, and now from ${parts.join(' and ')} on this laptop.`)
      for (const each of left) this.#tell(`${named}: erased elsewhere, but not from ${each}`)
      return left.length > 0 ? since : (receipts.at(-1)?.id ?? since)
    })
  }

  /** The last addition that waits here, as a change with a number below 0; undefined where none does. */
  async lastWaiting(): Promise<(Change & { words: string[] }) | undefined> {
    const last = (await this.#own()).filter(({ state }) => state !== 'refused').at(-1)
    if (last?.state === 'unsure')
      throw cannot(
        `${waitingLine(last)} was being sent when the connection was lost: it may be in the book.`,
        'Once the server is reached: cl undo',
      )
    return last && { ...asChange(last), words: [] }
  }

  /** Takes back what waits here. @param id as of `lastWaiting` @returns undefined where it waits no more */
  async takeBack(id: number): Promise<Change | undefined> {
    const one = (await this.#own()).find(({ number }) => number === -id)
    return one && (await this.#outbox.remove(one.number, ['waiting'])) ? asChange(one) : undefined
  }

  close(): void {
    for (const engine of [this.#opened.copy, this.#opened.names]) engine?.close()
    delete this.#opened.copy
    delete this.#opened.names
  }
}

const asChange = (one: Waiting): Change => ({
  id: -one.number,
  madeOn: one.madeOn,
  summary: waitingLine(one),
  madeBy: one.madeBy,
})
