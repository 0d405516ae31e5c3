import { foldEmail, foldName, wordsIn } from '#domain/customers/name.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { once } from '#domain/remembered.ts'
import { reasonFor } from '#errors.ts'
import type { RetoldKey } from '#tables/import-keys.ts'
import { type Arrival, countMore } from '../records.ts'
import { asBooked, asTheFileSays, changedFields, type FreeNames, filledIn, withNames } from './changes.ts'
import { type KnownRecords, type Names, type RecordKey, RecordKeys } from './keys.ts'
import { type Candidate, type KnownCustomer, KnownCustomers, reusedRecord, sameRecord } from './matching.ts'
import { retold, type Said, saidFrom } from './said.ts'

/** Customers are those before an import. */
export type BookToday = KnownRecords & {
  customers: KnownCustomer[]
  today: Day
  /** Somebody new is a customer since that day, where the file does not say. */
  since: Day
}

/** A doubtful record is that customer, somebody new, or left out. */
export type Answer = { same: number } | 'new' | 'skip'

export type Settled = { pile: 'new' | 'changed' | 'same'; arrival: Arrival; customerId: number; what: string[] }
/** The record may be a customer who is there already. */
export type Doubtful = { pile: 'doubtful'; arrival: Arrival; candidates: Candidate[] }

export const isDoubtful = (record: Planned): record is Doubtful => record.pile === 'doubtful'

/** Each record is in exactly one pile. */
export type Planned =
  | Settled
  | Doubtful
  | { pile: 'leftOut'; arrival: Arrival }
  | { pile: 'bad'; arrival: Arrival; reason: string }

export type CustomerPlan = {
  /** Decisions are in the order of their records. */
  records: Planned[]
  /** Customers are as they are going to be: the changed ones come before the new ones. */
  changed: KnownCustomer[]
  /** Customers are as they are going to be. */
  byId: Map<number, KnownCustomer>
  keys: RecordKey[]
  /** The book knows these records, and not their new words. */
  retoldKeys: RetoldKey[]
}

/** Several records want these names. */
function wantedTwice(all: Names[]): Set<string> {
  const wanted = new Set<string>()
  const twice = new Set<string>()
  for (const { name, aliases, contact } of all) {
    const names = [name, ...aliases, ...(contact === null ? [] : [contact])]
    for (const key of new Set(names.map(foldName))) (wanted.has(key) ? twice : wanted).add(key)
  }
  return twice
}

function timesNamed(all: Names[]): Map<string, number> {
  const named = new Map<string, number>()
  for (const { name } of all) countMore(named, foldName(name))
  return named
}

/** The progress is told again after so many records. */
const page = 500

/** Two answers: the e-mail address, and the phone number, is as it was; null for one that is not there, or was not. */
const reachKept = ({ email, phone }: Arrival, said: Said): (boolean | null)[] => [
  email === null || said.email === null ? null : foldEmail(email) === foldEmail(said.email),
  phone === null || said.phone === null ? null : phone === said.phone,
]

const isSomebodyElse = (arrival: Arrival, said: Said): boolean =>
  reachKept(arrival, said).every((isKept) => isKept === false)

/** The name has no word of the last time, and nothing of the reach is as it was. */
function isReused(arrival: Arrival, said: Said): boolean {
  const words = wordsIn(said.name)
  const isReached = [arrival, said].every(({ email, phone }) => (email ?? phone) !== null)
  return (
    isReached && !reachKept(arrival, said).includes(true) && !wordsIn(arrival.name).some((each) => words.includes(each))
  )
}

/** A customer whom one record adds is there for the next. */
class Planner {
  readonly #customers: KnownCustomers
  readonly #keys: RecordKeys
  readonly #names: FreeNames
  readonly #answers: Map<Arrival, Answer>
  readonly #today: Day
  readonly #since: Day

