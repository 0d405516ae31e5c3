import { keptKey } from '#book/kept-key.ts'
import type { Kind } from '#domain/customers/customer.ts'
import { foldEmail, foldName, wordsIn } from '#domain/customers/name.ts'
import { remembered } from '#domain/remembered.ts'
import type { Vocabulary } from '#domain/touches/vocabulary.ts'
import { homeDigits, isSameAtHome, looksLikePhone } from '#formats/phone.ts'
import type { Meeting } from '../records.ts'
import { turned } from '../turned-name.ts'
import { CommonWords } from './common-words.ts'
import { furtherReach } from './further-reach.ts'
import type { KnownCustomer } from './matching.ts'
import { NameIndex } from './names.ts'

/** Words of the longest name that is looked for in a text. */
const longestNameInWords = 8
/** Letters: a shorter name is too often a part of something else. */
const shortestInText = 3

/** `perhaps` are those whom an ambiguous text may mean; `declined` is true where one declined. */
type InMeeting = { sure: number[]; perhaps: Set<number>; declined: boolean }

/** A file may have names, keys and addresses for a customer. */
export class People {
  readonly #names = new NameIndex()
  readonly #inText = new Map<string, number>()
  readonly #companies = new Map<string, number | null>()
  /** Names are without a title such as `Dr.`; null for a name of several customers. */
  readonly #untitled = new Map<string, number | null>()
  readonly #emails = new Map<string, number[]>()
  /** The keys are last digits; `isOwn` is false where the number stands in the note. */
  readonly #phones = new Map<string, { id: number; key: string; isOwn: boolean }[]>()
  /** The keys are addresses in notes, which nobody has as their own. */
  readonly #noted = new Map<string, Set<number>>()
  readonly #teammates = new Map<string, number>()
  readonly #keys: Map<string, number>
  readonly #common: CommonWords
  readonly #customers = new Map<number, KnownCustomer>()

