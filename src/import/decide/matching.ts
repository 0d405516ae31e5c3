import type { CustomerDetails } from '#domain/customers/customer.ts'
import { foldEmail, foldName, wordsIn } from '#domain/customers/name.ts'
import { once } from '#domain/remembered.ts'
import { isSameAtHome } from '#formats/phone.ts'
import type { Arrival, ImportedDate } from '../records.ts'
import { furtherReach } from './further-reach.ts'
import { NameIndex } from './names.ts'

/** The id is below 0 for somebody about to be in the book. */
export type KnownCustomer = CustomerDetails & { id: number; dates: ImportedDate[] }

/** `why` is the reason why a record may mean them. */
export type Candidate = { id: number; name: string; why: string }

/** An equal e-mail address is one person's, an equal phone may be an office's. */
export const sameEmail = 'the same e-mail'
export const samePhone = 'the same phone'
export const sameRecord = 'the same record'
/** A card that was somebody's has the name and reach of somebody else. */
export const reusedRecord = 'once the same record'
const sameCompany = 'the same company'

/** Their e-mail address is their name. */
export const isNameless = ({ name, email }: { name: string; email: string | null }): boolean => name === email

const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

const foldedEmail = (email: string | null): string | null => (email === null ? null : foldEmail(email))

/** False where the customer or the record has no e-mail address. */
export const emailDiffers = (customer: KnownCustomer, arrival: Arrival): boolean =>
  differ(foldedEmail(customer.email), foldedEmail(arrival.email))

/** False where one of them has no number, or lacks the country's code. */
export const phoneDiffers = ({ phoneKey }: KnownCustomer, arrival: Arrival): boolean =>
  differ(phoneKey, arrival.phoneKey) && !isSameAtHome(phoneKey ?? '', arrival.phoneKey ?? '')

/** No e-mail address and phone number says that the two differ. */
function mayBeOne(customer: KnownCustomer, arrival: Arrival): boolean {
  const { email, phone, phoneKey } = arrival
  const noted = (text: string | null) => text !== null && customer.note?.includes(text) === true
  const agrees =
    (email !== null && foldedEmail(customer.email) === foldedEmail(email)) ||
    (phoneKey !== null && customer.phoneKey === phoneKey)
  const isOtherEmail = emailDiffers(customer, arrival) && !noted(email)
  const isOtherPhone = phoneDiffers(customer, arrival) && !noted(phone)
  return agrees || !(isOtherEmail || isOtherPhone)
}

/** There is room behind it for a mark that tells namesakes apart. */
const shortName = ({ name }: Arrival): string => (name.length <= 100 ? name : [...name].slice(0, 100).join(''))

/** Each mark can tell the record from a namesake. */
function* markedNamesFor(arrival: Arrival): Generator<string> {
  const { email, phone } = arrival
  const short = shortName(arrival)
  for (const mark of [email, phone]) if (mark !== null && mark.length < 90) yield `${short} (${mark})`
  for (let n = 2; ; n += 1) yield `${short} (${n})`
}

/** Nearly equal names share keys: with one letter left out, and with the words in another order. */
function nearKeys(name: string): string[] {
  const words = wordsIn(name)
  const folded = words.join('')
  if (folded.length < 5 || folded.length > 60) return []
  const sorted = words.length < 2 ? [] : [`words ${words.toSorted().join(' ')}`]
  return [folded, ...sorted, ...[...folded].map((_, i) => folded.slice(0, i) + folded.slice(i + 1))]
}

/** `Shop 12` is not a typing mistake for `Shop 13`. */
const digitsOf = (name: string): string => name.replace(/\D/g, '')

/** A key has mostly one customer, who needs no list. */
class IdsByKey {
  readonly #ids = new Map<string, number | number[]>()

  /** All keys of one customer have to be added one after the other. */
  add(key: string, id: number): void {
    const ids = this.#ids.get(key)
    if (ids === undefined) this.#ids.set(key, id)
    else if (typeof ids !== 'number') {
      if (ids.at(-1) !== id) ids.push(id)
    } else if (ids !== id) this.#ids.set(key, [ids, id])
  }

  of(key: string): number[] {
    const ids = this.#ids.get(key)
    return ids === undefined ? [] : typeof ids === 'number' ? [ids] : ids
  }
}

function addNames(names: NameIndex, { id, name, aliases }: KnownCustomer): void {
  names.add(name, id)
  for (const alias of aliases) names.add(alias, id)
}

function indexBy(customers: KnownCustomer[], keysOf: (customer: KnownCustomer) => (string | null)[]): IdsByKey {
  const index = new IdsByKey()
  for (const customer of customers) {
    for (const key of keysOf(customer)) if (key !== null) index.add(key, customer.id)
  }
  return index
}

/**
 * A search by name finds customers of the book and of the import; by e-mail, phone and nearly equal name, customers of the book alone,
 * as they were.
 */
