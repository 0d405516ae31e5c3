import { keptKey } from '#book/kept-key.ts'
import { foldName } from '#domain/customers/name.ts'
import { remembered } from '#domain/remembered.ts'
import type { RetoldKey, SourcedKey } from '#tables/import-keys.ts'
import type { Arrival } from '../records.ts'
import { isSaid, saidText } from './said.ts'

/** The customer is a number of the book, or below 0 for somebody about to be in it. The words of `told` are kept with the key. */
export type RecordKey = SourcedKey & { customerId: number; told: Arrival | null }

/** No other record of any kind of file has it. */
export const keyName = (source: string, key: string): string => `${source}\0${key}`

/** Keys of this source are made of all words of a record. */
const contents = 'contents'

/** Different texts have different short ones (FNV-1a, twice). */
function shortOf(text: string): string {
  let first = 0x811c9dc5
  let second = 0x01000193
  for (let i = 0; i < text.length; i += 1) {
    first = Math.imul(first ^ text.charCodeAt(i), 0x01000193)
    second = Math.imul(second ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b)
  }
  return `${(first >>> 0).toString(16)}${(second >>> 0).toString(16)}`
}

/** Equal records have an equal key, wherever they stand. Books keep such keys, so the words stay in this order. */
function contentsOf(arrival: Arrival): string {
  const { key, id, name, aliases, contact, email, phone, company, address, country, note, tags } = arrival
  const { since, visitEvery, goal, snoozedUntil, archivedOn, archivedWhy, kind, dates } = arrival
  const names = { key, id, name, aliases, contact, email, phone, company, address, country, note, tags }
  const days = { since, visitEvery, snoozedUntil, archivedOn, archivedWhy, kind, dates, goal: goal ?? undefined }
  return `${foldName(name).slice(0, 100)} ${shortOf(JSON.stringify(Object.assign(names, days)))}`
}

/** The record of this import that says the kept words again stands in their place. */
export type KeptRecord = { customerId: number; said: string | Arrival | null }

export type Names = Pick<Arrival, 'name' | 'aliases' | 'contact'>

/** Records of earlier imports are by the source of their keys, and by key; the names of settled cards are by `keyName`. */
export type KnownRecords = { records: Map<string, Map<string, KeptRecord>>; settled: Map<string, Names> }

/** The words are null where the record says the same as the last time. */
type Before = { customerId: number; otherWords: string | null }

/** Null where the record says the same. */
const otherWords = (arrival: Arrival, said: KeptRecord['said']): string | null =>
  typeof said === 'string' && !isSaid(said, arrival) ? said : null

/** Records of this source are known by their name alone. */
const byName = (source: string): string => `${source}: names`

/** A record is known by its own key, or its name, besides all its words; null for one without a key that has a number. */
export const placeOf = ({
  source,
  key,
  id,
  name,
}: Pick<Arrival, 'source' | 'key' | 'id' | 'name'>): SourcedKey | null => {
  if (key !== null) return { source, key }
  return id === null ? { source: byName(source), key: keptKey(foldName(name)) } : null
}

/** The first record of each key counts. */
export function byPlace(arrivals: Arrival[]): Map<string, Arrival> {
  const places = new Map<string, Arrival>()
  for (const arrival of arrivals) {
    const place = placeOf(arrival)
    const name = place && keyName(place.source, place.key)
    if (name !== null && !places.has(name)) places.set(name, arrival)
  }
  return places
}

/** Customers are found by the keys of their records, by their names where they have none, and by all their words. */
export class RecordKeys {
  readonly #known: KnownRecords['records']
  readonly #settled: KnownRecords['settled']
  /** The book does not know these records of the import; they are by the source of their keys, and by key. */
  readonly #new = new Map<string, Map<string, number>>()
  readonly #isNamedOnce: (name: string) => boolean
  readonly #added: RecordKey[] = []
  readonly #retold: RetoldKey[] = []
  /** A further record of this import with a key of the book is not a change of it. */
  readonly #first = new Map<KeptRecord, Arrival>()
  /** The next look-up is mostly of the same record again. */
  #last: { arrival: Arrival; contents: string } | undefined

