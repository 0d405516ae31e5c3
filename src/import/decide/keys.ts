import { foldName } from '#domain/name.ts'
import type { Arrival } from '../records.ts'

/** What identifies a record, and who it is: a number of the book, or below 0 for somebody about to be in it. */
export type RecordKey = { source: string; key: string; customerId: number }

/** How the key of a record is called among those of every kind of file. */
export const keyName = (source: string, key: string): string => `${source}\0${key}`

/** How the key of a touch is kept, so that it can be told from the same event of another customer. */
export const touchKey = (key: string, customerId: number): string => `${key}#${customerId}`

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

/** Who the records of imports are: by their keys, and by everything that they say. */
export class RecordKeys {
  readonly #customers: Map<string, number>
  readonly #added: RecordKey[] = []
  /** The last record that was asked for, and what it says: it is asked for again at once. */
  #last: { arrival: Arrival; contents: string } | undefined

  /** @param known who the records of earlier imports were, by `keyName` */
  constructor(known: Map<string, number>) {
    this.#customers = new Map(known)
  }

  /** Who a record was that said just this, in every word. */
  sayingTheSame(arrival: Arrival): number | undefined {
    return this.#customers.get(keyName(contents, this.#contentsOf(arrival)))
  }

  /** Who a record of this key was. */
  ofKey({ source, key }: Arrival): number | undefined {
    return key === null ? undefined : this.#customers.get(keyName(source, key))
  }

  /** Remembers who a record is. What is known of its key or its words already stays. */
  add(arrival: Arrival, customerId: number): void {
    const own = arrival.key === null ? [] : [{ source: arrival.source, key: arrival.key }]
    for (const { source, key } of [...own, { source: contents, key: this.#contentsOf(arrival) }]) {
      if (this.#customers.has(keyName(source, key))) continue
      this.#customers.set(keyName(source, key), customerId)
      this.#added.push({ source, key, customerId })
    }
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
    return isOnlyKeys && this.#added.every(({ source }) => source === contents) ? [] : this.#added
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