export class KnownCustomers {
  readonly byId = new Map<number, KnownCustomer>()
  readonly #changed = new Set<number>()
  readonly #booked: KnownCustomer[]
  /** The indexes are made when first used: a file that the book knows already needs none. */
  readonly #names = once(() => {
    const names = new NameIndex()
    for (const customer of this.#booked) addNames(names, customer)
    return names
  })
  readonly #emails = once(() => indexBy(this.#booked, ({ email }) => [foldedEmail(email)]))
  readonly #noted = once(() => indexBy(this.#booked, ({ note }) => furtherReach(note).map(foldedEmail)))
  /** Everybody by e-mail address: made where a record has no other name. */
  #emailsOfAll: Map<string, number> | undefined
  /** Customers whose name is their e-mail address, by it. */
  readonly #nameless = new Map<string, number>()
  readonly #phones = once(() => indexBy(this.#booked, ({ phoneKey }) => [phoneKey]))
  readonly #companies = once(() =>
    indexBy(this.#booked, ({ company }) => [company === null ? null : foldName(company)]),
  )
  /** The keys are all those of the customers' names. */
  readonly #near = once(() => indexBy(this.#booked, ({ name, aliases }) => [name, ...aliases].flatMap(nearKeys)))
  #added = 0

  /** @param customers all of the book */
  constructor(customers: KnownCustomer[]) {
    this.#booked = customers
    for (const customer of customers) {
      this.byId.set(customer.id, customer)
      this.#addNameless(customer)
    }
  }

  get changed(): KnownCustomer[] {
    return [...this.byId.values()].filter(({ id }) => this.#changed.has(id))
  }

  /** The name may be an alias. */
  named(name: string): KnownCustomer | undefined {
    const id = this.#names().find(name)
    return id === undefined ? undefined : this.byId.get(id)
  }

  /**
   * The name is equal, or equal but for a mark that tells namesakes apart, and the customer may be the one of the record; where either
   * has no name but an e-mail address, the customer with that.
   */
  namesakeOf(arrival: Arrival): KnownCustomer | undefined {
    if (isNameless(arrival)) return this.#withEmail(arrival.name)
    const named = this.named(arrival.name)
    if (named && mayBeOne(named, arrival)) return named
    const nameless = arrival.email === null ? undefined : this.#nameless.get(foldEmail(arrival.email))
    if (nameless !== undefined && !named) return this.byId.get(nameless)
    if (!this.#names().mayBeMarked(shortName(arrival))) return undefined
    for (const name of markedNamesFor(arrival)) {
      const customer = this.named(name)
      if (customer && mayBeOne(customer, arrival)) return customer
      if (!customer && / \(\d+\)$/.test(name)) return undefined
    }
    return undefined
  }

  /** The customer may also be called by the address. */
  #withEmail(email: string): KnownCustomer | undefined {
    if (!this.#emailsOfAll) {
      this.#emailsOfAll = new Map()
      for (const customer of this.byId.values()) this.#addEmail(customer)
    }
    const id = this.#emailsOfAll.get(foldEmail(email))
    return id === undefined ? this.named(email) : this.byId.get(id)
  }

  #addNameless(customer: KnownCustomer): void {
    if (isNameless(customer)) this.#nameless.set(foldEmail(customer.name), customer.id)
  }

  #addEmail({ id, email }: KnownCustomer): void {
    if (email === null || !this.#emailsOfAll) return
    const key = foldEmail(email)
    if (!this.#emailsOfAll.has(key)) this.#emailsOfAll.set(key, id)
  }

  /** The likeliest of the book come first. */
  like({ name, email, phoneKey }: Arrival): Candidate[] {
    const found: Candidate[] = []
    if (this.#booked.length === 0) return found
    const add = (ids: number[], why: string) => {
      for (const id of ids) {
        const customer = this.byId.get(id)
        if (customer && !found.some((each) => each.id === id)) found.push({ id, name: customer.name, why })
      }
    }
    if (email !== null) {
      const own = this.#emails().of(foldEmail(email))
      const noted = this.#noted().of(foldEmail(email))
      // Several have the one of an office in their notes, which tells nobody apart.
      add(own.length > 0 || noted.length > 1 ? own : noted, sameEmail)
    }
    if (phoneKey !== null) add(this.#phones().of(phoneKey), samePhone)
    // The name in a list of companies may be the company of a person in an address book.
    const people = this.#companies().of(foldName(name))
    if (people.length === 1) add(people, sameCompany)
    for (const key of nearKeys(name)) {
      add(
        this.#near()
          .of(key)
          .filter((id) => digitsOf(this.byId.get(id)?.name ?? '') === digitsOf(name)),
        'nearly the same name',
      )
    }
    return found
  }

  /** A mark tells somebody new from a namesake. */
  freeNameFor(arrival: Arrival): string {
    if (!this.named(arrival.name)) return arrival.name
    for (const name of markedNamesFor(arrival)) if (!this.named(name)) return name
    return arrival.name
  }

  newId(): number {
    this.#added += 1
    return -this.#added
  }

  /** The earlier names stay the customer's. */
  replace(customer: KnownCustomer): void {
    this.byId.set(customer.id, customer)
    this.#changed.add(customer.id)
    this.#addEmail(customer)
    this.#addNameless(customer)
    addNames(this.#names(), customer)
  }
}
