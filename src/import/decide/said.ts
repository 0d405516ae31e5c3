import { checkNote, foldEmail, foldName } from '#domain/customers/name.ts'
import { isSameLabel } from '#domain/practices/dates.ts'
import type { Arrival, ImportedDate } from '../records.ts'
import { earlierSince, type FreeNames, withNames } from './changes.ts'
import type { KnownCustomer } from './matching.ts'

/** The words are kept with a record's key, so that the next file can tell what has changed in it. */
export type Said = Pick<
  Arrival,
  'name' | 'email' | 'phone' | 'company' | 'address' | 'note' | 'aliases' | 'contact' | 'tags' | 'dates' | 'since'
>

const wordsOf = (arrival: Said): string => {
  const { name, email, phone, company, address, note, aliases, contact, tags, dates, since } = arrival
  const words = { name, email, phone, company, address, note, aliases, contact, tags, dates }
  // An earlier cl has not kept the day: words without one are as they were.
  return JSON.stringify(since === null ? words : { ...words, since })
}

/** Kept words that have the imprint of a card begin so. */
export const imprintStart = '{"imprint":"'

/** The imprint of a card comes first, and finds it again. */
export const saidText = (arrival: Said & { imprint?: string | null }): string => {
  const words = wordsOf(arrival)
  return arrival.imprint ? `${imprintStart}${arrival.imprint}",${words.slice(1)}` : words
}

/** The imprint does not matter. */
export const isSaid = (text: string, arrival: Said): boolean =>
  (text.startsWith(imprintStart) ? `{${text.slice(text.indexOf(',') + 1)}` : text) === wordsOf(arrival)

/** Undefined for other JSON, as in an export that somebody edited. */
export function saidFrom(text: string): Said | undefined {
  const kept: unknown = JSON.parse(text)
  const lists = ['aliases', 'tags', 'dates'] as const
  if (typeof kept !== 'object' || kept === null || !('name' in kept)) return undefined
  const said = kept as Said
  return typeof said.name === 'string' && lists.every((list) => Array.isArray(said[list])) ? said : undefined
}

type Field = 'name' | 'email' | 'phone' | 'company' | 'address'

const forms: Record<Field, (text: string) => string> = {
  name: foldName,
  email: foldEmail,
  phone: (text) => text.replace(/[^\d+]/g, ''),
  company: (text) => text,
  address: (text) => text,
}

/** The value of a file is taken, the book's value stays, or both have changed. */
type Change = 'take' | 'keep' | 'conflict'

/**
 * A value that the file leaves empty, or repeats, leaves the book as it is.
 * @param before the value in the file last time
 * @param now the value in the file today
 */
function changeOf<T>(before: T | null, now: T | null, book: T | null, isSame: (a: T, b: T) => boolean): Change {
  const same = (a: T | null, b: T | null) => (a === null || b === null ? a === b : isSame(a, b))
  if (now === null || same(now, before) || same(now, book)) return 'keep'
  return same(book, before) ? 'take' : 'conflict'
}

/** `conflicts` names the fields that have changed in the book as well. */
type Retold = { customer: KnownCustomer; conflicts: string[] }

/**
 * A change of the file since the last time is taken where the book still has the file's earlier value, else it is a conflict.
 * Tags, other names, and lines of the note that are new in the file are added.
 * @throws wrong usage, where the note becomes too long
 */
export function retold(customer: KnownCustomer, arrival: Arrival, before: Said, names: FreeNames): Retold {
  const told = { ...customer }
  const conflicts: string[] = []
  for (const field of ['email', 'phone', 'company', 'address', 'name'] as const) {
    const isSame = (a: string, b: string) => forms[field](a) === forms[field](b)
    const change = changeOf(before[field], arrival[field], customer[field], isSame)
    if (change === 'conflict')
      conflicts.push(`${field} ${customer[field] ?? 'none'} in the book, ${arrival[field]} in the file`)
    else if (change === 'take') takeField(told, field, arrival, names)
  }
  // `Muller` that the file calls Müller by now is no other name.
  if (arrival.key !== null && customer.name === before.name && foldName(arrival.name) === foldName(before.name))
    told.name = arrival.name
  const dates = retoldDates(customer, arrival, before)
  const news = {
    ...arrival,
    name: told.name,
    aliases: arrival.aliases.filter((each) => !before.aliases.includes(each)),
    contact: arrival.contact === before.contact ? null : arrival.contact,
  }
  const since = arrival.since === before.since ? [] : earlierSince(customer, arrival)
  const added = withNames({ ...told, dates: dates.dates }, news, names, since)
  const tags = [...new Set([...added.tags, ...arrival.tags.filter((tag) => !before.tags.includes(tag))])].sort()
  return {
    customer: { ...added, tags, note: retoldNote(added.note, arrival.note, before.note) },
    conflicts: [...conflicts, ...dates.conflicts],
  }
}

/** A name that somebody else has is not taken, and the one before stays an alias. */
function takeField(told: KnownCustomer, field: Field, arrival: Arrival, { isFree }: FreeNames): void {
  if (field === 'name') {
    const isOwn = told.aliases.some((each) => foldName(each) === foldName(arrival.name))
    if (!isOwn && !isFree(arrival.name)) return
    told.aliases = [...told.aliases.filter((each) => foldName(each) !== foldName(arrival.name)), told.name]
    told.name = arrival.name
    return
  }
  told[field] = arrival[field]
  if (field === 'phone') told.phoneKey = arrival.phoneKey
}

function retoldDates(
  customer: KnownCustomer,
  arrival: Arrival,
  before: Said,
): { dates: ImportedDate[]; conflicts: string[] } {
  const dates = [...customer.dates]
  const conflicts: string[] = []
  const isSame = (a: ImportedDate, b: ImportedDate) => a.monthDay === b.monthDay && a.year === b.year
  for (const date of arrival.dates) {
    const place = dates.findIndex(({ label }) => isSameLabel(label, date.label))
    const was = before.dates.find(({ label }) => isSameLabel(label, date.label)) ?? null
    const book = dates[place] ?? null
    // A telephone that knows no years says nothing against the one in the book.
    const isSilent = date.year === null && date.monthDay === book?.monthDay
    const change = changeOf(was, isSilent ? book : date, book, isSame)
    if (change === 'conflict')
      conflicts.push(`${date.label} ${book?.monthDay ?? 'none'} in the book, ${date.monthDay} in the file`)
    else if (change === 'take')
      dates.splice(place < 0 ? dates.length : place, 1, { ...date, label: book?.label ?? date.label })
  }
  return { dates, conflicts }
}

const linesOf = (note: string | null): string[] => (note ?? '').split('\n').filter((line) => line.trim() !== '')

/**
 * The note of the file counts where the book still has the earlier one, else the book's with the lines that are new in the file.
 */
function retoldNote(book: string | null, now: string | null, before: string | null): string | null {
  if (now === null || now === before) return book
  if (book === before) return now
  const known = new Set([...linesOf(before), ...linesOf(book)])
  const news = linesOf(now).filter((line) => !known.has(line))
  return news.length === 0 ? book : checkNote('note', [...(book === null ? [] : [book]), ...news].join('\n'))
}
