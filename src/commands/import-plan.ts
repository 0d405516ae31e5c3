import type { Context } from '../context.ts'
import type { Day } from '../domain/day.ts'
import {
  type Answer,
  type Arrival,
  type BookToday,
  type CustomerPlan,
  keyName,
  planCustomers,
} from '../domain/import-plan.ts'
import {
  type ArrivedTouch,
  type BookedTouch,
  type Match,
  matchTouch,
  TouchReader,
  touchKey,
} from '../domain/import-touches.ts'
import type { Bad, ImportedTouch } from '../domain/imported.ts'
import { cannot } from '../errors.ts'
import type { Records } from '../formats/import/records.ts'
import { internationalPhone, phoneKey } from '../formats/phone.ts'
import type { Reader } from '../store/engine.ts'
import {
  type ChangedTouch,
  dayOfTouch,
  importKeys,
  lastTouchId,
  peopleInBook,
  stateOfBook,
  touchesOnDay,
} from '../store/imports.ts'
import { type Rules, rulesOf } from '../store/rules.ts'
import { Staging } from '../store/staging.ts'
import { noPiles, type Piles } from '../views/imported.ts'
import { type ImportFile, naming } from './import-files.ts'

const mostBad = 100_000
const mostCustomers = 200_000

const tooManyBad = () =>
  cannot(`More than ${mostBad} records of it are bad.`, 'See whether its columns are what you think: --map')

/** A bad record, and the file that it is in. */
type BadIn = Bad & { file: ImportFile }

/** Everything that files hold and the book says to it. */
export type ImportPlan = {
  customers: CustomerPlan
  touches: Piles
  staging: Staging
  changedTouches: ChangedTouch[]
  bad: BadIn[]
  leftOut: Map<string, number>
  rules: Rules
  /** The state of the book that it was made for. */
  state: string
}

/** What files hold, before anything is decided; those of touches alone are read later. */
export class ImportReading {
  readonly #context: Context
  readonly #files: ImportFile[]
  readonly #arrivals: Arrival[] = []
  readonly #fileOf = new Map<Arrival, ImportFile>()
  readonly #held: [ImportFile, Records][] = []
  readonly #bad: BadIn[] = []

  constructor(context: Context, files: ImportFile[]) {
    this.#context = context
    this.#files = files
  }

  /** The file that a customer is in. */
  fileOf(arrival: Arrival): string {
    return this.#fileOf.get(arrival)?.name ?? ''
  }

  /** Reads everything but the files that hold nothing but touches. */
  async read(): Promise<void> {
    const { settings } = await this.#context.book.readOrNew(rulesOf)
    for (const file of this.#files) {
      if (file.onlyTouches) continue
      await naming(file.name, async () => {
        for await (const records of file.records()) {
          await this.#addCustomers(file, records, settings.phoneCountry)
          this.#addBad(file, records.bad)
          this.#held.push([file, { ...records, customers: [], bad: [] }])
        }
      })
    }
  }

  async #addCustomers(file: ImportFile, { customers }: Records, home: string | null): Promise<void> {
    for (const customer of customers) {
      const phone = await dialled(customer.phone, customer.country, home)
      const key = phone === null ? null : await phoneKey(phone, customer.country ?? home)
      const arrival = { ...customer, phone, phoneKey: key, source: file.sources.customers }
      this.#arrivals.push(arrival)
      this.#fileOf.set(arrival, file)
    }
    if (this.#arrivals.length > mostCustomers)
      throw cannot(`There are more than ${mostCustomers} customers in it.`, 'Divide it.')
  }

  #addBad(file: ImportFile, bad: Bad[]): void {
    for (const each of bad) this.#bad.push({ ...each, file })
    if (this.#bad.length > mostBad) {
      throw tooManyBad()
    }
  }

  /** What becomes of the customers, with the book as it is. */
  planCustomers(book: BookToday, answers: Map<Arrival, Answer>): CustomerPlan {
    return planCustomers(this.#arrivals, book, answers)
  }

  /**
   * What becomes of everything.
   * @param customers the plan of the customers
   * @param since touches before it are left out
   */
  async planAll(customers: CustomerPlan, known: Known, since: Day | null): Promise<ImportPlan> {
    const { book, today } = this.#context
    const plan: ImportPlan = {
      customers,
      touches: noPiles(),
      staging: new Staging(),
      changedTouches: [],
      bad: [...this.#bad],
      leftOut: new Map(),
      rules: known.rules,
      state: known.state,
    }
    try {
      const reader = (file: ImportFile) =>
        new TouchReader(customers.everybody.values(), keysFor(file, known, customers), known.rules.vocabulary, {
          today,
          since,
        })
      const sorter = new TouchSorter(plan, known)
      for (const [file, records] of this.#touchFiles()) {
        const from = reader(file)
        await naming(file.name, async () => {
          for await (const each of records()) await book.readOrNew((db) => sorter.add(db, file, each, from))
        })
      }
      for (const record of customers.records) {
        const file = record.pile === 'bad' ? this.#fileOf.get(record.arrival) : undefined
        if (record.pile === 'bad' && file) {
          const { line, name } = record.arrival
          plan.bad.push({ line, reason: record.reason, text: name, file })
        }
      }
      return plan
    } catch (error) {
      plan.staging.close()
      throw error
    }
  }

  #touchFiles(): [ImportFile, () => AsyncIterable<Records>][] {
    const held = this.#held.map(([file, records]): [ImportFile, () => AsyncIterable<Records>] => [
      file,
      async function* () {
        yield records
      },
    ])
    const later = this.#files.filter((file) => file.onlyTouches)
    return [...held, ...later.map((file): [ImportFile, () => AsyncIterable<Records>] => [file, () => file.records()])]
  }
}

