import { reasonFor } from '../errors.ts'
import type { Cadence } from './cadence.ts'
import type { Kind } from './customer.ts'
import { addDays, type Day, notAfterToday } from './day.ts'
import type { ImportedCustomer, ImportedDate } from './imported.ts'
import { checkName, checkNote, foldEmail, foldName, wordsIn } from './name.ts'

/** A record of a file, with its phone number in the form in which numbers are compared. */
export type Arrival = ImportedCustomer & { phoneKey: string | null; source: string }

/** Somebody in the book, or about to be: then the id is below 0. */
export type Person = {
  id: number
  name: string
  aliases: string[]
  email: string | null
  phone: string | null
  phoneKey: string | null
  note: string | null
  tags: string[]
  since: Day
  visitEvery: Cadence | null
  snoozedUntil: Day | null
  archivedOn: Day | null
  archivedWhy: string | null
  kind: Kind
  dates: ImportedDate[]
}

/** What is known of everybody before an import. */
export type BookToday = {
  people: Person[]
  /** Whom a record of an earlier import was, by `keyName`. */
  keys: Map<string, number>
  today: Day
  /** The day since when somebody new is a customer, where the file does not say. */
  since: Day
}

/** Somebody in the book who may be meant by a record, and why. */
export type Candidate = { id: number; name: string; why: string }

/** What becomes of a doubtful record: it is that person, somebody new, or left out. */
export type Answer = { same: number } | 'new' | 'skip'

/** What becomes of one record; each is in exactly one pile. */
export type Planned =
  | { pile: 'new' | 'changed' | 'same'; arrival: Arrival; person: number; what: string[] }
  | { pile: 'doubtful'; arrival: Arrival; candidates: Candidate[] }
  | { pile: 'leftOut'; arrival: Arrival }
  | { pile: 'bad'; arrival: Arrival; reason: string }

/** What becomes of all customers of an import. */
export type CustomerPlan = {
  /** One for each record, in their order. */
  records: Planned[]
  /** Everybody new or changed, as they are going to be. */
  people: Person[]
  /** Everybody, as they are going to be. */
  everybody: Map<number, Person>
  /** What identifies a record, and who it is. */
  keys: { source: string; key: string; person: number }[]
}

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

/** The names that nearly the same names have in common: with one letter left out, and with the words in another order. */
function nearKeys(name: string): string[] {
  const words = wordsIn(name)
  const folded = words.join('')
  if (folded.length < 5 || folded.length > 60) return []
  const sorted = words.length < 2 ? [] : [`words ${words.toSorted().join(' ')}`]
  return [folded, ...sorted, ...[...folded].map((_, i) => folded.slice(0, i) + folded.slice(i + 1))]
}

/** `Shop 12` is not a typing mistake for `Shop 13`. */
const digitsOf = (name: string): string => name.replace(/\D/g, '')

function collect<K>(map: Map<K, Set<number>>, key: K, id: number): void {
  const ids = map.get(key)
  if (ids) ids.add(id)
  else map.set(key, new Set([id]))
}

/** People by all the keys of their names. It is large, and made only where a name is not found. */
function nearIndex(people: Person[]): Map<string, Set<number>> {
  const index = new Map<string, Set<number>>()
  for (const { id, name, aliases } of people) {
    for (const key of [name, ...aliases].flatMap(nearKeys)) collect(index, key, id)
  }
  return index
}

/** Everybody as they are going to be, and the ways in which they are found. */
class People {
  readonly everybody = new Map<number, Person>()
  readonly changed = new Set<number>()
  readonly #names = new Map<string, number>()
  readonly #emails = new Map<string, Set<number>>()
  readonly #phones = new Map<string, Set<number>>()
  readonly #booked: Person[]
  #near: Map<string, Set<number>> | undefined
  #added = 0

