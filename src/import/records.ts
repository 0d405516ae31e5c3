import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { BegunBy, Tone } from '#domain/touches/vocabulary.ts'

/** A day of the year that is kept of somebody; `year` is null where it is not known. */
export type ImportedDate = { label: string; monthDay: string; year: number | null }

/** A customer as a file has it, with every text as a book can hold it. What the file does not say is null. */
export type ImportedCustomer = Omit<Customer, 'id' | 'since' | 'goal' | 'firstDay' | 'snoozedOn'> & {
  /** Where in the file it is, for a person who looks there. */
  line: number
  /** What identifies it in files of this kind, such as the UID of a vCard. */
  key: string | null
  /** Its number in the book that the file was exported from. */
  id: number | null
  aliases: string[]
  /** The person of a company: another name for it, where nobody else has it. */
  contact: string | null
  /** ISO 3166 code of the country whose numbers are written without a country code here. */
  country: string | null
  tags: string[]
  since: Day | null
  dates: ImportedDate[]
}

/**
 * A customer of a file, as an import takes them on: with the phone number in the form in which numbers are compared, and
 * how the keys of that file are called.
 */
export type Arrival = ImportedCustomer & { phoneKey: string | null; source: string }

/** Who was in a meeting, as a calendar says it. */
export type Meeting = {
  /** The addresses and the names of those who took part. */
  emails: string[]
  names: string[]
  /** Texts in which names may stand: what it was about, and where. */
  titles: string[]
  /** Everybody who was invited and said that they would not come. */
  declined: { emails: string[]; names: string[] }
  /** When it began, `09:30`; null where it has no time of the day. */
  at: string | null
}

/** From and to whom a message went; `isSent`, where the mailbox that it is in has sent it. Addresses are in lower case. */
export type Post = { from: string; to: string[]; isSent: boolean }

/**
 * Whom a touch was with: by what identifies a customer in an earlier import, or by name; by what a calendar says; or by whom
 * a message is from.
 */
export type Whom = { called: string } | Meeting | { post: Post }

/** A touch as a file has it; what is null is filled in from the vocabulary. */
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
  /** Whether it may still wait for an answer, while it is young. */
  mayWait: boolean
}

/** A record that cannot be imported, with the text of it. */
export type Bad = { line: number; reason: string; text: string }

/** A customer of whom only the name is known so far. */
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
  note: null,
  tags: [],
  since: null,
  visitEvery: null,
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

/** What the records of a file are. */
export type What = 'customers' | 'touches'

/** What is in a file, or in a part of it; each record is in one of the lists. */
export type Records = {
  customers: ImportedCustomer[]
  touches: ImportedTouch[]
  bad: Bad[]
  /** Records that are none of ours, such as a cancelled meeting, counted by why they are left out. */
  leftOut: Map<string, number>
  /** What records hold that is not read, by its name in the file. */
  unread: Set<string>
}

/** A file in which nothing has been found yet. */
export const noRecords = (): Records => ({ customers: [], touches: [], bad: [], leftOut: new Map(), unread: new Set() })

/** Why a record of nobody is left out. */
export const withoutName = 'without a name, an e-mail address or a phone number'

/** Counts more records for a reason. */
export function countMore<Reason>(counts: Map<Reason, number>, reason: Reason, more = 1): void {
  counts.set(reason, (counts.get(reason) ?? 0) + more)
}
