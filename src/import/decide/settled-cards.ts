import { hash } from 'node:crypto'
import type { ImportedCustomer } from '../records.ts'
import { keyName, placeOf } from './keys.ts'

/**
 * The number is raised where a card is read in another way, as test/import/settled-cards.test.ts notices: no card is settled by
 * an older reading.
 */
export const cardReading = 2

type Lines = { head: string; value: string }[]

/** Cards that say to the letter what they said the last time are recognised: nothing is to be decided on them. */
export class SettledCards {
  readonly #kept: Map<string, string>
  readonly #reader: string
  /** A further card of this import with one of these keys is looked at. */
  readonly #seen = new Set<string>()
  /** Cards of these keys were recognised. */
  readonly keys = new Set<string>()

  /**
   * @param kept the keys of cards of earlier imports (`keyName`), by imprint
   * @param reader names all on which the reading of a card depends, besides the card
   */
  constructor(kept = new Map<string, string>(), reader = '') {
    this.#kept = kept
    this.#reader = reader
  }

  /** The hash of the lines of a card. */
  imprintOf(lines: Lines): string {
    let text = this.#reader
    for (const { head, value } of lines) text += `\n${head}${value}`
    return hash('sha256', text, 'base64url')
  }

  /** The card is the first of its key, and its last one had this imprint. */
  has(imprint: string): boolean {
    const key = this.#kept.get(imprint)
    if (key === undefined || this.#seen.has(key)) return false
    this.#seen.add(key)
    this.keys.add(key)
    return true
  }

  /** Gives the customer of a card its imprint. */
  imprint(customer: ImportedCustomer, imprint: string): void {
    customer.imprint = imprint
    // Without a card to recognise, nobody asks.
    if (this.#kept.size === 0) return
    const place = placeOf({ ...customer, source: 'vcard' })
    if (place) this.#seen.add(keyName(place.source, place.key))
  }
}
