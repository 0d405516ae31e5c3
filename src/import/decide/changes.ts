import { completed } from '#domain/customers/customer.ts'
import { checkName, checkNote, foldName } from '#domain/customers/name.ts'
import { isSameLabel } from '#domain/practices/dates.ts'
import { guarded } from '#formats/formula-guard.ts'
import type { Arrival, ImportedDate } from '../records.ts'
import { emailDiffers, isNameless, type KnownCustomer, phoneDiffers } from './matching.ts'

export type FreeNames = {
  /** True for a name that nobody in the book has. */
  isFree: (name: string) => boolean
  /** A name that several records of the import want is nobody's alias. */
  isWantedTwice: (name: string) => boolean
}

/**
 * Adds the details of a record that the book lacks; one that differs from the book goes into the note. Nothing that the book says is
 * lost.
 * @throws wrong usage, where a name cannot be an alias, or the note becomes too long
 */
export function filledIn(customer: KnownCustomer, arrival: Arrival, names: FreeNames): KnownCustomer {
  const lines: string[] = []
  if (emailDiffers(customer, arrival)) lines.push(`E-mail: ${arrival.email}`)
  if (phoneDiffers(customer, arrival)) lines.push(`Phone: ${arrival.phone}`)
  lines.push(...earlierSince(customer, arrival))
  if (customer.note !== null) lines.push(...(arrival.note ?? '').split('\n').filter((line) => line.trim() !== ''))
  const filled: KnownCustomer = {
    ...customer,
    name: isNameless(customer) && !isNameless(arrival) && names.isFree(arrival.name) ? arrival.name : customer.name,
    ...completed(customer, arrival),
    note: customer.note ?? arrival.note,
    tags: [...new Set([...customer.tags, ...arrival.tags])].sort(),
    dates: [...customer.dates, ...arrival.dates.filter((date) => !hasDate(customer, date))],
  }
  return withNames(filled, arrival, names, lines)
}

/** An earlier day in the file stands in the note: with it, whoever was never visited would be due at once. */
export const earlierSince = ({ since }: KnownCustomer, said: Pick<Arrival, 'since'>): string[] =>
  said.since !== null && said.since < since ? [`Customer since: ${said.since}`] : []

/** A spreadsheet program saves digits as a number, without the zeros before it. */
const hasLostZeros = (booked: string, said: string): boolean =>
  /^[1-9]\d*$/.test(said) && /^[\d\s()./+-]+$/.test(booked) && booked.replace(/\D/g, '').replace(/^0+/, '') === said

/** The book's text where our own export says no other, whichever program has saved it since: a workbook keeps the `'` of a CSV file before a formula. */
export const asBooked = (booked: string | null, said: string | null): string | null =>
  booked !== null && said !== null && (said === guarded(booked) || hasLostZeros(booked, said)) ? booked : said

/** Our own export may have been edited since; a value that is empty there stays as it is in the book. @throws wrong usage, as `filledIn` */
export function asTheFileSays(customer: KnownCustomer, arrival: Arrival, names: FreeNames): KnownCustomer {
  const name = asBooked(customer.name, arrival.name) ?? arrival.name
  const aliases = arrival.aliases.map(
    (alias) => customer.aliases.find((each) => asBooked(each, alias) === each) ?? alias,
  )
  const phone = asBooked(customer.phone, arrival.phone) ?? customer.phone
  const said: KnownCustomer = {
    ...customer,
    ...completed(arrival, customer),
    name,
    phone,
    phoneKey: phone === customer.phone ? customer.phoneKey : arrival.phoneKey,
    company: asBooked(customer.company, arrival.company) ?? customer.company,
    address: asBooked(customer.address, arrival.address) ?? customer.address,
    note: asBooked(customer.note, arrival.note) ?? customer.note,
    since: arrival.since ?? customer.since,
    snoozedUntil: arrival.snoozedUntil ?? customer.snoozedUntil,
    archivedOn: arrival.archivedOn ?? customer.archivedOn,
    archivedWhy: asBooked(customer.archivedWhy, arrival.archivedWhy) ?? customer.archivedWhy,
    tags: arrival.tags.length > 0 ? arrival.tags : customer.tags,
    dates: [
      ...customer.dates.map((date) => ({ ...date, ...arrival.dates.find(isLabelled(date)), label: date.label })),
      ...arrival.dates.filter((date) => !hasDate(customer, date)),
    ],
  }
  return withNames(said, { ...arrival, name, aliases }, names)
}

/**
 * Names are taken where they are free; further names go into the note.
 * @param lines further lines for the note, each left out where the note has it already
 * @throws wrong usage, as `filledIn`
 */
export function withNames(
  customer: KnownCustomer,
  arrival: Arrival,
  names: FreeNames,
  lines: string[] = [],
): KnownCustomer {
  const aliases = [...customer.aliases]
  const noted = [...lines]
  const isNew = (name: string) => ![customer.name, ...aliases].some((each) => foldName(each) === foldName(name))
  if (!isNameless(arrival) && isNew(arrival.name) && names.isFree(arrival.name)) aliases.push(arrival.name)
  const others = arrival.aliases.map((name) => ({ label: 'Also called', name }))
  const contact = arrival.contact === null ? [] : [{ label: 'Contact', name: arrival.contact }]
  for (const { label, name } of [...others, ...contact].filter((each) => isNew(each.name))) {
    if (names.isFree(name) && !names.isWantedTwice(name)) aliases.push(checkName('alias', name))
    else noted.push(`${label}: ${name}`)
  }
  const missing = noted.filter((line) => !(customer.note ?? '').split('\n').includes(line))
  if (aliases.length === customer.aliases.length && missing.length === 0) return customer
  const note = [...(customer.note === null ? [] : [customer.note]), ...missing].join('\n')
  return Object.assign({ ...customer }, { aliases, note: note === '' ? null : checkNote('note', note) })
}

const isLabelled =
  ({ label }: ImportedDate) =>
  (date: ImportedDate): boolean =>
    isSameLabel(date.label, label)

const hasDate = ({ dates }: Pick<KnownCustomer, 'dates'>, date: ImportedDate): boolean => dates.some(isLabelled(date))

const fields = [
  'name',
  'aliases',
  'email',
  'phone',
  'company',
  'address',
  'note',
  'tags',
  'since',
  'visitEvery',
  'goal',
  'snoozedUntil',
  'archivedOn',
  'archivedWhy',
  'dates',
] as const

/** `phoneKey` goes with `phone`, and `kind` stays. */
export const changedFields = (before: KnownCustomer, after: KnownCustomer): string[] =>
  fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
