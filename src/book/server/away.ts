import type { Day } from '#domain/days/day.ts'
import { beforeFirstWrite } from '#domain/shop/retention.ts'
import { type Addition, type Waiting, waitingLine, waitingLines, waitingText } from '#domain/shop/waiting.ts'
import { cannot, UserError } from '#errors.ts'
import type { Change, LastChange } from '../changes/changes.ts'
import type { Maker } from '../changes/makers.ts'
import { type Ask, readerOf } from '../engine.ts'
import { ServerTrouble, type ServerTroubleKind } from '../engines/postgres-trouble.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { nameOf } from './address.ts'
import type { OfServer } from './around.ts'
import { hasReached, namesBook, newestCopy } from './known.ts'
import { Outbox, OutboxTrouble } from './outbox.ts'
import { explainServer } from './trouble.ts'

const away: ServerTroubleKind[] = ['unknown host', 'nobody there', 'no postgres', 'slow', 'broken off', 'lost']

export const isAway = (error: unknown): error is ServerTrouble =>
  error instanceof ServerTrouble && away.includes(error.kind)

/** Trouble that would come again and again is told; nobody need know why a server was not reached on the road. */
const isToTell = ({ kind }: ServerTrouble): boolean =>
  !away.includes(kind) || ['no postgres', 'broken off'].includes(kind)

/** Somebody whom the server does not let in, or let write, may be meant to be kept out. */
const lasting: ServerTroubleKind[] = ['refused', 'kept out', 'other proof', 'no right', 'no database', 'no book']

/** A server that takes nothing just now may by itself take it later: an addition is kept meanwhile. */
export const mayPass = (error: unknown): error is ServerTrouble =>
  error instanceof ServerTrouble && !lasting.includes(error.kind)

/** The laptop has the last copy, names and words, and waiting additions while the server is away. */
export class Away {
  readonly #book: OfServer
  readonly #outbox: Outbox
  /** They are read in the place of the book, once they are open. */
  readonly #opened: { copy?: SqliteEngine; names?: SqliteEngine } = {}
  #isSaid = false

  constructor(book: OfServer) {
    this.#book = book
    this.#outbox = new Outbox(book.path)
  }

  get isCopyRead(): boolean {
    return this.#opened.copy !== undefined
  }

  get isRead(): boolean {
    return this.isCopyRead || this.#opened.names !== undefined
  }

  /** A message says the day of the copy, and the additions that are not in it. @throws the trouble, where there is no copy */
  async readCopy<T>(ask: Ask<T>, trouble: ServerTrouble): Promise<T> {
    if (!this.#opened.copy) {
      const copy = newestCopy(this.#book)
      if (!copy) throw trouble
      this.#opened.copy = copy.engine
      if (!this.#isSaid) await this.#sayWhatIsRead(copy, trouble)
    }
    return this.#read(this.#opened.copy, ask)
  }

  async #sayWhatIsRead({ day, why }: { day: Day; why: string }, trouble: ServerTrouble): Promise<void> {
    this.#isSaid = true
    const { address } = this.#book
    const reason = isToTell(trouble)
      ? explainServer(trouble, address).message
      : `${address.place.host} cannot be asked just now.`
    const left = why === beforeFirstWrite ? `that the first command of ${day} left` : `of ${day}, from ${why},`
    this.#book.tell(`${reason} This is the copy ${left} on this laptop:`)
    try {
      const waiting = await this.#outbox.of(nameOf(this.#book.address))
      if (waiting.length > 0) this.#book.tell('Not in it, and kept on this laptop until the server is reached:')
      for (const line of waitingLines(waiting)) this.#book.tell(line)
    } catch (error) {
      if (!(error instanceof OutboxTrouble)) throw error
      this.#book.tell(error.message)
    }
  }

  /** A command that only adds needs no more; without names, the last copy is read. @throws the trouble, without either */
  async readNames<T>(ask: Ask<T>, trouble: ServerTrouble): Promise<T> {
    const { names = (await namesBook(this.#book)) ?? newestCopy(this.#book)?.engine } = this.#opened
    if (!names) throw trouble
    this.#opened.names = names
    return this.#read(names, ask)
  }

  #read<T>(engine: SqliteEngine, ask: Ask<T>): Promise<T> {
    return engine.transaction('read', () => ask(readerOf(engine, this.#book.laptop)))
  }

  /**
   * The server did not take the addition, or perhaps did; where it was reached, the reason is said.
   * @throws the trouble, where this laptop has never reached the book; cannot, where the disk does not take it
   */
  async keep(addition: Addition, key: string, maker: Maker | undefined, trouble: ServerTrouble): Promise<Waiting> {
    if (!hasReached(this.#book.path)) throw trouble
    if (isToTell(trouble) && !trouble.isTold) this.#book.tell(explainServer(trouble, this.#book.address).message)
    const state = trouble.mayBeWritten ? 'unsure' : 'waiting'
    const { kind, whom, what, said } = addition
    const who = { madeOn: this.#book.today, madeBy: maker?.name ?? '', me: this.#book.laptop.me() }
    const one = { kind, whom, what, said, key, ...who, state, address: nameOf(this.#book.address) } as const
    try {
      const why = trouble.kind === 'closed book' ? trouble.message : null
      return { ...one, number: await this.#outbox.keep(one), why }
    } catch (error) {
      throw error instanceof OutboxTrouble ? this.#notKept(error, trouble) : error
    }
  }

  #notKept({ message }: OutboxTrouble, cause: ServerTrouble): UserError {
    return new UserError(
      1,
      `${explainServer(cause, this.#book.address).message} ${message}`,
      cause.mayBeWritten
        ? 'It may be in the book, or not: look before you type it again.'
        : 'It was not kept. Make room, or check the disk; then type it again.',
      { cause },
    )
  }

  /**
   * The change has a number below 0; undefined where no addition waits.
   * @throws cannot, where that addition may be in the book
   */
  async lastWaiting(): Promise<LastChange | undefined> {
    const last = (await this.#outbox.of(nameOf(this.#book.address))).filter(({ state }) => state !== 'refused').at(-1)
    if (last?.state === 'unsure')
      throw cannot(
        `${waitingLine(last)} was being sent when the connection was lost: it may be in the book.`,
        'Once the server is reached: cl undo',
      )
    return last && { ...asChange(last), words: [] }
  }

  /** @param id its number from `lastWaiting` @returns undefined where it waits no more */
  async takeBack(id: number): Promise<Change | undefined> {
    const one = (await this.#outbox.of(nameOf(this.#book.address))).find(({ number }) => number === -id)
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
  summary: waitingText(one),
  madeBy: one.madeBy,
})
