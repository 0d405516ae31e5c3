import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { BegunBy, Tone } from '#domain/touches/vocabulary.ts'
import type { Series } from '#formats/calendar/occurrence.ts'

/** `year` is null where it is not known. */
export type ImportedDate = { label: string; monthDay: string; year: number | null }

/** Every text is as a book can hold it; null stands for a detail that the file lacks. */
export type ImportedCustomer = Omit<Customer, 'id' | 'since' | 'firstDay' | 'snoozedOn'> & {
  /** A person looks there in the file. */
  line: number
  /** The text identifies it in files of this kind, such as the UID of a vCard. */
  key: string | null
  /** The file was exported from a book in which it has this number. */
  id: number | null
  aliases: string[]
  /** The person of a company is another name for it, where nobody else has it. */
  contact: string | null
  /** `SettledCards` makes the hash of the lines of its card; null in any other file. */
  imprint: string | null
  /** ISO 3166: numbers of this country are written without a country code here. */
  country: string | null
  tags: string[]
  since: Day | null
  dates: ImportedDate[]
}

/**
 * An import takes a customer on with the phone number in the form in which numbers are compared, and the source of the keys of
 * the file.
 */
export type Arrival = ImportedCustomer & { phoneKey: string | null; source: string }

/** A calendar has the people in a meeting so. */
export type Meeting = {
  emails: string[]
  names: string[]
  /** Names may stand in the title and the place. */
  titles: string[]
  /** They were invited, and said that they would not come. */
  declined: { emails: string[]; names: string[] }
  /** Its start is such as `09:30`; null where it has no time of the day. */
  at: string | null
  /** The calendar says that it was not certain, that its owner was away, or that somebody had a birthday. */
  isTentative: boolean
  /** Null for one that does not recur, or whose series is not in the file as a whole. */
  series: Series | null
}

/**
 * `replyTo` is the address to answer to, where that is not the sender's; `isSent` is true in a mailbox that sent it. Addresses
 * are in lower case.
 */
export type Post = { from: string; replyTo: string | null; to: string[]; isSent: boolean }

/**
 * The row is an appointment with the customer as well; `whyNot` is the reason why it did not take place, and `isLast` is true
 * where the row says only that it was the last one.
 */
export type OfRow = { row: number; at: string | null; whyNot: string | null; isLast: boolean }

/** The time of the day is null where the file has none. */
export type Call = { callers: string[]; at: string | null }

/**
 * A touch has its customers by their key in an earlier import, or by name; by the people in a meeting; by the addresses of a
 * message; or as the customer of its row.
 */
export type Whom = { called: string } | Call | Meeting | { post: Post } | OfRow

/** Null values are filled in from the vocabulary. */
export type ImportedTouch = {
  line: number
  key: string | null
  id: number | null
  whom: Whom
  on: Day
  channel: string | null
  purpose: string | null
  tone: Tone | null
  begunBy: BegunBy | null
  minutes: number | null
  note: string | null
  by: string | null
  /** Touches of one day have places, where the file tells. */
  at: number | null
  /** It may still wait for an answer, while it is young. */
  mayWait: boolean
}

/** The touch is an appointment or an order. */
export type Met = { touch: ImportedTouch; customer: ImportedCustomer }

export type Bad = { line: number; reason: string; text: string }

/**
 * Only the name is known so far. Readers set what else a file says: a copy with other values would be, to V8, an object of a kind of
 * its own.
 */
export const namedOnly = (line: number, name: string): ImportedCustomer => ({
  line,
  key: null,
  id: null,
  name,
  aliases: [],
  contact: null,
  email: null,
  phone: null,
  company: null,
  address: null,
  country: null,
  imprint: null,
  note: null,
  tags: [],
  since: null,
  visitEvery: null,
  goal: null,
  snoozedUntil: null,
  archivedOn: null,
  archivedWhy: null,
  kind: 'customer',
  dates: [],
})

/** Only the day and the customer are known so far. */
export const plainTouch = (line: number, whom: Whom, on: Day): ImportedTouch => ({
  line,
  key: null,
  id: null,
  whom,
  on,
  channel: null,
  purpose: null,
  tone: null,
  begunBy: null,
  minutes: null,
  note: null,
  by: null,
  at: null,
  mayWait: false,
})

export type What = 'customers' | 'touches'

/** Each record is in one of the lists. */
export type Records = {
  customers: ImportedCustomer[]
  touches: ImportedTouch[]
  bad: Bad[]
  /** Numbers of records that are none of ours, such as a cancelled meeting, are by the reason. */
  leftOut: Map<string, number>
  /** Parts of records that are not read have these names in the file. */
  unread: Set<string>
}

export const noRecords = (): Records => ({ customers: [], touches: [], bad: [], leftOut: new Map(), unread: new Set() })

export const withoutName = 'without a name, an e-mail address or a phone number'

export function countMore<Reason>(counts: Map<Reason, number>, reason: Reason, more = 1): void {
  counts.set(reason, (counts.get(reason) ?? 0) + more)
}