  constructor(people: Person[]) {
    this.#booked = people
    for (const person of people) {
      this.everybody.set(person.id, person)
      for (const name of [person.name, ...person.aliases]) {
        this.#names.set(foldName(name), person.id)
      }
      if (person.email !== null) collect(this.#emails, foldEmail(person.email), person.id)
      if (person.phoneKey !== null) collect(this.#phones, person.phoneKey, person.id)
    }
  }

  named(name: string): Person | undefined {
    const id = this.#names.get(foldName(name))
    return id === undefined ? undefined : this.everybody.get(id)
  }

  /** Those of the book who may be meant, the likeliest first. */
  like({ name, email, phoneKey }: Arrival): Candidate[] {
    const found: Candidate[] = []
    const add = (ids: Iterable<number> | undefined, why: string) => {
      for (const id of ids ?? []) {
        const person = this.everybody.get(id)
        if (person && !found.some((each) => each.id === id)) found.push({ id, name: person.name, why })
      }
    }
    if (email !== null) add(this.#emails.get(foldEmail(email)), 'the same e-mail')
    if (phoneKey !== null) add(this.#phones.get(phoneKey), 'the same phone')
    this.#near ??= nearIndex(this.#booked)
    for (const key of nearKeys(name)) {
      const near = [...(this.#near.get(key) ?? [])]
      add(
        near.filter((id) => digitsOf(this.everybody.get(id)?.name ?? '') === digitsOf(name)),
        'nearly the same name',
      )
    }
    return found
  }

  add(person: Omit<Person, 'id'>): Person {
    this.#added += 1
    const added = { ...person, id: -this.#added }
    this.everybody.set(added.id, added)
    this.#names.set(foldName(added.name), added.id)
    this.changed.add(added.id)
    return added
  }

  /** Puts a person who has changed in the place of the one before. */
  replace(person: Person): void {
    this.everybody.set(person.id, person)
    this.changed.add(person.id)
    for (const name of [person.name, ...person.aliases]) this.#names.set(foldName(name), person.id)
  }
}

/** How many records of the file want a name. A name that several want is nobody's alias. */
function wantedNames(arrivals: Arrival[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { name, aliases, also } of arrivals) {
    const names = [name, ...aliases, ...(also ? [also.name] : [])]
    for (const key of new Set(names.map(foldName))) wanted.set(key, (wanted.get(key) ?? 0) + 1)
  }
  return wanted
}

/** Whether both say something, and not the same. */
const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

const folded = (email: string | null): string | null => (email === null ? null : foldEmail(email))

/** Whether nothing that is known of two of one name speaks against their being one. */
function mayBeOne(person: Person, { email, phone, phoneKey }: Arrival): boolean {
  const noted = (text: string | null) => text !== null && person.note?.includes(text) === true
  const emailDiffers = differ(folded(person.email), folded(email)) && !noted(email)
  const phoneDiffers = differ(person.phoneKey, phoneKey) && !noted(phone)
  const agrees =
    (email !== null && folded(person.email) === folded(email)) || (phoneKey !== null && person.phoneKey === phoneKey)
  return agrees || !(emailDiffers || phoneDiffers)
}

/** The name of a record; then with what tells it from the same name of somebody else. */
function* namesFor({ name, email, phone }: Arrival): Generator<string> {
  yield name
  const short = [...name].slice(0, 100).join('')
  for (const mark of [email, phone]) if (mark !== null && mark.length < 90) yield `${short} (${mark})`
  for (let n = 2; ; n += 1) yield `${short} (${n})`
}

class Planner {
  readonly #people: People
  readonly #wanted: Map<string, number>
  readonly #book: BookToday
  readonly #keys: CustomerPlan['keys'] = []
  /** Whom a record is by its key, those of this import included. */
  readonly #keyed: Map<string, number>

  constructor(arrivals: Arrival[], book: BookToday) {
    this.#people = new People(book.people)
    this.#wanted = wantedNames(arrivals)
    this.#book = book
    this.#keyed = new Map(book.keys)
  }

  plan(arrivals: Arrival[], answers: Map<Arrival, Answer>): CustomerPlan {
    const records = arrivals.map((arrival) => this.#checked(arrival, answers.get(arrival)))
    const { everybody, changed } = this.#people
    // Where nothing else is to be written, what is known of the records need not be either.
    if (changed.size === 0 && this.#keys.every(({ source }) => source === contents)) this.#keys.length = 0
    return { records, people: [...everybody.values()].filter(({ id }) => changed.has(id)), everybody, keys: this.#keys }
  }

  #checked(arrival: Arrival, answer: Answer | undefined): Planned {
    const { since } = arrival
    const reason = since && reasonFor(() => notAfterToday(since, this.#book.today, 'The day they came'))
    return reason ? { pile: 'bad', arrival, reason } : this.#record(arrival, answer)
  }

  #record(arrival: Arrival, answer: Answer | undefined): Planned {
    const { everybody } = this.#people
    const before = this.#keyed.get(keyName(contents, contentsOf(arrival)))
    if (before !== undefined && everybody.has(before)) {
      return { pile: 'same', arrival, person: before, what: [] }
    }
    const keyed = arrival.key === null ? undefined : this.#keyed.get(keyName(arrival.source, arrival.key))
    const known = keyed === undefined ? undefined : everybody.get(keyed)
    if (known) return this.#known(arrival, known, this.#filledIn(known, arrival))
    const numbered = arrival.id === null ? undefined : everybody.get(arrival.id)
    if (numbered && foldName(numbered.name) === foldName(arrival.name)) {
      return this.#known(arrival, numbered, this.#asTheFileSays(numbered, arrival))
    }
    const namesake = this.#namesake(arrival)
    if (namesake) return this.#known(arrival, namesake, this.#filledIn(namesake, arrival))
    const named = this.#people.named(arrival.name)
    const candidates = named
      ? [{ id: named.id, name: named.name, why: 'the same name, but not the same e-mail or phone' }]
      : this.#people.like(arrival)
    if (candidates.length === 0 || answer === 'new') return this.#new(arrival)
    if (answer === 'skip') return { pile: 'leftOut', arrival }
    const same = answer && everybody.get(answer.same)
    return same ? this.#known(arrival, same, this.#filledIn(same, arrival)) : { pile: 'doubtful', arrival, candidates }
  }

  #known(arrival: Arrival, before: Person, after: Person): Planned {
    const what = differences(before, after)
    if (what.length > 0) this.#people.replace(after)
    this.#remember(arrival, before.id)
    return { pile: what.length > 0 ? 'changed' : 'same', arrival, person: before.id, what }
  }

  #new(arrival: Arrival): Planned {
    const name = this.#freeName(arrival)
    const added = this.#people.add({
      name,
      aliases: [],
      email: arrival.email,
      phone: arrival.phone,
      phoneKey: arrival.phoneKey,
      note: arrival.note,
      tags: arrival.tags,
      since: arrival.since ?? this.#book.since,
      visitEvery: arrival.visitEvery,
      snoozedUntil: arrival.snoozedUntil,
      archivedOn: arrival.archivedOn,
      archivedWhy: arrival.archivedWhy,
      kind: arrival.kind,
      dates: arrival.dates,
    })
    this.#people.replace(this.#withNames(added, arrival, []))
    this.#remember(arrival, added.id)
    return { pile: 'new', arrival, person: added.id, what: [] }
  }

  #remember(arrival: Arrival, person: number): void {
    const own = arrival.key === null ? [] : [{ source: arrival.source, key: arrival.key }]
    for (const { source, key } of [...own, { source: contents, key: contentsOf(arrival) }]) {
      if (this.#keyed.has(keyName(source, key))) continue
      this.#keyed.set(keyName(source, key), person)
      this.#keys.push({ source, key, person })
    }
  }

  /** The name, with what tells it from the same name of somebody else. */
  #freeName(arrival: Arrival): string {
    for (const name of namesFor(arrival)) if (!this.#people.named(name)) return name
    return arrival.name
  }

  /** Who has the name, or the name with what tells it from others, and may be the one of the record. */
  #namesake(arrival: Arrival): Person | undefined {
    for (const name of namesFor(arrival)) {
      const person = this.#people.named(name)
      if (person && mayBeOne(person, arrival)) return person
      if (!person && / \(\d+\)$/.test(name)) return undefined
    }
    return undefined
  }

  /** A person with what the file says and the book does not. Nothing that the book says is lost. */
  #filledIn(person: Person, arrival: Arrival): Person {
    const lines: string[] = []
    if (differ(folded(person.email), folded(arrival.email))) lines.push(`E-mail: ${arrival.email}`)
    if (differ(person.phoneKey, arrival.phoneKey)) lines.push(`Phone: ${arrival.phone}`)
    if (person.note !== null) lines.push(...(arrival.note ?? '').split('\n').filter((line) => line.trim() !== ''))
    const filled: Person = {
      ...person,
      email: person.email ?? arrival.email,
      phone: person.phone ?? arrival.phone,
      phoneKey: person.phone === null ? arrival.phoneKey : person.phoneKey,
      note: person.note ?? arrival.note,
      visitEvery: person.visitEvery ?? arrival.visitEvery,
      tags: [...new Set([...person.tags, ...arrival.tags])].sort(),
      dates: [...person.dates, ...arrival.dates.filter((date) => !hasDate(person, date))],
    }
    return this.#withNames(filled, arrival, lines)
  }

  /** A person as our own export says, which may have been edited since; what it leaves empty stays. */
  #asTheFileSays(person: Person, arrival: Arrival): Person {
    const said: Person = {
      ...person,
      name: arrival.name,
      email: arrival.email ?? person.email,
      phone: arrival.phone ?? person.phone,
      phoneKey: arrival.phone === null ? person.phoneKey : arrival.phoneKey,
      note: arrival.note ?? person.note,
      since: arrival.since ?? person.since,
      visitEvery: arrival.visitEvery ?? person.visitEvery,
      snoozedUntil: arrival.snoozedUntil ?? person.snoozedUntil,
      archivedOn: arrival.archivedOn ?? person.archivedOn,
      archivedWhy: arrival.archivedWhy ?? person.archivedWhy,
      tags: arrival.tags.length > 0 ? arrival.tags : person.tags,
      dates: [...person.dates.filter((date) => !hasDate(arrival, date)), ...arrival.dates],
    }
    return this.#withNames(said, arrival, [])
  }

  /** With the name of the record and its other names, where they are free; other names that are not go into the note. */
  #withNames(person: Person, arrival: Arrival, lines: string[]): Person {
    const aliases = [...person.aliases]
    const noted = [...lines]
    const isNew = (name: string) => ![person.name, ...aliases].some((each) => foldName(each) === foldName(name))
    const isFree = (name: string) => this.#people.named(name) === undefined
    if (isNew(arrival.name) && isFree(arrival.name)) aliases.push(arrival.name)
    const others = arrival.aliases.map((name) => ({ label: 'Also called', name }))
    for (const { label, name } of [...others, ...(arrival.also ? [arrival.also] : [])].filter((each) =>
      isNew(each.name),
    )) {
      if (isFree(name) && (this.#wanted.get(foldName(name)) ?? 0) < 2) aliases.push(checkName('alias', name))
      else noted.push(`${label}: ${name}`)
    }
    const missing = noted.filter((line) => !(person.note ?? '').split('\n').includes(line))
    const note = [...(person.note === null ? [] : [person.note]), ...missing].join('\n')
    return { ...person, aliases, note: note === '' ? null : checkNote('note', note) }
  }
}

const hasDate = ({ dates }: Pick<Person, 'dates'>, { label }: ImportedDate): boolean =>
  dates.some((date) => date.label === label)

const fields = [
  'name',
  'aliases',
  'email',
  'phone',
  'note',
  'tags',
  'since',
  'visitEvery',
  'snoozedUntil',
  'archivedOn',
  'archivedWhy',
  'dates',
] as const

/** The fields in which a person has changed. */
const differences = (before: Person, after: Person): string[] =>
  fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

/**
 * What an import does with each customer of its files: records and today's book in, plan out.
 *
 * A record that an earlier import brought in just these words is done with. Else it is somebody of the book by its key;
 * by its number and name, in our own export; or by its exact name, if no e-mail address and phone number speak against
 * it (docs/scoring.md, "What an import does"). It then fills in what the book does not know. Somebody else of the same
 * e-mail, phone or nearly the same name makes it doubtful, until there is an answer.
 * @param answers for the records that were doubtful
 */
export const planCustomers = (
  arrivals: Arrival[],
  book: BookToday,
  answers: Map<Arrival, Answer> = new Map(),
): CustomerPlan => new Planner(arrivals, book).plan(arrivals, answers)

/**
 * The days until which new customers are snoozed, so that their first visits are spread evenly over the cadence, from
 * tomorrow or the day on which their visit would be due.
 * @param every each one's cadence, the shop's own filled in; `never` is left out
 */
export function spreadVisits(people: { id: number; since: Day; every: Cadence }[], today: Day): Map<number, Day> {
  const visited = people.filter((each): each is typeof each & { every: number } => each.every !== 'never')
  return new Map(
    visited.map(({ id, since, every }, i) => {
      const due = addDays(since, every)
      const tomorrow = addDays(today, 1)
      return [id, addDays(due > tomorrow ? due : tomorrow, Math.floor((i * every) / visited.length))]
    }),
  )
}
