import { remembered } from '#domain/remembered.ts'
import { yearly } from './meanings.ts'
import type { Property } from './properties.ts'

/** `label` is one that somebody gave it. */
export type CardValue = {
  text: string
  /** An address has its parts between semicolons. */
  parts: string[]
  /** Lower case. */
  types: string[]
  /** Empty without one. */
  label: string
}

/** The labels of Android's days of the year, by type; it writes them where version 2.1 has no place for a day. */
const androidDays: Record<string, string> = { 1: 'anniversary', 3: 'birthday' }

const none: readonly never[] = []

export class Card {
  readonly #properties = new Map<string, Property[]>()

  constructor(properties: Property[]) {
    for (const property of properties) remembered(this.#properties, property.name, () => []).push(property)
  }

  hasAny(names: ReadonlySet<string>): boolean {
    for (const name of this.#properties.keys()) if (names.has(name)) return true
    return false
  }

  /** A name, a company and an address give their parts. */
  texts(name: string): readonly string[] {
    const all = this.#all(name)
    const [first] = all
    return first === undefined ? none : all.length === 1 ? first.texts : all.flatMap(({ texts }) => texts)
  }

  /** The first that is not empty; empty when there is none. */
  one(name: string): string {
    return this.texts(name).find((text) => text.trim() !== '') ?? ''
  }

  /** The preferred come first, then the mobile ones. */
  preferred(name: string): CardValue[] {
    return this.#inOrder(name).map((property) => ({
      text: property.texts[0] ?? '',
      parts: property.texts,
      types: property.types,
      label: this.#labelOf(property),
    }))
  }

  /** Days are as they are written. */
  dates(): { label: string; text: string }[] {
    const days: { label: string; text: string }[] = []
    for (const [label, names] of yearly)
      for (const text of names.flatMap((name) => this.texts(name))) days.push({ label, text })
    for (const property of this.#all('x-abdate'))
      days.push({ label: this.#labelOf(property) || 'date', text: property.texts[0] ?? '' })
    for (const [text = '', type = '', label = ''] of this.android('contact_event'))
      days.push({ label: androidDays[type] ?? (label || 'date'), text })
    return days
  }

  /** 2.1 has no place for `nickname` or `relation`: the text, its type and its label. */
  android(kind: string): string[][] {
    return this.#all('x-android-custom')
      .map(({ texts: [text = ''] }) => text.split(';'))
      .filter(([what]) => what === `vnd.android.cursor.item/${kind}`)
      .map(([, ...rest]) => rest)
  }

  /** Apple gives a label to the group, Android writes it as the type. */
  #labelOf({ group, label: own }: Property): string {
    const label = group === '' ? undefined : this.#all('x-ablabel').find((each) => each.group === group)
    const text = label?.texts[0] ?? own
    return text === '' ? '' : plainLabel(text)
  }

  #inOrder(name: string): readonly Property[] {
    const all = this.#all(name)
    return all.length < 2 ? all : all.toSorted((a, b) => a.place - b.place)
  }

  #all(name: string): readonly Property[] {
    return this.#properties.get(name) ?? none
  }
}

/** `_$!<Anniversary>!$_` is a label of Apple's, in small letters here; any other is kept as it is written. */
function plainLabel(label: string): string {
  const own = /^_\$!<(.*)>!\$_$/.exec(label.trim())?.[1]
  const text = own === undefined ? label : own.toLowerCase()
  const line = text.replace(/\s+/g, ' ').trim()
  return /^(birthday|anniversary)$/i.test(line) ? line.toLowerCase() : [...line].slice(0, 40).join('')
}
