import { keptKey } from '#book/kept-key.ts'
import { foldEmail, foldName, wordsIn } from '#domain/customers/name.ts'
import type { Vocabulary } from '#domain/touches/vocabulary.ts'
import type { Meeting } from '../records.ts'
import { turned } from '../turned-name.ts'
import { CommonWords } from './common-words.ts'
import type { KnownCustomer } from './matching.ts'
import { NameIndex } from './names.ts'

/** The longest name, in words, that is looked for in a text. */
const longestNameInWords = 8
/** In letters: a shorter name is too often a part of something else. */
const shortestInText = 3

/** Who was in a meeting: for sure; perhaps, with the title that may mean something else; and who was to come and did not. */
type InMeeting = { sure: number[]; perhaps: Map<number, string>; declined: boolean }

/** All customers, by what a file may call them. */
export class People {
  readonly #names = new NameIndex()
  readonly #inText = new Map<string, number>()
  readonly #companies = new Map<string, number | null>()
  /** Whole names without what stands before them, such as `Dr.`. */
  readonly #untitled = new Map<string, number | null>()
  readonly #emails = new Map<string, number[]>()
  readonly #teammates = new Map<string, number>()
  readonly #keys: Map<string, number>
  readonly #common: CommonWords

  /**
   * @param customers all of them, as they are going to be
   * @param keys whom a record of an earlier import was, by its key
   */
  constructor(customers: Iterable<KnownCustomer>, keys: Map<string, number>, vocabulary: Vocabulary) {
    for (const { id, name, aliases, kind, email, company } of customers) {
      for (const each of [name, ...aliases]) this.#addName(each, id)
      if (company !== null) addUnique(this.#companies, spokenForm(company), id)
      if (kind === 'teammate') this.#teammates.set(foldName(name), id)
      if (email === null) continue
      const key = foldEmail(email)
      this.#emails.set(key, [...(this.#emails.get(key) ?? []), id])
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

  /** The number of a teammate of that name; null where there is none. */
  teammate(name: string): number | null {
    return this.#teammates.get(foldName(name)) ?? null
  }

  /** Who is called so, by a key, a name, an e-mail address or a company. */
  called(text: string): number[] {
    const id = this.#keys.get(keptKey(text)) ?? this.#names.find(text) ?? this.#names.find(turned(text))
    if (id !== undefined) return [id]
    const emailed = this.#emails.get(foldEmail(text)) ?? []
    if (emailed.length === 1) return emailed
    const other = this.#spokenOf(spokenForm(turned(text)))
    return other === undefined ? [] : [other]
  }

  /**
   * Who was in a meeting: those of whom an address or a name is among its guests, and those whose name stands in its title or
   * place. A name that is a common word has to stand alone there. Whoever declined was not in it.
   */
  inMeeting({ emails, names, titles, declined }: Meeting): InMeeting {
    const sure = new Set(this.#reachedBy(emails))
    const perhaps = new Map<number, string>()
    for (const text of [...names, ...titles]) {
      for (const { id, spoken } of this.#namedIn(text)) {
        if (!this.#common.includes(spoken) || this.#common.standsAlone(spoken, text)) sure.add(id)
        else perhaps.set(id, text)
      }
    }
    const away = new Set([...this.#reachedBy(declined.emails), ...declined.names.flatMap((name) => this.called(name))])
    const isHere = (id: number) => !away.has(id) || this.#reachedBy(emails).includes(id)
    return {
      sure: [...sure].filter(isHere),
      perhaps: new Map([...perhaps].filter(([id]) => !sure.has(id) && isHere(id))),
      declined: away.size > 0,
    }
  }

  #reachedBy(emails: string[]): number[] {
    return emails.flatMap((email) => this.#emails.get(foldEmail(email)) ?? [])
  }

  /** Whose company it is, or whole name without what stands before it. */
  #spokenOf(spoken: string): number | undefined {
    return this.#companies.get(spoken) ?? this.#untitled.get(spoken) ?? undefined
  }

  /** Customers whose whole name, alias or company stands in a text, with it as it stands there. */
  #namedIn(text: string): { id: number; spoken: string }[] {
    const words = wordsIn(text.slice(0, 2_000))
    return words.flatMap((_, from) =>
      words.slice(from, from + longestNameInWords).flatMap((__, more) => {
        const some = words.slice(from, from + more + 1)
        const id = this.#inText.get(some.join('')) ?? this.#spokenOf(some.join(''))
        return id === undefined ? [] : [{ id, spoken: some.join(' ') }]
      }),
    )
  }
}

/** The form in which a name is looked for among the words of a text. */
const spokenForm = (name: string): string => wordsIn(name).join('')

/** Adds whose something is: a company, for instance, names somebody where it is that of one alone. */
function addUnique(all: Map<string, number | null>, spoken: string, id: number): void {
  if (spoken.length < shortestInText) return
  const other = all.get(spoken)
  all.set(spoken, other === undefined || other === id ? id : null)
}

/** What stands before a name, and is left out where somebody is spoken of. */
const titles = new Set(
  wordsIn(
    `dr prof dipl ing mag mr mrs ms miss mx sir herr herrn frau hr fr monsieur madame mademoiselle m mme mlle señor señora señorita sr
     sra srta don doña signor signora signorina sig sigra dott dottssa de heer mevrouw dhr mevr mw senhor senhora dona pan pani fru herra rouva
     mgr bc`,
  ),
)

/** The words of a name without those before it that are no part of it; null where there are none, or one word alone is left. */
function withoutTitle(name: string): string | null {
  const words = wordsIn(name)
  const first = words.findIndex((word) => !titles.has(word))
  return first > 0 && words.length - first >= 2 ? words.slice(first).join('') : null
}