  /** @param isNamedOnce tells whether only one record of the import has a name */
  constructor({ records, settled }: KnownRecords, isNamedOnce: (name: string) => boolean) {
    this.#known = records
    this.#settled = settled
    this.#isNamedOnce = isNamedOnce
  }

  /** Null also for a record without a key that shares its name. */
  #placeOf(arrival: Arrival): SourcedKey | null {
    return arrival.key !== null || this.#isNamedOnce(arrival.name) ? placeOf(arrival) : null
  }

  /** The words are kept since the last time; undefined for a further record with its key. */
  before(arrival: Arrival): Before | undefined {
    const place = this.#placeOf(arrival)
    if (place === null || this.#settled.has(keyName(place.source, place.key))) return undefined
    const kept = this.#known.get(place.source)?.get(place.key)
    if (!kept) return undefined
    if (!this.#first.has(kept)) this.#first.set(kept, arrival)
    const { customerId, said } = kept
    if (this.#first.get(kept) !== arrival || said === null) return undefined
    return { customerId, otherWords: otherWords(arrival, said) }
  }

  #customerOf(source: string, key: string): number | undefined {
    return this.#known.get(source)?.get(key)?.customerId ?? this.#new.get(source)?.get(key)
  }

  /** An earlier record has exactly these words. */
  sayingTheSame(arrival: Arrival): number | undefined {
    return this.#customerOf(contents, this.#contentsOf(arrival))
  }

  /** An earlier record has this key. */
  ofKey({ source, key }: Arrival): number | undefined {
    return key === null ? undefined : this.#customerOf(source, key)
  }

  /** A key or words that are known already keep their customer. */
  add(arrival: Arrival, customerId: number): void {
    const place = this.#placeOf(arrival)
    if (place !== null && !this.#addKey({ source: place.source, key: place.key, customerId, told: arrival }))
      this.#retell(place, arrival, customerId)
    this.#addKey({ source: contents, key: this.#contentsOf(arrival), customerId, told: null })
  }

  /** @returns false for a key that is known already */
  #addKey(added: RecordKey): boolean {
    const { source, key, customerId } = added
    if (this.#customerOf(source, key) !== undefined) return false
    remembered(this.#new, source, () => new Map()).set(key, customerId)
    this.#added.push(added)
    return true
  }

  #retell({ source, key }: SourcedKey, arrival: Arrival, customerId: number): void {
    const kept = this.#known.get(source)?.get(key)
    if (kept?.customerId !== customerId || this.#first.get(kept) !== arrival) return
    if (kept.said === null || otherWords(arrival, kept.said) !== null)
      this.#retold.push({ source, key, said: saidText(arrival) })
  }

  #contentsOf(arrival: Arrival): string {
    if (this.#last?.arrival !== arrival) this.#last = { arrival, contents: contentsOf(arrival) }
    return this.#last.contents
  }

  /**
   * The book does not have these keys yet.
   * @param isOnlyKeys true when nothing else is to be written: then the words of records need not be written either
   */
  toWrite(isOnlyKeys: boolean): RecordKey[] {
    const isOfWords = ({ source }: RecordKey) => source === contents || source.endsWith(byName(''))
    return isOnlyKeys && this.#retold.length === 0 && this.#added.every(isOfWords) ? [] : this.#added
  }

  /** The book has these records, with other words. */
  get retold(): RetoldKey[] {
    return this.#retold
  }
}

/**
 * A file of touches may call customers by the column that identified them when they were imported.
 * @param known the records of earlier imports
 * @param added the records that this import adds to them
 */
export function customersByKey(
  column: string | null,
  { records }: Pick<KnownRecords, 'records'>,
  added: RecordKey[],
): Map<string, number> {
  const customers = new Map<string, number>()
  if (column === null) return customers
  const own = `customers by ${column}`
  for (const [key, { customerId }] of records.get(own) ?? []) customers.set(key, customerId)
  for (const { source, key, customerId } of added) if (source === own) customers.set(key, customerId)
  return customers
}