  constructor(arrivals: Arrival[], book: BookToday, answers: Map<Arrival, Answer>) {
    const { customers, settled, today, since } = book
    this.#customers = new KnownCustomers(customers)
    const all = () => [...settled.values(), ...arrivals]
    const named = once(() => timesNamed(all()))
    const contested = once(() => wantedTwice(all()))
    this.#keys = new RecordKeys(book, (name) => named().get(foldName(name)) === 1)
    this.#names = {
      isFree: (name) => this.#customers.named(name) === undefined,
      isWantedTwice: (name) => contested().has(foldName(name)),
    }
    this.#answers = answers
    this.#today = today
    this.#since = since
  }

  *plan(arrivals: Arrival[]): Generator<number, CustomerPlan> {
    const records: Planned[] = []
    for (const arrival of arrivals) {
      if (records.length % page === 0) yield records.length
      records.push(this.#checked(arrival))
    }
    const { byId, changed } = this.#customers
    const { retold: retoldKeys } = this.#keys
    return { records, changed, byId, keys: this.#keys.toWrite(changed.length === 0), retoldKeys }
  }

  #checked(arrival: Arrival): Planned {
    const { since } = arrival
    const reason = since && reasonFor(() => notAfterToday(since, this.#today, 'The day they came'))
    if (reason) return { pile: 'bad', arrival, reason }
    return this.#again(arrival) ?? this.#recordAnew(arrival)
  }

  /** The words of the last time are kept; undefined for any other record. */
  #again(arrival: Arrival): Planned | undefined {
    const before = this.#keys.before(arrival)
    const customer = this.#customer(before?.customerId)
    if (!before || !customer) return undefined
    if (before.otherWords === null) return { pile: 'same', arrival, customerId: customer.id, what: [] }
    const said = saidFrom(before.otherWords)
    if (!said) return undefined
    // Without a key, somebody else may have the name by now.
    if (arrival.key === null && isSomebodyElse(arrival, said)) return undefined
    if (arrival.key !== null && isReused(arrival, said)) return this.#recordAnew(arrival, customer)
    return this.#retell(arrival, customer, said)
  }

  /** A detail that has changed in the book as well is asked about. */
  #retell(arrival: Arrival, before: KnownCustomer, said: Said): Planned {
    const { customer, conflicts } = retold(before, arrival, said, this.#names)
    if (conflicts.length === 0) return this.#change(arrival, before, customer)
    const answer = this.#answers.get(arrival)
    if (answer === 'skip') return { pile: 'leftOut', arrival }
    if (answer !== undefined) return this.#change(arrival, before, filledIn(customer, arrival, this.#names))
    const why = `${sameRecord}, changed in both (${conflicts.join('; ')}),`
    return { pile: 'doubtful', arrival, candidates: [{ id: before.id, name: before.name, why }] }
  }

  /** @param former the customer whose key the record has, where it may be somebody else's by now */
  #recordAnew(arrival: Arrival, former?: KnownCustomer): Planned {
    const before = this.#customer(this.#keys.sayingTheSame(arrival))
    if (before) return { pile: 'same', arrival, customerId: before.id, what: [] }
    const known = this.#customer(this.#keys.ofKey(arrival))
    if (known && !former) return this.#fill(arrival, known)
    const numbered = this.#customer(arrival.id ?? undefined)
    if (numbered && foldName(numbered.name) === foldName(asBooked(numbered.name, arrival.name) ?? '')) {
      return this.#change(arrival, numbered, asTheFileSays(numbered, arrival, this.#names))
    }
    const namesake = this.#customers.namesakeOf(arrival)
    if (namesake) return this.#fill(arrival, namesake)
    if (!former) return this.#unknown(arrival)
    return this.#asAnswered(arrival, [{ id: former.id, name: former.name, why: reusedRecord }])
  }

  /** The record has no sure match. */
  #unknown(arrival: Arrival): Planned {
    const named = this.#customers.named(arrival.name)
    const candidates = named
      ? [{ id: named.id, name: named.name, why: 'the same name, but not the same e-mail or phone' }]
      : this.#customers.like(arrival)
    return this.#asAnswered(arrival, candidates)
  }

  #asAnswered(arrival: Arrival, candidates: Candidate[]): Planned {
    const answer = this.#answers.get(arrival)
    if (candidates.length === 0 || answer === 'new') return this.#add(arrival)
    if (answer === 'skip') return { pile: 'leftOut', arrival }
    const same = this.#customer(answer?.same)
    return same ? this.#fill(arrival, same) : { pile: 'doubtful', arrival, candidates }
  }

  #customer(id: number | undefined): KnownCustomer | undefined {
    return id === undefined ? undefined : this.#customers.byId.get(id)
  }

  #fill(arrival: Arrival, customer: KnownCustomer): Planned {
    return this.#change(arrival, customer, filledIn(customer, arrival, this.#names))
  }

  #change(arrival: Arrival, before: KnownCustomer, after: KnownCustomer): Planned {
    const what = changedFields(before, after)
    if (what.length > 0) this.#customers.replace(after)
    this.#keys.add(arrival, before.id)
    return { pile: what.length > 0 ? 'changed' : 'same', arrival, customerId: before.id, what }
  }

  #add(arrival: Arrival): Planned {
    const { email, phone, phoneKey, company, address, note, visitEvery, goal, kind, tags, dates } = arrival
    const { snoozedUntil, archivedWhy } = arrival
    // Nothing stays behind of what the file alone has.
    const added = {
      id: this.#customers.newId(),
      name: this.#customers.freeNameFor(arrival),
      aliases: [],
      email,
      phone,
      phoneKey,
      company,
      address,
      note,
      visitEvery,
      goal,
      since: arrival.since ?? this.#since,
      firstDay: null,
      snoozedOn: null,
      snoozedUntil,
      archivedOn: arrival.archivedOn ?? (archivedWhy === null ? null : this.#today),
      archivedWhy,
      kind,
      tags,
      dates,
    }
    this.#customers.replace(added)
    const named = withNames(added, arrival, this.#names)
    if (named !== added) this.#customers.replace(named)
    this.#keys.add(arrival, added.id)
    return { pile: 'new', arrival, customerId: added.id, what: [] }
  }
}

/**
 * The decisions of an import on each customer of its files: records and today's book in, plan out.
 *
 * A record that an earlier import brought in just these words is done with. Else it is somebody of the book by its key;
 * by its number and name, in our own export; or by its exact name, if no e-mail address and phone number speak against
 * it (docs/scoring.md, "What an import does"). It then fills in the details that the book lacks. Somebody else with an equal
 * e-mail or phone, or nearly the same name, makes it doubtful, until there is an answer.
 * @param answers for the records that were doubtful
 * @returns the plan; on the way, the number of records decided so far
 */
export const planningCustomers = (
  arrivals: Arrival[],
  book: BookToday,
  answers: Map<Arrival, Answer> = new Map(),
): Generator<number, CustomerPlan> => new Planner(arrivals, book, answers).plan(arrivals)
