import { keptKey } from '#book/kept-key.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Arrival } from '../records.ts'
import { saidText } from './said.ts'

/** What identifies a record, and who it is: a number of the book, or below 0 for somebody about to be in it. */
export type RecordKey = { source: string; key: string; customerId: number; said: string | null }

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

/** What the book keeps of the records of earlier imports, by `keyName`: who each was, and what it said. */
export type KnownRecords = { keys: Map<string, number>; said: Map<string, string> }

/** Who a record was the last time, and what it said then. */
type Before = { customerId: number; said: string }

/** What a record that is in the book says from now on. */
export type RetoldKey = { source: string; key: string; said: string }

/** How records are called that are known by their name alone. */
const byName = (source: string): string => `${source}: names`

/** Who the records of imports are: by their keys, by their names where they have none, and by everything that they say. */
export class RecordKeys {
  readonly #customers: Map<string, number>
  readonly #said: Map<string, string>
  readonly #isNamedOnce: (name: string) => boolean
  readonly #added: RecordKey[] = []
  readonly #retold: RetoldKey[] = []
  /** The first record of this import of each key: another one of the same key is not a change of it. */
  readonly #first = new Map<string, Arrival>()
  /** The last record that was asked for, and what it says: it is asked for again at once. */
  #last: { arrival: Arrival; contents: string } | undefined

  /** @param isNamedOnce whether one record alone of the import has a name */
  constructor({ keys, said }: KnownRecords, isNamedOnce: (name: string) => boolean) {
    this.#customers = new Map(keys)
    this.#said = said
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
    const name = keyName(place.source, place.key)
    if (!this.#first.has(name)) this.#first.set(name, arrival)
    const [customerId, said] = [this.#customers.get(name), this.#said.get(name)]
    const isKnown = this.#first.get(name) === arrival && customerId !== undefined && said !== undefined
    return isKnown ? { customerId, said } : undefined
  }

  /** Who a record was that said just this, in every word. */
  sayingTheSame(arrival: Arrival): number | undefined {
    return this.#customers.get(keyName(contents, this.#contentsOf(arrival)))
  }

  /** Who a record of this key was. */
  ofKey({ source, key }: Arrival): number | undefined {
    return key === null ? undefined : this.#customers.get(keyName(source, key))
  }

  /** Remembers who a record is, and what it says. Who is known by its key or its words already stays. */
  add(arrival: Arrival, customerId: number): void {
    const place = this.#placeOf(arrival)
    const said = saidText(arrival)
    const own = place === null ? [] : [{ said, ...place }]
    for (const { source, key, said } of [...own, { source: contents, key: this.#contentsOf(arrival), said: null }]) {
      const name = keyName(source, key)
      const known = this.#customers.get(name)
      if (known === undefined) {
        this.#customers.set(name, customerId)
        this.#added.push({ source, key, customerId, said })
      } else if (said !== null && known === customerId && known > 0 && this.#isRetold(name, arrival, said)) {
        this.#retold.push({ source, key, said })
      }
    }
  }

  #contentsOf(arrival: Arrival): string {
    if (this.#last?.arrival !== arrival) this.#last = { arrival, contents: contentsOf(arrival) }
    return this.#last.contents
  }

  #isRetold(name: string, arrival: Arrival, said: string): boolean {
    return this.#first.get(name) === arrival && this.#said.get(name) !== said
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
 * @param known who the records of earlier imports were, by `keyName`
 * @param added what this import adds to them
 */
export function customersByKey(
  column: string | null,
  known: Map<string, number>,
  added: RecordKey[],
): Map<string, number> {
  const customers = new Map<string, number>()
  if (column === null) return customers
  const own = `customers by ${column}`
  const start = keyName(own, '')
  for (const [name, id] of known) if (name.startsWith(start)) customers.set(name.slice(start.length), id)
  for (const { source, key, customerId } of added) if (source === own) customers.set(key, customerId)
  return customers
}
