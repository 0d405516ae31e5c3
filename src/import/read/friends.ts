import { checkNote } from '#domain/customers/name.ts'
import { isoDayFrom } from '#domain/days/day.ts'
import { remembered } from '#domain/remembered.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { countMore, type ImportedCustomer, noRecords, plainTouch, type Records } from '../records.ts'
import { customerFromParts } from './customer-parts.ts'

const heading = /^### (\w+):\s*$/
const entry = /^- (\d{4}-\d{2}-\d{2}): (.+)$/
const bold = /\*\*(.+?)\*\*/g

const plain = (text: string): string =>
  text
    .replace(bold, '$1')
    // The end is looked for within 300 characters: one that never comes would be looked for again and again.
    .replace(/(^|\s)_(.{1,300}?)_(?=\W|$)/g, '$1$2')
    .trim()

const namesIn = (text: string): string[] => [...new Set([...text.matchAll(bold)].map(([, name = '']) => name))]

/** The file is of the program `friends`, in Markdown: friends are customers, activities visits, notes their notes. */
export function friendsRecords(text: string): Records {
  const records = noRecords()
  const notes = new Map<string, string[]>()
  const friends: { line: number; text: string }[] = []
  let section = ''
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const title = heading.exec(line)?.[1]
    if (title !== undefined) section = title.toLowerCase()
    else if (line.trim() === '' || line.startsWith('# ')) continue
    else if (section === 'friends') friends.push({ line: i + 1, text: line })
    else if (section === 'locations') countMore(records.leftOut, 'places')
    else guarded(records, i + 1, line, () => addEntry(records, notes, section, i + 1, line))
  }
  for (const { line, text: written } of friends) {
    guarded(records, line, written, () => records.customers.push(friendFrom(line, written, notes)))
  }
  return records
}

/** The line is bad if the work fails. */
function guarded({ bad }: Records, line: number, text: string, work: () => unknown): void {
  const reason = reasonFor(work)
  if (reason !== undefined) bad.push({ line, reason, text })
}

function addEntry(
  { touches, leftOut }: Records,
  notes: Map<string, string[]>,
  section: string,
  line: number,
  written: string,
): void {
  const [, day, text = ''] = entry.exec(written) ?? []
  const on = day === undefined ? undefined : isoDayFrom(day)
  if (on === undefined || (section !== 'activities' && section !== 'notes')) {
    throw wrongUsage('The line is neither a heading nor an entry such as "- 2018-11-01: Lunch with **Grace Hopper**".')
  }
  const note = checkNote('entry', plain(text))
  const names = namesIn(text)
  if (names.length === 0) countMore(leftOut, 'with nobody')
  for (const name of names) {
    if (section === 'activities') touches.push({ ...plainTouch(line, { called: name }, on), channel: 'visit', note })
    else remembered(notes, name, () => []).push(`${on}: ${note}`)
  }
}

/** `- Grace Hopper (a.k.a. The Admiral) [Paris] @navy` */
type Friend = { name: string; nicknames: string; location: string | null; tags: string[] }

/** Each part is looked for once, from the place where it has to be: a line may be as long as a file. */
function friendIn(written: string): Friend | undefined {
  if (!written.startsWith('- ')) return undefined
  let rest = written.slice(2).trimEnd()
  const tags: string[] = []
  for (
    let at = rest.lastIndexOf(' @');
    at > 0 && /^\S*[^\s)\]]$/.test(rest.slice(at + 2));
    at = rest.lastIndexOf(' @')
  ) {
    tags.unshift(rest.slice(at + 2))
    rest = rest.slice(0, at)
  }
  const aka = rest.indexOf(akaStart, 1)
  const close = aka < 0 ? -1 : closeOf(rest, aka + akaStart.length + 1)
  const nicknames = close < 0 ? '' : rest.slice(aka + akaStart.length, close)
  const from = close < 0 ? rest.indexOf(' [', 1) : close + 1
  const hasPlace = from > 0 && rest.startsWith(' [', from) && rest.endsWith(']') && rest.length > from + 3
  const location = hasPlace ? rest.slice(from + 2, -1) : null
  const name = rest.slice(0, close < 0 ? (hasPlace ? from : undefined) : aka)
  return name.trim() === '' ? undefined : { name, nicknames, location, tags }
}

const akaStart = ' (a.k.a. '

/** The first bracket with a place, or nothing, after it; -1 without one. */
function closeOf(text: string, start: number): number {
  for (let at = text.indexOf(')', start); at >= 0; at = text.indexOf(')', at + 1)) {
    if (at === text.length - 1 || (text.startsWith(' [', at + 1) && text.endsWith(']'))) return at
  }
  return -1
}

function friendFrom(line: number, written: string, notes: Map<string, string[]>): ImportedCustomer {
  const friend = friendIn(written)
  if (!friend) throw wrongUsage('The line is not a friend such as "- Grace Hopper (a.k.a. The Admiral) @navy".')
  const { name, nicknames, location, tags } = friend
  const lines = [...(location === null ? [] : [`Location: ${location}`]), ...(notes.get(name) ?? [])]
  return customerFromParts({
    line,
    names: [name],
    aliases: nicknames.split(' a.k.a. '),
    note: lines.join('\n'),
    tags,
  })
}
