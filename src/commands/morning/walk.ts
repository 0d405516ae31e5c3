import type { Context } from '#cli/context.ts'
import type { KeyPages } from '#cli/terminal/key-pages.ts'
import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { DueRow } from '#domain/due/due.ts'
import { interrupted, isInterrupted } from '#errors.ts'
import { morningPage } from '#views/due/morning.ts'
import { messageView } from '#views/message.ts'
import { takeBack } from '../shop/undo.ts'
import { attempt, closeOne, logTyped, logWords, promiseTyped, showPage, snoozeTyped } from './actions.ts'
import { type Became, keyNames, keys, logKeys } from './keys.ts'
import { changedMeanwhile, type Look, lookAt, type Seat, seatsOf } from './look.ts'

/**
 * Goes through a list of customers, one key for each thing to do.
 * @throws 130, when it is broken off; finished changes stay
 */
export async function goThrough(context: Context, rows: DueRow<ListedCustomer>[]): Promise<void> {
  const pages = await context.prompts.keyPages()
  const walk = new Walk(context, pages, seatsOf(rows, context.today, context.book.isCopyRead))
  try {
    await walk.toTheEnd()
  } catch (error) {
    if (isInterrupted(error)) throw interrupted(`${walk.summary}.`)
    // The key that met the error was not taken.
    context.out.say(`${walk.summary}.`)
    throw error
  } finally {
    pages.release()
  }
  await context.out.show({ text: walk.summary, json: null }, messageView)
}

/** `at` is a place in the list, `change` a number in the undo log. */
type Done = { at: number; change: number; became: Became }

class Walk {
  readonly #context: Context
  readonly #pages: KeyPages
  readonly #seats: Seat[]
  readonly #done: Done[] = []
  #at = 0
  /** True when the user went back to the customer: then the page is shown, even with nothing to do. */
  #isWanted = false

  constructor(context: Context, pages: KeyPages, seats: Seat[]) {
    this.#context = context
    this.#pages = pages
    this.#seats = seats
  }

  /** `4 looked after, 1 put off, 7 left`, and how many are no longer due by a change from elsewhere. */
  get summary(): string {
    const counts = { 'looked after': 0, 'put off': 0, left: 0, 'no longer due': 0 }
    for (const [at, { isGone }] of this.#seats.entries()) {
      const became = this.#done.filter((done) => done.at === at).map((done) => done.became)
      if (became.includes('looked after')) counts['looked after'] += 1
      else if (became.length > 0) counts['put off'] += 1
      else counts[isGone ? 'no longer due' : 'left'] += 1
    }
    return Object.entries(counts)
      .filter(([what, count]) => count > 0 || what !== 'no longer due')
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')
  }