/** A number of another country than the shop's, as it is dialled from here. */
async function dialled(phone: string | null, country: string | null, home: string | null): Promise<string | null> {
  if (phone === null || country === null || country === home || phone.startsWith('+')) return phone
  return (await internationalPhone(phone, country)) ?? phone
}

/** What the book knows before an import. */
export type Known = BookToday & { touchKeys: Map<string, number>; lastTouch: number; rules: Rules; state: string }

/** Reads what the book knows; `since` is from when somebody new is a customer. */
export async function knownToday(db: Reader, days: { today: Day; since: Day }): Promise<Known> {
  const keys = await importKeys(db)
  return {
    people: await peopleInBook(db),
    keys: keys.customers,
    touchKeys: keys.touches,
    lastTouch: await lastTouchId(db),
    rules: await rulesOf(db),
    state: await stateOfBook(db),
    ...days,
  }
}

/** By what a file may call a customer: the column that identified them when they were imported. */
function keysFor({ customerColumn }: ImportFile, known: Known, plan: CustomerPlan): Map<string, number> {
  const keys = new Map<string, number>()
  if (customerColumn === null) return keys
  const start = keyName(`customers by ${customerColumn}`, '')
  for (const [name, id] of known.keys) if (name.startsWith(start)) keys.set(name.slice(start.length), id)
  for (const { source, key, person } of plan.keys) {
    if (keyName(source, '') === start) keys.set(key, person)
  }
  return keys
}

/** Puts each touch of the files into its pile, and the new ones where they wait to be written. */
class TouchSorter {
  readonly #plan: ImportPlan
  readonly #known: Known
  readonly #used = new Map<number, number | null>()
  readonly #keys = new Set<string>()
  #day = new Map<string, BookedTouch[]>()

  constructor(plan: ImportPlan, known: Known) {
    this.#plan = plan
    this.#known = known
  }

  async add(db: Reader, file: ImportFile, records: Records, reader: TouchReader): Promise<void> {
    const { bad, staging } = this.#plan
    for (const [reason, count] of records.leftOut) this.#leaveOut(reason, count)
    for (const each of file.onlyTouches ? records.bad : []) this.#bad(file, each)
    const fresh: ArrivedTouch[] = []
    this.#day = new Map()
    for (const touch of records.touches) {
      const resolved = reader.read(touch)
      if ('bad' in resolved) this.#bad(file, { line: touch.line, reason: resolved.bad, text: textOf(touch) })
      else if ('leftOut' in resolved) this.#leaveOut(resolved.leftOut, 1)
      else for (const each of resolved.touches) await this.#sort(db, file, each, fresh)
    }
    if (bad.length > mostBad) throw tooManyBad()
    if (fresh.length > 0) await staging.add(file.sources.touches, fresh)
  }

  #leaveOut(reason: string, count: number): void {
    const { touches, leftOut } = this.#plan
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + count)
    touches.leftOut += count
  }

  #bad(file: ImportFile, bad: Bad): void {
    this.#plan.bad.push({ ...bad, file })
    this.#plan.touches.bad += 1
  }

  async #sort(db: Reader, file: ImportFile, touch: ArrivedTouch, fresh: ArrivedTouch[]): Promise<void> {
    const match = await this.#match(db, file, touch)
    this.#plan.touches[match.pile] += 1
    if (match.pile === 'new') fresh.push(touch)
    else if (match.pile === 'changed') this.#plan.changedTouches.push({ id: match.touch, columns: columnsOf(touch) })
  }

  async #match(db: Reader, file: ImportFile, touch: ArrivedTouch): Promise<Match> {
    if (touch.key !== null) return this.#matchKey(db, file, touch, touch.key)
    if (touch.customerId < 0 || this.#known.lastTouch === 0) return { pile: 'new' }
    const place = `${touch.customerId} ${touch.on}`
    let booked = this.#day.get(place)
    if (!booked) {
      booked = await touchesOnDay(db, touch.customerId, touch.on)
      this.#day.set(place, booked)
    }
    return matchTouch(touch, booked, this.#used)
  }

  /** A record that is known by its key: only its day can be another than before. */
  async #matchKey(db: Reader, file: ImportFile, touch: ArrivedTouch, key: string): Promise<Match> {
    const name = keyName(file.sources.touches, touchKey(key, touch.customerId))
    const known = this.#known.touchKeys.get(name)
    const isAgain = this.#keys.has(name)
    this.#keys.add(name)
    if (known !== undefined) {
      const isMoved = !isAgain && (await dayOfTouch(db, known)) !== touch.on
      return { pile: isMoved ? 'changed' : 'same', touch: known }
    }
    return isAgain ? { pile: 'same', touch: 0 } : { pile: 'new' }
  }
}

const textOf = (touch: ImportedTouch): string =>
  [touch.on, 'called' in touch.whom ? touch.whom.called : touch.whom.text, touch.note ?? ''].join(' ')

const columnsOf = (touch: ArrivedTouch): ChangedTouch['columns'] =>
  touch.key !== null
    ? { on_day: touch.on }
    : {
        channel_id: touch.channelId,
        purpose_id: touch.purposeId,
        tone: touch.tone,
        begun_by: touch.begunBy,
        minutes: touch.minutes,
        note: touch.note,
      }
