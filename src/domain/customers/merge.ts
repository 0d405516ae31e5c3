import { cadenceText } from '../days/cadence.ts'
import type { Day } from '../days/day.ts'
import { type CustomerDetails, completed } from './customer.ts'
import { checkNote, foldEmail, foldName } from './name.ts'

const later = (a: Day | null, b: Day | null): Day | null => ((a ?? '') > (b ?? '') ? a : b)

const digitsOf = (phone: string | null): string => (phone ?? '').replace(/\D/g, '')

/** The details of `from` whose place in `into` is taken, in words for the note. */
function differences(from: CustomerDetails, into: CustomerDetails): string[] {
  const lines: [string, string | null, boolean][] = [
    ['e-mail', from.email, into.email !== null && foldEmail(from.email ?? '') !== foldEmail(into.email)],
    ['phone', from.phone, into.phone !== null && digitsOf(from.phone) !== digitsOf(into.phone)],
    ['company', from.company, into.company !== null && foldName(from.company ?? '') !== foldName(into.company)],
    ['address', from.address, into.address !== null && from.address !== into.address],
    [
      'visits',
      from.visitEvery === null ? null : cadenceText(from.visitEvery),
      into.visitEvery !== null && from.visitEvery !== into.visitEvery,
    ],
    ['archived', from.archivedOn && [from.archivedOn, from.archivedWhy].filter(Boolean).join(': '), true],
  ]
  return lines.flatMap(([what, text, differs]) =>
    text !== null && differs ? [`${what} of ${from.name}: ${text}`] : [],
  )
}

/**
 * `into` is completed from `from`, and details that differ go into the note. The earlier `since` and the later snooze hold; the
 * customer is archived only where `into` is.
 * @throws wrong usage, when the notes of both are too long for one
 */
export function mergedCustomer(from: CustomerDetails, into: CustomerDetails): CustomerDetails {
  const notes = [into.note, from.note === into.note ? null : from.note, ...differences(from, into)]
  const note = notes.filter((line) => line !== null).join('\n')
  return {
    ...into,
    ...completed(into, from),
    note: note === '' ? null : checkNote('note of both together', note),
    since: from.since < into.since ? from.since : into.since,
    firstDay: later(into.firstDay, from.firstDay),
    ...laterSnooze(into, from),
    aliases: [...into.aliases, from.name, ...from.aliases],
    tags: [...new Set([...into.tags, ...from.tags])],
  }
}

type Snooze = Pick<CustomerDetails, 'snoozedOn' | 'snoozedUntil'>

const laterSnooze = (a: Snooze, b: Snooze): Snooze => {
  const { snoozedOn, snoozedUntil } = (a.snoozedUntil ?? '') >= (b.snoozedUntil ?? '') ? a : b
  return { snoozedOn, snoozedUntil }
}

/** `birthday`, else `birthday (2)` and so on. */
export function freeLabel(label: string, taken: string[]): string {
  const isTaken = (text: string) => taken.some((each) => each.toLowerCase() === text.toLowerCase())
  for (let n = 1; ; n += 1) {
    const text = n === 1 ? label : `${label} (${n})`
    if (!isTaken(text)) return text
  }
}
