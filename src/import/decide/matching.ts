import type { Customer } from '#domain/customer.ts'
import { foldEmail, wordsIn } from '#domain/name.ts'
import type { Arrival, ImportedDate } from '../records.ts'
import { NameIndex } from './names.ts'

/** Somebody in the book, or about to be: then the id is below 0. */
export type BookedPerson = Customer & {
  aliases: string[]
  tags: string[]
  /** The phone number in the form in which numbers are compared. */
  phoneKey: string | null
  dates: ImportedDate[]
}

/** Somebody in the book who may be meant by a record, and why. */
export type Candidate = { id: number; name: string; why: string }

/** Whether both say something, and not the same. */
const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

const foldedEmail = (email: string | null): string | null => (email === null ? null : foldEmail(email))

/** Whether a record has another e-mail address than a person, where both have one. */
export const emailDiffers = (person: BookedPerson, arrival: Arrival): boolean =>
  differ(foldedEmail(person.email), foldedEmail(arrival.email))

/** Whether a record has another phone number than a person, where both have one. */
export const phoneDiffers = (person: BookedPerson, arrival: Arrival): boolean =>
  differ(person.phoneKey, arrival.phoneKey)

/** Whether nothing that is known of two of one name speaks against their being one. */
function mayBeOne(person: BookedPerson, arrival: Arrival): boolean {
  const { email, phone, phoneKey } = arrival
  const noted = (text: string | null) => text !== null && person.note?.includes(text) === true
  const agrees =
    (email !== null && foldedEmail(person.email) === foldedEmail(email)) ||
    (phoneKey !== null && person.phoneKey === phoneKey)
  const isOtherEmail = emailDiffers(person, arrival) && !noted(email)
  const isOtherPhone = phoneDiffers(person, arrival) && !noted(phone)
  return agrees || !(isOtherEmail || isOtherPhone)
}

/** The name of a record; then with what tells it from the same name of somebody else. */
function* namesFor({ name, email, phone }: Arrival): Generator<string> {
  yield name
  const short = [...name].slice(0, 100).join('')
  for (const mark of [email, phone]) if (mark !== null && mark.length < 90) yield `${short} (${mark})`
  for (let n = 2; ; n += 1) yield `${short} (${n})`
}

/** The names that nearly the same names have in common: with one letter left out, and with the words in another order. */
function nearKeys(name: string): string[] {
  const words = wordsIn(name)
  const folded = words.join('')
  if (folded.length < 5 || folded.length > 60) return []
  const sorted = words.length < 2 ? [] : [`words ${words.toSorted().join(' ')}`]
  return [folded, ...sorted, ...[...folded].map((_, i) => folded.slice(0, i) + folded.slice(i + 1))]
}

/** `Shop 12` is not a typing mistake for `Shop 13`. */
const digitsOf = (name: string): string => name.replace(/\D/g, '')

function collect<K>(map: Map<K, Set<number>>, key: K, id: number): void {
  const ids = map.get(key)
  if (ids) ids.add(id)
  else map.set(key, new Set([id]))
}

/** People by all the keys of their names. It is large, and made only where a name is not found. */
function nearIndex(people: BookedPerson[]): Map<string, Set<number>> {
  const index = new Map<string, Set<number>>()
  for (const { id, name, aliases } of people) {
    for (const key of [name, ...aliases].flatMap(nearKeys)) collect(index, key, id)
  }
  return index
}

/**
 * Everybody as they are going to be, and who of them is meant by a record. By their names are found those of the book and
 * those whom the import adds; by e-mail, phone and nearly the same name those of the book alone, as they were in it.
 */
export class People {
  readonly #everybody = new Map<number, BookedPerson>()
  readonly #changed = new Set<number>()
  readonly #names = new NameIndex()
  readonly #emails = new Map<string, Set<number>>()
  readonly #phones = new Map<string, Set<number>>()
  readonly #booked: BookedPerson[]
  #near: Map<string, Set<number>> | undefined
  #added = 0

  /** @param people everybody in the book */
  constructor(people: BookedPerson[]) {
    this.#booked = people
    for (const person of people) {
      this.#everybody.set(person.id, person)
      this.#nameAfter(person)
      if (person.email !== null) collect(this.#emails, foldEmail(person.email), person.id)
      if (person.phoneKey !== null) collect(this.#phones, person.phoneKey, person.id)
    }
  }

  /** Everybody, by id. */
  get everybody(): Map<number, BookedPerson> {
    return this.#everybody
  }

  /** Everybody new or changed. */
  get changed(): BookedPerson[] {
    return [...this.#everybody.values()].filter(({ id }) => this.#changed.has(id))
  }

  /** Who has a name or an alias. */
  named(name: string): BookedPerson | undefined {
    const id = this.#names.find(name)
    return id === undefined ? undefined : this.#everybody.get(id)
  }

  /** Who has the name, or the name with what tells it from others, and may be the one of the record. */
  namesakeOf(arrival: Arrival): BookedPerson | undefined {
    for (const name of namesFor(arrival)) {
      const person = this.named(name)
      if (person && mayBeOne(person, arrival)) return person
      if (!person && / \(\d+\)$/.test(name)) return undefined
    }
    return undefined
  }

  /** Those of the book who may be meant, the likeliest first. */
  like({ name, email, phoneKey }: Arrival): Candidate[] {
    const found: Candidate[] = []
    const add = (ids: Iterable<number> | undefined, why: string) => {
      for (const id of ids ?? []) {
        const person = this.#everybody.get(id)
        if (person && !found.some((each) => each.id === id)) found.push({ id, name: person.name, why })
      }
    }
    if (email !== null) add(this.#emails.get(foldEmail(email)), 'the same e-mail')
    if (phoneKey !== null) add(this.#phones.get(phoneKey), 'the same phone')
    this.#near ??= nearIndex(this.#booked)
    for (const key of nearKeys(name)) {
      const near = [...(this.#near.get(key) ?? [])]
      add(
        near.filter((id) => digitsOf(this.#everybody.get(id)?.name ?? '') === digitsOf(name)),
        'nearly the same name',
      )
    }
    return found
  }

  /** The name of a record that is somebody new, with what tells it from the same name of somebody else. */
  freeNameFor(arrival: Arrival): string {
    for (const name of namesFor(arrival)) if (!this.named(name)) return name
    return arrival.name
  }

  /** Adds somebody new, and gives them an id. */
  add(person: Omit<BookedPerson, 'id'>): BookedPerson {
    this.#added += 1
    const added = { ...person, id: -this.#added }
    this.replace(added)
    return added
  }

  /** Puts a person who has changed in the place of the one before. The names of that one stay theirs. */
  replace(person: BookedPerson): void {
    this.#everybody.set(person.id, person)
    this.#changed.add(person.id)
    this.#nameAfter(person)
  }

  #nameAfter({ id, name, aliases }: BookedPerson): void {
    for (const each of [name, ...aliases]) this.#names.add(each, id)
  }
}
