import { keptKey } from '#book/kept-key.ts'
import { foldEmail, foldName, wordsIn } from '#domain/customers/name.ts'
import type { Vocabulary } from '#domain/touches/vocabulary.ts'
import type { Meeting } from '../records.ts'
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
      for (const each of [name, ...aliases]) {
        this.#names.add(each, id)
        const spoken = spokenForm(each)
        if (spoken.length >= shortestInText) this.#inText.set(spoken, id)
      }
      if (company !== null) this.#addCompany(company, id)
      if (kind === 'teammate') this.#teammates.set(foldName(name), id)
      if (email === null) continue
      const key = foldEmail(email)
      this.#emails.set(key, [...(this.#emails.get(key) ?? []), id])
    }
    this.#keys = keys
    this.#common = new CommonWords(vocabulary)
  }

  /** A company names somebody where it is that of one alone. */
  #addCompany(company: string, id: number): void {
    const spoken = spokenForm(company)
    if (spoken.length < shortestInText) return
    const other = this.#companies.get(spoken)
    this.#companies.set(spoken, other === undefined || other === id ? id : null)
  }

  /** The number of a teammate of that name; null where there is none. */
  teammate(name: string): number | null {
    return this.#teammates.get(foldName(name)) ?? null
  }

  /** Who is called so, by a key, a name, an e-mail address or a company. */
  called(text: string): number[] {
    const id = this.#keys.get(keptKey(text)) ?? this.#names.find(text)
    if (id !== undefined) return [id]
    const emailed = this.#emails.get(foldEmail(text)) ?? []
    if (emailed.length === 1) return emailed
    const inCompany = this.#companies.get(spokenForm(text)) ?? undefined
    return inCompany === undefined ? [] : [inCompany]
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

  /** Customers whose whole name, alias or company stands in a text, with it as it stands there. */
  #namedIn(text: string): { id: number; spoken: string }[] {
    const words = wordsIn(text.slice(0, 2_000))
    return words.flatMap((_, from) =>
      words.slice(from, from + longestNameInWords).flatMap((__, more) => {
        const some = words.slice(from, from + more + 1)
        const id = this.#inText.get(some.join('')) ?? this.#companies.get(some.join(''))
        return id === undefined || id === null ? [] : [{ id, spoken: some.join(' ') }]
      }),
    )
  }
}

/** The form in which a name is looked for among the words of a text. */
const spokenForm = (name: string): string => wordsIn(name).join('')
