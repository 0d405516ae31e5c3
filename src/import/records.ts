import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { BegunBy, Tone } from '#domain/touches/vocabulary.ts'

/** A day of the year that is kept of somebody; `year` is null where it is not known. */
export type ImportedDate = { label: string; monthDay: string; year: number | null }

/** A customer as a file has it, with every text as a book can hold it; null stands for a detail that the file lacks. */
export type ImportedCustomer = Omit<Customer, 'id' | 'since' | 'firstDay' | 'snoozedOn'> & {
  /** Its line in the file, for a person who looks there. */
  line: number
  /** The text that identifies it in files of this kind, such as the UID of a vCard. */
  key: string | null
  /** Its number in the book that the file was exported from. */
  id: number | null
  aliases: string[]
  /** The person of a company: another name for it, where nobody else has it. */
  contact: string | null
  /** The hash of the lines of its card (`SettledCards`); null in any other file. */
  imprint: string | null
  /** ISO 3166 code of the country whose numbers are written without a country code here. */
  country: string | null
  tags: string[]
  since: Day | null
  dates: ImportedDate[]
}

/**
 * A customer of a file, as an import takes them on: with the phone number in the form in which numbers are compared, and
 * the source of the keys of that file.
 */
export type Arrival = ImportedCustomer & { phoneKey: string | null; source: string }

/** The people in a meeting, as a calendar has them. */
export type Meeting = {
  /** The addresses and the names of the people who took part. */
  emails: string[]
  names: string[]
  /** Texts in which names may stand: the title and the place. */
  titles: string[]
  /** Everybody who was invited and said that they would not come. */
  declined: { emails: string[]; names: string[] }
  /** Its start, `09:30`; null where it has no time of the day. */
  at: string | null
  /** True where the calendar says that it was not certain, that its owner was away, or that somebody had a birthday. */
  isTentative: boolean
}

/** The sender of a message, the address to answer to where that is somebody else, and the receivers; `isSent` is true in a mailbox that sent it. Addresses are in lower case. */
export type Post = { from: string; replyTo: string | null; to: string[]; isSent: boolean }

/**
 * The customer of a row that is an appointment with them as well; `whyNot` is the reason why it did not take place, and `isLast` is true
 * where the row says only that it was the last one.
 */
export type OfRow = { row: number; at: string | null; whyNot: string | null; isLast: boolean }

/** The names and the number of somebody with whom one telephoned, and the time of the day. */
export type Call = { callers: string[]; at: string | null }

/**
 * The customers of a touch: by their key in an earlier import, or by name; by the people in a meeting; or by the addresses of
 * a message; or as the customer of its row.
 */
export type Whom = { called: string } | Call | Meeting | { post: Post } | OfRow

/** A touch as a file has it; null values are filled in from the vocabulary. */
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
  /** The teammate who had it. */
  by: string | null
  /** Its place among the touches of its day, where the file tells. */
  at: number | null
  /** True when it may still wait for an answer, while it is young. */
  mayWait: boolean
}

/** An appointment or an order, and the customer of its row. */
export type Met = { touch: ImportedTouch; customer: ImportedCustomer }

/** A record that cannot be imported, with the text of it. */
export type Bad = { line: number; reason: string; text: string }

/**
 * A customer of whom only the name is known so far. Readers set what else a file says: a copy with other values would be, to V8, an
 * object of a kind of its own.
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

/** A touch of which only the day and the customer are known so far. */
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

/** The kind of the records of a file. */
export type What = 'customers' | 'touches'

/** The contents of a file, or of a part of it; each record is in one of the lists. */
export type Records = {
  customers: ImportedCustomer[]
  touches: ImportedTouch[]
  bad: Bad[]
  /** The number of records that are none of ours, such as a cancelled meeting, for each reason. */
  leftOut: Map<string, number>
  /** The parts of records that are not read, by their names in the file. */
  unread: Set<string>
}

/** A file in which nothing has been found yet. */
export const noRecords = (): Records => ({ customers: [], touches: [], bad: [], leftOut: new Map(), unread: new Set() })

/** The reason why a record of nobody is left out. */
export const withoutName = 'without a name, an e-mail address or a phone number'

export function countMore<Reason>(counts: Map<Reason, number>, reason: Reason, more = 1): void {
  counts.set(reason, (counts.get(reason) ?? 0) + more)
}
