import { checkText } from '#domain/customers/name.ts'

/** A property as the library gives it: name, parameters, type, values. */
export type Property = [name: string, params: Record<string, string | string[]>, type: string, ...values: unknown[]]

/** A value of a card, such as a number, with its types and the label that somebody gave it. */
export type CardValue = {
  text: string
  /** In lower case. */
  types: string[]
  /** As it is written; empty without one. */
  label: string
}

/** Properties that are anniversaries. */
const anniversaries = ['anniversary', 'x-anniversary', 'x-ms-anniversary', 'x-evolution-anniversary']

/** What Android writes for a day or a name that version 2.1 has no place for: what it is, its text, its type, its label. */
const androidDays: Record<string, string> = { 1: 'anniversary', 3: 'birthday' }

/** Where a value stands that has no number of its own: after all that have one. */
const lastOfAll = 101

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : [checkText('card', String(value ?? ''))]

const typesOf = ([, { type }]: Property): string[] => [type ?? []].flat().map((each) => each.toLowerCase())

/** The order in which values are preferred: version 4.0 numbers them, the others mark one. */
function placeOf(property: Property): number {
  const types = typesOf(property)
  const pref = Number([property[1]['pref'] ?? []].flat()[0] ?? (types.includes('pref') ? 1 : lastOfAll))
  return pref * 2 + (types.includes('cell') ? 0 : 1)
}

/** A property that a card does not have. */
const none: readonly Property[] = []

/** The properties of a card, by name. */
export class Card {
  readonly #properties = new Map<string, Property[]>()

  constructor(properties: Property[]) {
    for (const property of properties) {
      const others = this.#properties.get(property[0])
      if (others) others.push(property)
      else this.#properties.set(property[0], [property])
    }
  }

  /** Whether the card has one of these properties. */
  hasAny(names: ReadonlySet<string>): boolean {
    for (const name of this.#properties.keys()) if (names.has(name)) return true
    return false
  }

  /** Every text of a property. */
  texts(name: string): string[] {
    return this.#all(name).flatMap(([, , , ...values]) => values.flatMap(textsOf))
  }

  /** The first text of a property that is not empty; empty when there is none. */
  one(name: string): string {
    return this.texts(name).find((text) => text.trim() !== '') ?? ''
  }

  /** The values of a property, the preferred and the mobile ones first. */
  preferred(name: string): CardValue[] {
    return this.#all(name)
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((property) => ({
        text: textsOf(property[3]).join(''),
        types: typesOf(property),
        label: this.#labelOf(property),
      }))
  }

  /** The parts of the name: family, given, and middle names. */
  nameParts(): string[] {
    return this.#all('n').flatMap(([, , , value]) => [value].flat().map((part) => textsOf(part).join(' ')))
  }

  /** The company and its departments. */
  organisation(): string[] {
    return this.#all('org').flatMap(([, , , value]) => [value].flat().map((part) => textsOf(part).join(', ')))
  }

  /** The addresses, the preferred one first, in the parts that a card has. */
  addresses(): (Omit<CardValue, 'text'> & { parts: string[] })[] {
    return this.#all('adr')
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((property) => ({
        parts: [property[3]].flat().map((part) => textsOf(part).join(', ')),
        types: typesOf(property),
        label: this.#labelOf(property),
      }))
  }

  /** Every day of the card as it is written, with its label. */
  dates(): { label: string; text: string }[] {
    const named = (label: string, names: string[]) =>
      names.flatMap((name) => this.texts(name).map((text) => ({ label, text })))
    const labelled = this.#all('x-abdate').map((property) => ({
      label: this.#labelOf(property) || 'date',
      text: textsOf(property[3]).join(''),
    }))
    const android = this.android('contact_event').map(([text = '', type = '', label = '']) => ({
      label: androidDays[type] ?? (label || 'date'),
      text,
    }))
    return [...named('birthday', ['bday']), ...named('anniversary', anniversaries), ...labelled, ...android]
  }

  /** What Android writes of a kind, such as `nickname` or `relation`: the text, its type and its label. */
  android(kind: string): string[][] {
    return this.#all('x-android-custom')
      .map((property) => textsOf(property[3]).join(',').split(';'))
      .filter(([what]) => what === `vnd.android.cursor.item/${kind}`)
      .map(([, ...rest]) => rest)
  }

  /** The label of a property: the one that Apple gives to its group, else the one that Android writes as its type. */
  #labelOf([, { group, 'x-label': own }]: Property): string {
    const label = this.#all('x-ablabel').find(([, params]) => group !== undefined && params['group'] === group)
    return plainLabel(label ? textsOf(label[3]).join('') : textsOf(own ?? '').join(''))
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