  /**
   * @param customers all of them, as they are going to be
   * @param keys the customers of the records of earlier imports, by key
   */
  constructor(customers: Iterable<KnownCustomer>, keys: Map<string, number>, vocabulary: Vocabulary) {
    for (const customer of customers) {
      const { id, name, aliases, kind, email, company, phoneKey, note } = customer
      this.#customers.set(id, customer)
      for (const each of [name, ...aliases]) this.#addName(each, id)
      if (company !== null) addUnique(this.#companies, spokenForm(company), id)
      if (kind === 'teammate') this.#teammates.set(foldName(name), id)
      if (email !== null) remembered(this.#emails, foldEmail(email), () => []).push(id)
      if (phoneKey !== null) this.#addPhone(phoneKey, id, true)
      for (const text of furtherReach(note)) this.#addNoted(text, id)
    }
    this.#keys = keys
    this.#common = new CommonWords(vocabulary)
  }

  #addName(name: string, id: number): void {
    this.#names.add(name, id)
    const spoken = spokenForm(name)
    if (spoken.length >= shortestInText) this.#inText.set(spoken, id)
    const untitled = withoutTitle(name)
    if (untitled !== null) addUnique(this.#untitled, untitled, id)
  }

  #addPhone(phone: string, id: number, isOwn: boolean): void {
    const key = phone.replace(/[^\d+]/g, '')
    remembered(this.#phones, lastDigits(phone), () => []).push({ id, key, isOwn })
  }

  #addNoted(text: string, id: number): void {
    if (text.includes('@')) remembered(this.#noted, foldEmail(text), () => new Set()).add(id)
    else this.#addPhone(text, id, false)
  }

  /** Null where no teammate has the name. */
  teammate(name: string): number | null {
    return this.#teammates.get(foldName(name)) ?? null
  }

  /** A key, a name, an e-mail address, a phone number or a company; empty for none. */
  called(text: string): number[] {
    const id = this.#keys.get(keptKey(text)) ?? this.#names.find(text) ?? this.#names.find(turned(text))
    if (id !== undefined) return [id]
    const emailed = this.reachedBy([text])
    if (emailed.length === 1) return emailed
    const dialled = this.#dialled(text)
    if (dialled.length === 1) return dialled
    const other = this.#spokenOf(spokenForm(turned(text)))
    return other === undefined ? [] : [other]
  }

  /**
   * An address or a name is among the guests, or a name in the title or place. A common word has to stand alone there. A customer who
   * declined was not in the meeting, unless another guest has their address.
   */
  inMeeting({ emails, names, titles, declined }: Meeting): InMeeting {
    const sure = new Set(this.reachedBy(emails))
    const perhaps = new Set<number>()
    const written = names.map((name) => (this.#names.find(name) === undefined ? turned(name) : name))
    for (const text of [...written, ...titles]) {
      for (const { id, spoken } of this.#namedIn(text)) {
        if (!this.#common.includes(spoken) || this.#common.standsAlone(spoken, text)) sure.add(id)
        else perhaps.add(id)
      }
    }
    const away = new Set([...this.reachedBy(declined.emails), ...declined.names.flatMap((name) => this.called(name))])
    const isHere = (id: number) => !away.has(id) || this.reachedBy(emails).includes(id)
    return {
      sure: [...sure].filter(isHere),
      perhaps: new Set([...perhaps].filter((id) => !sure.has(id) && isHere(id))),
      declined: away.size > 0,
    }
  }

  /** Words of the names and companies of these customers are left out. */
  withoutNames(text: string, ids: number[]): string {
    const known = ids.flatMap((id) => this.#customers.get(id) ?? [])
    const words = new Set(
      known.flatMap(({ name, aliases, company }) => [name, ...aliases, company ?? '']).flatMap((each) => wordsIn(each)),
    )
    return text.replace(/[\p{L}\p{N}'\u2019]+/gu, (word) =>
      wordsIn(word).every((each) => words.has(each)) ? '' : word,
    )
  }

  #dialled(text: string): number[] {
    if (!looksLikePhone(text)) return [] // `Room 12345`
    const number = text.replace(/[^\d+]/g, '')
    const found = (this.#phones.get(lastDigits(text)) ?? []).filter(
      ({ key }) => key === number || isSameAtHome(key, number),
    )
    const own = found.filter(({ isOwn }) => isOwn)
    // A card may have one number in two forms.
    return [...new Set((own.length > 0 ? own : found).map(({ id }) => id))]
  }

  /** Several customers have the address of an office in their notes: it is of none of them. */
  #notedWith(email: string): number[] {
    const [id, ...others] = this.#noted.get(email) ?? []
    return id === undefined || others.length > 0 ? [] : [id]
  }

  /** The kind counts where one is given; an address that nobody has is that of whoever alone has it in the note. */
  reachedBy(emails: string[], kind?: Kind): number[] {
    const ids = emails.map(foldEmail).flatMap((email) => this.#emails.get(email) ?? this.#notedWith(email))
    return kind === undefined ? ids : ids.filter((id) => this.#customers.get(id)?.kind === kind)
  }

  /** A company, or a whole name without its title, means one customer. */
  #spokenOf(spoken: string): number | undefined {
    return this.#companies.get(spoken) ?? this.#untitled.get(spoken) ?? undefined
  }

  /**
   * Whole names, aliases or companies, each with the words that stand there. Of two names, one within the other, the longer one is meant:
   * `Ana Lopez` says nothing of Ana.
   */
  #namedIn(text: string): { id: number; spoken: string }[] {
    const words = wordsIn(text.slice(0, 2_000))
    const found: { id: number; spoken: string }[] = []
    let read = 0
    for (const from of words.keys()) {
      for (let to = Math.min(from + longestNameInWords, words.length); to > Math.max(from, read); to -= 1) {
        const some = words.slice(from, to)
        const id = this.#inText.get(some.join('')) ?? this.#spokenOf(some.join(''))
        if (id === undefined) continue
        found.push({ id, spoken: some.join(' ') })
        read = to
      }
    }
    return found
  }
}

const lastDigits = (phone: string): string => homeDigits(phone)?.slice(-7) ?? ''

/** Names are looked for among the words of a text in this form. */
const spokenForm = (name: string): string => wordsIn(name).join('')

/** Null stands for a name that several customers have, and that means nobody. */
function addUnique(all: Map<string, number | null>, spoken: string, id: number): void {
  if (spoken.length < shortestInText) return
  const other = all.get(spoken)
  all.set(spoken, other === undefined || other === id ? id : null)
}

/** Titles are left out where somebody is spoken of. */
const titles = new Set(
  wordsIn(
    `dr prof dipl ing mag mr mrs ms miss mx sir herr herrn frau hr fr monsieur madame mademoiselle m mme mlle señor señora señorita sr
     sra srta don doña signor signora signorina sig sigra dott dottssa de heer mevrouw dhr mevr mw senhor senhora dona pan pani fru herra rouva
     mgr bc`,
  ),
)

/** Null where no title stands before the name, or one word alone is left. */
function withoutTitle(name: string): string | null {
  const words = wordsIn(name)
  const first = words.findIndex((word) => !titles.has(word))
  return first > 0 && words.length - first >= 2 ? words.slice(first).join('') : null
}