  async toTheEnd(): Promise<void> {
    for (let seat = this.#seats[0]; seat; seat = this.#seats[this.#at]) {
      const look = await this.#look(seat)
      if (this.#isPassedOver(seat, look)) this.#at += 1
      else if ((await this.#press(await this.#key(look), seat, look)) === 'stop') return
    }
  }

  async #look(seat: Seat): Promise<Look> {
    const { book, out, today } = this.#context
    const look = { ...(await book.read((db) => lookAt(db, today, seat.listed))), isOfCopy: book.isCopyRead }
    // A closed book keeps no other terminal waiting while this one waits for a key.
    book.close()
    // A copy is older than the book that was seen before, and knows of no change since.
    if (look.isOfCopy && seat.seen?.isOfCopy === false) return { ...look, last: null, ...seat.seen }
    const changes = seat.seen ? changedMeanwhile(seat.seen, look, today) : []
    if (changes.length > 0) out.say(`Meanwhile, with ${look.customer.name}: ${changes.join(' ')}`)
    seat.seen = look
    return look
  }

  #isPassedOver(seat: Seat, { row, customer, isOfCopy }: Look): boolean {
    const isOurs = this.#done.some(({ at }) => at === this.#at)
    // Changes of this walk are not in a copy.
    if ((row && !(isOurs && isOfCopy)) || this.#isWanted) return false
    if (!isOurs && !seat.isGone) {
      seat.isGone = true
      this.#context.out.say(`${customer.name} is passed over: there is nothing to do with them any more today.`)
    }
    return true
  }

  async #key({ customer, row, lastNoted, question, settings }: Look): Promise<string> {
    this.#isWanted = false
    const place = { at: this.#at + 1, of: this.#seats.length }
    const page = { ...place, customer, row, lastNoted, question, settings, keys }
    return this.#pages.next(await this.#context.out.pages(page, morningPage), keyNames)
  }

  async #press(key: string, seat: Seat, look: Look): Promise<'stop' | undefined> {
    if (key === 'q') return 'stop'
    if (this.#context.dayIsOver()) {
      this.#context.out.say('A new day has begun, so nothing was written. Its list: cl morning')
      return 'stop'
    }
    if (key === 'enter') this.#at += 1
    else if (key === 'b') this.#goTo(Math.max(0, this.#at - 1))
    else if (key === 'u') await this.#undo()
    else if (key === 'o') await this.#showPage(seat)
    else if (await this.#isAsShown(seat)) await this.#change(key, seat, look)
    return undefined
  }

  #goTo(at: number): void {
    this.#at = at
    this.#isWanted = true
  }

  /** A key is meant for the page that was shown: it does nothing where the customer has changed meanwhile. */
  async #isAsShown(seat: Seat): Promise<boolean> {
    const shown = seat.seen
    const { today, out } = this.#context
    const look = await this.#look(seat)
    const isSame = shown === null || changedMeanwhile(shown, look, today).length === 0
    if (!isSame) out.say('Nothing was written.')
    return isSame
  }

  async #change(key: string, seat: Seat, look: Look): Promise<void> {
    const { book } = this.#context
    const before = { made: book.made.length, kept: book.lastKept }
    const meant = await this.#carryOut(key, look)
    const change = book.lastKept === before.kept ? book.made.slice(before.made).at(-1)?.id : book.lastKept
    if (typeof change !== 'number') return
    const isTriedAgain = await this.#isTriedAgain(seat, look)
    this.#done.push({ at: this.#at, change, became: isTriedAgain ? 'put off' : meant })
    await (await this.#context.hook()).begin()
    seat.seen = null
    // A customer who did not answer is not asked about again.
    if (isTriedAgain || key === 'a') this.#at += 1
  }

  /** True when the touch that was written did not reach them: an attempt looks after nobody, by whatever key. */
  async #isTriedAgain({ listed }: Seat, { tried }: Look): Promise<boolean> {
    const { book, today } = this.#context
    return (await book.read((db) => lookAt(db, today, listed))).tried > tried
  }

  async #carryOut(key: string, look: Look): Promise<Became> {
    const context = this.#context
    const { customer } = look
    const touch = logKeys[key]
    if (touch) {
      await attempt(context, () => logWords(context, customer, touch.words))
      return touch.became
    }
    this.#pages.release()
    if (key === 'd') await closeOne(context, customer, look)
    else if (key === 'p') await promiseTyped(context, customer)
    else if (key === 's') await snoozeTyped(context, customer)
    else await logTyped(context, customer)
    return key === 's' ? 'put off' : 'looked after'
  }

  async #showPage(seat: Seat): Promise<void> {
    this.#pages.release()
    await showPage(this.#context, seat.listed)
    this.#context.book.close()
    await this.#pages.next(() => 'Enter goes back to the list', ['enter'])
    this.#isWanted = true
  }

  async #undo(): Promise<void> {
    const { book, out } = this.#context
    const own = this.#done.at(-1)
    const last = await book.lastChange()
    if (!own) return out.say('Nothing was done here yet. To take back an earlier change: cl undo')
    const change = book.made.find((made) => 'kept' in made && made.kept === own.change)?.id ?? own.change
    if (!last || last.id !== change)
      return out.say(`Another terminal made the last change: ${last?.summary}. To take that back: cl undo`)
    if (!(await attempt(this.#context, () => takeBack(this.#context, last)))) return
    await (await this.#context.hook()).begin()
    this.#done.pop()
    this.#goTo(own.at)
    const seat = this.#seats[own.at]
    if (seat) seat.seen = null
  }
}
