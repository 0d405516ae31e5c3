import sql from 'sql-template-tag'
import { type Waiting, waitingLine, waitingLines } from '#domain/shop/waiting.ts'
import { interrupted, isInterrupted, messageOf, UserError } from '#errors.ts'
import { newKey } from '../chance.ts'
import { changeOf } from '../changes/changes.ts'
import type { Changing } from '../changes/writer.ts'
import { type Engine, type OfLaptop, RowRefused } from '../engine.ts'
import type { Head, PostgresEngine } from '../engines/postgres.ts'
import { ServerTrouble } from '../engines/postgres-trouble.ts'
import { nameOf } from './address.ts'
import type { OfServer, WriteAddition } from './around.ts'
import { isAway, mayPass } from './away.ts'
import { makeChange } from './changing.ts'
import { withTables } from './head.ts'
import { hasReached, keepKnown, knownOf, leaveNames } from './known.ts'
import { Outbox, OutboxTrouble, waitingCount } from './outbox.ts'
import { explainServer } from './trouble.ts'
import { OlderBook } from './upgrade.ts'

/** `change` is null where the addition changes nothing; `went` says to whom it went in the place of others. */
type Written = { change: number | null; went: string[] }
/** The sent additions are in the book now; the book refused the others. */
export type Sent = { sent: (Waiting & Written)[]; refused: Waiting[] }

type Sending = {
  write: WriteAddition
  /** The number sent so far is told before each; where this throws, the rest waits on. */
  tell: (done: number, all: number) => Promise<void>
  /** The error may come from a trouble with the book, and is the answer where it does not. */
  explain: (error: unknown) => Promise<unknown>
}

/**
 * Each addition has a transaction of its own, in their order. An addition that the book has by its key already is not written
 * again; an addition that the book refuses is kept, and the next one is sent.
 * @param result gets the result of each, also where this throws
 * @throws ServerTrouble, OlderBook: then the rest waits on
 */
export async function sendWaiting(
  engine: Engine,
  outbox: Outbox,
  address: string,
  { write, tell, explain }: Sending,
  result: Sent,
): Promise<void> {
  const all = (await outbox.of(address)).filter(({ state }) => state !== 'refused')
  const claim = newKey()
  for (const [i, one] of all.entries()) {
    await tell(i, all.length)
    if (!(await outbox.begin(one.number, claim))) continue
    try {
      const written = await engine.transaction('write', () => writeOnce(engine, one, write))
      await outbox.remove(one.number, ['unsure'])
      result.sent.push({ ...one, ...written })
    } catch (thrown) {
      const error = await explain(thrown)
      const why = whyRefused(error)
      const isUnknown = one.state === 'unsure' || (error instanceof ServerTrouble && error.mayBeWritten)
      if (why === null && !isUnknown) await outbox.giveBack(one.number, claim)
      if (why === null) throw ofSending(error)
      await outbox.refuse(one.number, why)
      result.refused.push({ ...one, state: 'refused', why })
    }
  }
}

/** The command that meets the trouble has not written anything of its own; the outbox knows what may be written. */
const ofSending = (error: unknown): unknown =>
  error instanceof ServerTrouble ? new ServerTrouble(error.kind, error) : error

/** An addition that is there is not written again. */
async function writeOnce(engine: Engine, one: Waiting, write: WriteAddition): Promise<Written> {
  const there = await changeOf(engine, one.key)
  if (there !== null) return { change: there, went: [] }
  const changing: Changing<string[]> = async (db) => {
    const { summary, went } = await write(db, one)
    return { summary, result: went }
  }
  const maker = { name: one.madeBy, login: null }
  const laptop: OfLaptop = { me: () => one.me, keepMe: () => {} }
  const { change, result } = await makeChange(engine, changing, { madeOn: one.madeOn, maker, key: one.key, laptop })
  return { change, went: await result }
}

/** Null where the book was not asked. */
function whyRefused(error: unknown): string | null {
  if (error instanceof ServerTrouble || error instanceof OlderBook) return null
  if (error instanceof UserError) return error.message
  if (error instanceof RowRefused) return `the book does not take it: ${error.message}`
  return `this is a bug in cl: ${messageOf(error)}`
}

/** Only writing fails, such as for a role that may not write; a command that reads goes on. */
const isOfWriting = (error: unknown): error is ServerTrouble =>
  error instanceof ServerTrouble && error.kind !== 'again' && !isAway(error)

/** A change that had waited here and was sent has a new number; `kept` is its number of before, as `lastChange` has it. */
export type Hear = (change: number, kept: number) => void

/** With each command, a laptop and its book on a server exchange waiting additions, names and words, and erasures. */
export class CatchingUp {
  readonly #book: OfServer
  readonly #address: string
  readonly #hear: Hear
  readonly #outbox: Outbox
  /** True once the waiting additions have had their turn. */
  #hadTurn = false
  /** The trouble kept them from being sent, and may pass. */
  #trouble: ServerTrouble | undefined
  #saidWhy: string | undefined
  /** The reason was said in this turn. */
  #saidNow: string | undefined

  constructor(book: OfServer, hear: Hear) {
    this.#book = book
    this.#address = nameOf(book.address)
    this.#hear = hear
    this.#outbox = new Outbox(book.path)
  }

