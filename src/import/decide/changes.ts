import { checkName, checkNote, foldName } from '#domain/name.ts'
import type { Arrival, ImportedDate } from '../records.ts'
import { type BookedPerson, emailDiffers, phoneDiffers } from './matching.ts'

/** Which names a record can give to a person. */
export type FreeNames = {
  /** Whether nobody has it. */
  isFree: (name: string) => boolean
  /** Whether several records of the import want it: then it is nobody's alias. */
  isWantedTwice: (name: string) => boolean
}

/**
 * A person with what a record says and the book does not; where it says otherwise, that goes into the note. Nothing that
 * the book says is lost.
 * @throws wrong usage, where a name cannot be an alias, or the note becomes too long
 */
export function filledIn(person: BookedPerson, arrival: Arrival, names: FreeNames): BookedPerson {
  const lines: string[] = []
  if (emailDiffers(person, arrival)) lines.push(`E-mail: ${arrival.email}`)
  if (phoneDiffers(person, arrival)) lines.push(`Phone: ${arrival.phone}`)
  if (person.note !== null) lines.push(...(arrival.note ?? '').split('\n').filter((line) => line.trim() !== ''))
  const filled: BookedPerson = {
    ...person,
    email: person.email ?? arrival.email,
    phone: person.phone ?? arrival.phone,
    phoneKey: person.phone === null ? arrival.phoneKey : person.phoneKey,
    note: person.note ?? arrival.note,
    visitEvery: person.visitEvery ?? arrival.visitEvery,
    tags: [...new Set([...person.tags, ...arrival.tags])].sort(),
    dates: [...person.dates, ...arrival.dates.filter((date) => !hasDate(person, date))],
  }
  return withNames(filled, arrival, names, lines)
}

/**
 * A person as our own export says, which may have been edited since; what it leaves empty stays.
 * @throws wrong usage, as `filledIn`
 */
export function asTheFileSays(person: BookedPerson, arrival: Arrival, names: FreeNames): BookedPerson {
  const said: BookedPerson = {
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
  return withNames(said, arrival, names)
}

/**
 * With the name of the record and its other names, where they are free; other names that are not go into the note.
 * @param lines what else goes into the note, where it does not say so already
 * @throws wrong usage, as `filledIn`
 */
export function withNames(
  person: BookedPerson,
  arrival: Arrival,
  names: FreeNames,
  lines: string[] = [],
): BookedPerson {
  const aliases = [...person.aliases]
  const noted = [...lines]
  const isNew = (name: string) => ![person.name, ...aliases].some((each) => foldName(each) === foldName(name))
  if (isNew(arrival.name) && names.isFree(arrival.name)) aliases.push(arrival.name)
  const others = arrival.aliases.map((name) => ({ label: 'Also called', name }))
  for (const { label, name } of [...others, ...(arrival.also ? [arrival.also] : [])].filter((each) =>
    isNew(each.name),
  )) {
    if (names.isFree(name) && !names.isWantedTwice(name)) aliases.push(checkName('alias', name))
    else noted.push(`${label}: ${name}`)
  }
  const missing = noted.filter((line) => !(person.note ?? '').split('\n').includes(line))
  const note = [...(person.note === null ? [] : [person.note]), ...missing].join('\n')
  return { ...person, aliases, note: note === '' ? null : checkNote('note', note) }
}

const hasDate = ({ dates }: Pick<BookedPerson, 'dates'>, { label }: ImportedDate): boolean =>
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

/** The fields in which a person has changed; `phoneKey` goes with `phone`, and `kind` stays. */
export const changedFields = (before: BookedPerson, after: BookedPerson): string[] =>
  fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
