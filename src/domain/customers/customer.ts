import type { Cadence } from '../days/cadence.ts'
import type { Day } from '../days/day.ts'
import { foldName } from './name.ts'

/** Customers and teammates are kept in one table, and looked after alike. */
export type Kind = 'customer' | 'teammate'

/** Positive touches wanted to each negative one. */
export type Goal = number | 'none'

/** Somebody you look after. `visitEvery` is null where the shop's setting holds. */
export type Customer = {
  id: number
  name: string
  email: string | null
  phone: string | null
  /** The customer’s own name where the customer is a company. */
  company: string | null
  /** One line. */
  address: string | null
  note: string | null
  visitEvery: Cadence | null
  since: Day
  /** Null where the shop's setting holds; `none` where no ratio is wanted of them. */
  goal: Goal | null
  /** The earliest day for the first care visit, where none was noted: the book knows nothing of the time before it. */
  firstDay: Day | null
  /** Null where the day is not known. */
  snoozedOn: Day | null
  snoozedUntil: Day | null
  archivedOn: Day | null
  archivedWhy: string | null
  kind: Kind
}

/** All details of a customer that somebody can say, and the form in which their phone number is compared. */
export type CustomerDetails = Omit<Customer, 'id'> & { aliases: string[]; tags: string[]; phoneKey: string | null }

type Contact = Pick<CustomerDetails, 'email' | 'phone' | 'phoneKey' | 'company' | 'address' | 'visitEvery' | 'goal'>

/** The second says the details that the first does not. */
export const completed = (first: Contact, second: Contact): Contact => ({
  email: first.email ?? second.email,
  phone: first.phone ?? second.phone,
  phoneKey: first.phone === null ? second.phoneKey : first.phoneKey,
  company: first.company ?? second.company,
  address: first.address ?? second.address,
  visitEvery: first.visitEvery ?? second.visitEvery,
  goal: first.goal ?? second.goal,
})

/** Null also where the customer is that company. */
export const companyApart = ({ name, company }: Pick<Customer, 'name' | 'company'>): string | null =>
  company === null || foldName(company) === foldName(name) ? null : company

export const isArchived = ({ archivedOn }: Pick<Customer, 'archivedOn'>, today: Day): boolean =>
  archivedOn !== null && archivedOn <= today

export type ListedCustomer = Pick<Customer, 'id' | 'name' | 'kind' | 'email' | 'phone'>

/** The note may be long, and a list of all does not need it. */
export type BriefCustomer = Omit<Customer, 'note' | 'goal' | 'snoozedOn' | 'snoozedUntil' | 'archivedWhy'>

/** `visitDue` is null when not scored or without visits. */
export type CustomerLine<C extends BriefCustomer = BriefCustomer> = {
  customer: C
  tags: string[]
  lastTouch: Day | null
  visitDue: Day | null
}

export type ReportCustomer = Pick<Customer, 'id' | 'name' | 'kind'> & { tags: string[] }