  /**
   * Customers that were erased elsewhere are erased here first; then the waiting additions are sent, once in a command.
   * @param head the head of the book, once it was asked
   * @throws ServerTrouble, OlderBook; 130, when it is broken off
   */
  async catchUp(engine: PostgresEngine, head: () => Head | undefined): Promise<void> {
    if (!this.#hadTurn && waitingCount(this.#book.path) > 0) await this.#send(engine, head)
  }

  /** Nothing may be written before additions that have to wait on. @throws ServerTrouble, which keeps them */
  giveWay(): void {
    if (this.#trouble) throw this.#trouble
  }

  /** True where a message about what waits has just told the user. */
  hasSaid(why: string): boolean {
    return why === this.#saidNow
  }

  /** Additions that have to wait on get a turn with the next transaction again. */
  endTurn(): void {
    if (this.#trouble) this.#hadTurn = false
    this.#trouble = undefined
    this.#saidNow = undefined
  }

  async #send(engine: PostgresEngine, head: () => Head | undefined): Promise<void> {
    await engine.transaction('read', () => engine.settle())
    const now = head()
    if (now) await this.leaveKnown(engine, now, head)
    const sent: Sent = { sent: [], refused: [] }
    try {
      const explain = (error: unknown) => withTables(engine, this.#book.schema, error)
      const doing = { write: this.#book.above.write, tell: this.#tellHowFar, explain }
      await sendWaiting(engine, this.#outbox, this.#address, doing, sent)
      await this.#sayWhatIsLeft(sent)
    } catch (error) {
      if (error instanceof OutboxTrouble) this.#book.tell(error.message)
      else if (!isOfWriting(error)) throw error
      else {
        if (mayPass(error)) this.#trouble = error
        const why = explainServer(error, this.#book.address).message
        if (why !== this.#saidWhy) {
          this.#book.tell(`${why} What waits on this laptop cannot be sent just now: cl outbox`)
          this.#saidNow = why
        }
        this.#saidWhy = why
        error.isTold = true
      }
    } finally {
      this.#say(sent)
    }
    this.#hadTurn = true
  }

  readonly #tellHowFar = async (done: number, all: number): Promise<void> => {
    try {
      await this.#book.progress('Sending what waited', done, all)
    } catch (error) {
      const left = 'Nothing more was written; the rest waits on this laptop: cl outbox'
      throw isInterrupted(error) ? interrupted(left) : error
    }
  }

  #say({ sent, refused }: Sent): void {
    if (sent.length > 0) this.#book.tell('In the book by now, after it had waited on this laptop:')
    for (const line of waitingLines(sent)) this.#book.tell(line)
    for (const { number, went } of sent) for (const each of went) this.#book.tell(`#${number}: ${each}`)
    for (const { change, number } of sent) if (change !== null) this.#hear(change, -number)
    for (const each of refused)
      this.#book.tell(`Not in the book, and kept on this laptop (cl outbox): ${waitingLine(each)} – ${each.why}`)
  }

  async #sayWhatIsLeft({ refused }: Sent): Promise<void> {
    const all = await this.#outbox.all()
    const ofHere = all.filter(({ address }) => address === this.#address).length
    const left = ofHere - refused.length
    const elsewhere = all.length - ofHere
    if (left > 0) this.#book.tell(`On this laptop, and not in the book: ${left} more. See: cl outbox`)
    if (elsewhere > 0)
      this.#book.tell(
        `On this laptop, and for a book at another address: ${elsewhere}. If that is this book, which has moved: cl outbox`,
      )
  }

  /** Names and words are kept where they have changed; customers that were erased elsewhere are erased here. */
  async leaveKnown(engine: PostgresEngine, now: Head, head: () => Head | undefined): Promise<void> {
    const known = knownOf(this.#book.path)
    if (known && known.names === now.names && known.receipts === now.receipts) return
    try {
      // A file that cannot be read any more does not say which erasures were carried out.
      const since = known?.receipts ?? (hasReached(this.#book.path) ? 0 : -1)
      const receipts = since < 0 ? now.receipts : await this.#eraseHere(engine, since)
      await engine.transaction('read', () => leaveNames(engine, this.#book.path))
      const names = head()?.names ?? now.names
      keepKnown(this.#book.path, { ...knownOf(this.#book.path), names, receipts })
    } catch (error) {
      if (error instanceof ServerTrouble) return // the next command meets it
      this.#book.tell(`The list of names for a day without a network could not be kept here: ${messageOf(error)}`)
    }
  }

  /** @returns the number of the last receipt that was carried out here */
  async #eraseHere(engine: PostgresEngine, since: number): Promise<number> {
    return engine.transaction('read', async () => {
      const receipts = await engine.all<{ id: number; whom: string | null }>(
        sql`select id, whom from receipts where id > ${since} order by id`,
      )
      const ids = receipts.flatMap(({ whom }): number[] => (whom === null ? [] : JSON.parse(whom)))
      const { copies, waiting, left } = await this.#book.above.erase(this.#book.path, this.#book.today, ids, engine)
      const named = ids.map((id) => `#${id}`).join(', ')
      const parts = [
        ...(copies > 0 ? [`${copies} ${copies === 1 ? 'copy' : 'copies'} of the book`] : []),
        ...(waiting > 0 ? [`${waiting} of what waits`] : []),
      ]
      if (parts.length > 0)
        this.#book.tell(`${named}: erased elsewhere, and now from ${parts.join(' and ')} on this laptop.`)
      for (const each of left) this.#book.tell(`${named}: erased elsewhere, but not from ${each}`)
      return left.length > 0 ? since : (receipts.at(-1)?.id ?? since)
    })
  }
}
