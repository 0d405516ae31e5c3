import { keptKey } from '#book/kept-key.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Arrival } from '../records.ts'
import { saidText } from './said.ts'

/**
 * What identifies a record, and who it is: a number of the book, or below 0 for somebody about to be in it. The words of
 * `told` are kept with it.
 */
export type RecordKey = { source: string; key: string; customerId: number; told: Arrival | null }

/** How the key of a record is called among those of every kind of file. */
export const keyName = (source: string, key: string): string => `${source}\0${key}`

/** How records are called that are known by everything that they say. */
const contents = 'contents'

/** A short text that is another for another text (FNV-1a, twice). */
function shortOf(text: string): string {
  let first = 0x811c9dc5
  let second = 0x01000193
  for (let i = 0; i < text.length; i += 1) {
    first = Math.imul(first ^ text.charCodeAt(i), 0x01000193) >>> 0
    second = Math.imul(second ^ text.charCodeAt(text.length - 1 - i), 0x85ebca6b) >>> 0
  }
  return `${first.toString(16)}${second.toString(16)}`
}

/** What a record says as a whole: the same record has the same, wherever it stands. */
function contentsOf({ line: _, phoneKey: __, source: ___, ...said }: Arrival): string {
  return `${foldName(said.name).slice(0, 100)} ${shortOf(JSON.stringify(said))}`
}

/** What the book keeps of a record of an earlier import: who it was, and what it said. */
export type KeptRecord = { customerId: number; said: string | null }

/** The records of earlier imports, by how their keys are called, and by key. */
export type KnownRecords = { records: Map<string, Map<string, KeptRecord>> }

/** Who a record was the last time, and what it said then. */
type Before = { customerId: number; said: string }

/** What a record that is in the book says from now on. */
export type RetoldKey = { source: string; key: string; said: string }

/** How records are called that are known by their name alone. */
const byName = (source: string): string => `${source}: names`

/** Who the records of imports are: by their keys, by their names where they have none, and by everything that they say. */
export class RecordKeys {
  readonly #known: KnownRecords['records']
  /** Who the records of this import are that the book does not know, by how their keys are called, and by key. */
  readonly #new = new Map<string, Map<string, number>>()
  readonly #isNamedOnce: (name: string) => boolean
  readonly #added: RecordKey[] = []
  readonly #retold: RetoldKey[] = []
  /** The first record of this import of each key of the book: another one of the same key is not a change of it. */
  readonly #first = new Map<KeptRecord, Arrival>()
  /** The last record that was asked for, and what it says: it is asked for again at once. */
  #last: { arrival: Arrival; contents: string } | undefined

  /** @param isNamedOnce whether one record alone of the import has a name */
  constructor({ records }: KnownRecords, isNamedOnce: (name: string) => boolean) {
    this.#known = records
    this.#isNamedOnce = isNamedOnce
  }

  /** What a record is known by besides all that it says; null for one without a key whose name is not its own. */
  #placeOf({ source, key, id, name }: Arrival): { source: string; key: string } | null {
    if (key !== null) return { source, key }
    return id === null && this.#isNamedOnce(name) ? { source: byName(source), key: keptKey(foldName(name)) } : null
  }

  /** Who a record was the last time, if what it said is kept; undefined for a further record of its key. */
  before(arrival: Arrival): Before | undefined {
    const place = this.#placeOf(arrival)
    if (place === null) return undefined
    const kept = this.#known.get(place.source)?.get(place.key)
    if (!kept) return undefined
    if (!this.#first.has(kept)) this.#first.set(kept, arrival)
    const { customerId, said } = kept
    return this.#first.get(kept) === arrival && said !== null ? { customerId, said } : undefined
  }

  #customerOf(source: string, key: string): number | undefined {
    return this.#known.get(source)?.get(key)?.customerId ?? this.#new.get(source)?.get(key)
  }

  /** Who a record was that said just this, in every word. */
  sayingTheSame(arrival: Arrival): number | undefined {
    return this.#customerOf(contents, this.#contentsOf(arrival))
  }

  /** Who a record of this key was. */
  ofKey({ source, key }: Arrival): number | undefined {
    return key === null ? undefined : this.#customerOf(source, key)
  }

  /** Remembers who a record is, and what it says. Who is known by its key or its words already stays. */
  add(arrival: Arrival, customerId: number): void {
    const place = this.#placeOf(arrival)
    if (place !== null && !this.#addKey({ ...place, customerId, told: arrival }))
      this.#retell(place, arrival, customerId)
    this.#addKey({ source: contents, key: this.#contentsOf(arrival), customerId, told: null })
  }

  /** @returns false for a key that is known already */
  #addKey(added: RecordKey): boolean {
    const { source, key, customerId } = added
    if (this.#customerOf(source, key) !== undefined) return false
    const others = this.#new.get(source)
    if (others) others.set(key, customerId)
    else this.#new.set(source, new Map([[key, customerId]]))
    this.#added.push(added)
    return true
  }

  #retell({ source, key }: { source: string; key: string }, arrival: Arrival, customerId: number): void {
    const kept = this.#known.get(source)?.get(key)
    if (kept?.customerId !== customerId || this.#first.get(kept) !== arrival) return
    const said = saidText(arrival)
    if (kept.said !== said) this.#retold.push({ source, key, said })
  }

  #contentsOf(arrival: Arrival): string {
    if (this.#last?.arrival !== arrival) this.#last = { arrival, contents: contentsOf(arrival) }
    return this.#last.contents
  }

  /**
   * What the book does not know yet.
   * @param isOnlyKeys whether nothing else is to be written: then what records say need not be either
   */
  toWrite(isOnlyKeys: boolean): RecordKey[] {
    const isOfWords = ({ source }: RecordKey) => source === contents || source.endsWith(byName(''))
    return isOnlyKeys && this.#retold.length === 0 && this.#added.every(isOfWords) ? [] : this.#added
  }

  /** The records of the book that say something else from now on. */
  get retold(): RetoldKey[] {
    return this.#retold
  }
}

/**
 * By what a file of touches may call a customer: the column that identified them when they were imported.
 * @param known the records of earlier imports
 * @param added what this import adds to them
 */
export function customersByKey(
  column: string | null,
  { records }: KnownRecords,
  added: RecordKey[],
): Map<string, number> {
  const customers = new Map<string, number>()
  if (column === null) return customers
  const own = `customers by ${column}`
  for (const [key, { customerId }] of records.get(own) ?? []) customers.set(key, customerId)
  for (const { source, key, customerId } of added) if (source === own) customers.set(key, customerId)
  return customers
}
