import type { Context } from '#cli/context.ts'
import type { Day } from '#domain/day.ts'
import { cannot } from '#errors.ts'
import { internationalPhone, phoneKey } from '#formats/phone.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import type { Known } from './apply.ts'
import { type Answer, type BookToday, type CustomerPlan, planCustomers } from './decide/customers.ts'
import { type ImportFile, naming } from './open.ts'
import type { Records } from './read/found.ts'
import type { Arrival, Bad } from './records.ts'
import { Staging } from './staging.ts'
import { type BadIn, readerFor, refuseTooManyBad, type SortedTouches, TouchSorter } from './touches.ts'
import { noPiles } from './view.ts'

const mostCustomers = 200_000

/** Everything that files hold and the book says to it. */
export type ImportPlan = SortedTouches & {
  customers: CustomerPlan
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
    refuseTooManyBad(this.#bad)
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
      const sorter = new TouchSorter(plan, known)
      for (const [file, records] of this.#touchFiles()) {
        const reader = readerFor(file, known, customers, { today, since })
        await naming(file.name, async () => {
          for await (const each of records()) await book.readOrNew((db) => sorter.add(db, file, each, reader))
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
