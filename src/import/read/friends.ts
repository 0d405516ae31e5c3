import { isoDayFrom } from '#domain/day.ts'
import { checkNote } from '#domain/name.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { countMore, type ImportedCustomer, noRecords, plainTouch, type Records } from '../records.ts'
import { customerFromParts } from './customer-parts.ts'

const heading = /^### (\w+):\s*$/
const entry = /^- (\d{4}-\d{2}-\d{2}): (.+)$/
const friendLine = /^- (.+?)(?: \(a\.k\.a\. (.+?)\))?(?: \[(.+?)\])?((?: @\S+)*)\s*$/
const bold = /\*\*(.+?)\*\*/g

/** What an entry says, without its marks. */
const plain = (text: string): string =>
  text
    .replace(bold, '$1')
    .replace(/(^|\s)_(.+?)_(?=\W|$)/g, '$1$2')
    .trim()

const namesIn = (text: string): string[] => [...new Set([...text.matchAll(bold)].map(([, name = '']) => name))]

/** The Markdown file of the program `friends`: friends as customers, activities as visits, notes in their notes. */
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

/** Does something with a line, which is bad if that cannot be done. */
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
    else notes.set(name, [...(notes.get(name) ?? []), `${on}: ${note}`])
  }
}

function friendFrom(line: number, written: string, notes: Map<string, string[]>): ImportedCustomer {
  const [, name, nicknames = '', location, tags = ''] = friendLine.exec(written) ?? []
  if (name === undefined)
    throw wrongUsage('The line is not a friend such as "- Grace Hopper (a.k.a. The Admiral) @navy".')
  const lines = [...(location === undefined ? [] : [`Location: ${location}`]), ...(notes.get(name) ?? [])]
  return customerFromParts({
    line,
    names: [name],
    aliases: nicknames.split(' a.k.a. '),
    note: lines.join('\n'),
    tags: tags.split(' @'),
  })
}
