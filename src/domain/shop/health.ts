import { bookOption, type Quote, word } from '#hints.ts'
import type { Day } from '../days/day.ts'
import type { Contents } from './retention.ts'
import { misfitsAmong } from './setting.ts'
import { settingKeys } from './settings.ts'

/** `sealed`: the file's header keeps SQLite from writing to it; `broken off`: a write was stopped half-way, and its journal is there. */
export type Place =
  | 'nothing'
  | 'folder'
  | 'not a file'
  | 'not to be read'
  | 'empty'
  | 'no database'
  | 'cut off'
  | 'sealed'
  | 'foreign'
  | 'newer'
  | 'broken off'
  | 'damaged'
  | 'book'

/**
 * Sizes are in bytes; modes are those of Unix, and null where there are none, as on Windows; `notWritable` are the paths that this
 * user may not write to; `damage` is the fault of the file, `orphan` the row that has lost the row it belongs to, `astray` the
 * counts and keys, kept by the database of touches and names, that do not agree with them.
 */
export type Health = {
  path: string
  folder: string
  place: Place
  size: number
  journal: number
  version: number | null
  knownVersion: number
  damage: string | null
  orphan: string | null
  astray: string | null
  fileMode: number | null
  folderMode: number | null
  snapshotMode: number | null
  notWritable: string[]
  settings: { key: string; value: string }[]
  contents: Contents | null
  changes: number
  snapshots: {
    folder: string
    count: number
    newest: Day | null
    oldest: Day | null
    size: number
    damaged: string | null
  }
  leftovers: string[]
  free: number | null
}

export type Finding = { what: string; todo: string }

const othersMay = 0o077
const othersMayWrite = 0o022
const sticky = 0o1000

/** The worst come first; a healthy book has none. */
export const findingsOf = (health: Health, today: Day, quote: Quote): Finding[] => [
  ...placeFindings(health, quote),
  ...contentFindings(health, today, quote),
  ...accessFindings(health),
  ...spaceFindings(health),
]

function placeFindings(health: Health, quote: Quote): Finding[] {
  const { place, path, knownVersion, version, damage, snapshots, journal } = health
  const restore = (what: string) => `cl restore ${what}${bookOption(path, quote)}`
  const back =
    snapshots.newest === null ? `If you have a copy of the book elsewhere: ${restore('FILE')}` : restore('last')
  const elsewhere = 'Choose another file with --book PATH.'
  if (place === 'book') return []
  const findings: Record<Exclude<Place, 'book'>, [what: string, todo: string]> = {
    nothing:
      snapshots.newest !== null
        ? ['The book is missing, but there are snapshots of it.', back]
        : journal > 0
          ? [
              'The book is missing, but its journal is there: perhaps it was moved.',
              `Move it back beside the journal. ${back}`,
            ]
          : ['There is no book here yet.', `cl add "Acme Bakery"${bookOption(path, quote)} begins one.`],
    folder: [
      'There is a folder in the place of the book.',
      `Name a file in it: --book ${word(`${path}/book.db`, quote)}`,
    ],
    'not a file': ['What is in the place of the book is not a file.', elsewhere],
    'not to be read': [`The book cannot be read: ${damage}`, 'Check who may read and write the file and its folder.'],
    empty: ['The file is empty: there is no book in it.', back],
    'no database': ['The file is not a book, or its beginning was overwritten.', back],
    'cut off': ['The book is damaged: the end of the file is missing.', back],
    sealed: ['The book is damaged: its header has a wrong format.', back],
    foreign: ['The file belongs to another program.', elsewhere],
    newer: [`The book has version ${version}, and this cl knows up to ${knownVersion}.`, 'Install the newest cl.'],
    'broken off': [
      'A change was broken off half-way.',
      `The next command takes it back, as in: cl due${bookOption(path, quote)}`,
    ],
    damaged: [`The book is damaged: ${damage}.`, back],
  }
  const [what, todo] = findings[place]
  return [{ what, todo }]
}

function contentFindings(
  { path: book, orphan, astray, settings, contents, snapshots, leftovers }: Health,
  today: Day,
  quote: Quote,
): Finding[] {
  const findings: Finding[] = []
  const find = (what: string, todo: string) => findings.push({ what, todo })
  const option = bookOption(book, quote)
  const lastChange = contents?.lastChange ?? today
  for (const { key, what } of misfitsAmong(settingKeys, settings))
    find(what, `Its default again: cl config unset ${key}${option}`)
  if (orphan !== null) find(`The book is not whole: ${orphan}.`, `cl restore last${option}`)
  if (astray !== null)
    find(
      `The book is whole, but ${astray}.`,
      `Make a new one of it: cl export whole.json${option}, then cl import whole.json --book NEW`,
    )
  if (lastChange > today)
    find(
      `The last change was made on ${lastChange}, which is after today, ${today}.`,
      'Look whether the clock of this machine is right.',
    )
  if (snapshots.damaged !== null)
    find(`The newest snapshot is damaged: ${snapshots.damaged}.`, `Take a new one: cl backup${option}`)
  for (const path of leftovers)
    find(`A file was begun and never finished: ${path}`, 'Delete that file, unless cl is at work just now.')
  return findings
}

function accessFindings({ path, folder, fileMode, folderMode, snapshots, ...health }: Health): Finding[] {
  const findings: Finding[] = []
  const find = (what: string, todo: string) => findings.push({ what, todo })
  for (const each of health.notWritable) find(`You may not write to ${each}`, 'Check who may write there.')
  const isSet = (mode: number | null, bits: number) => ((mode ?? 0) & bits) !== 0
  if (isSet(fileMode, othersMay)) find('Others on this machine may read or write the book.', `chmod 600 "${path}"`)
  if (isSet(folderMode, othersMayWrite) && !isSet(folderMode, sticky))
    find('Others on this machine may replace the book.', `chmod 700 "${folder}"`)
  if (isSet(health.snapshotMode, othersMay))
    find('Others on this machine may look at the snapshots.', `chmod 700 "${snapshots.folder}"`)
  return findings
}

/** A snapshot needs as much room as the book, and so does a migration or a large import. */
function spaceFindings({ free, size }: Health): Finding[] {
  if (free === null || free >= 2 * size + 10_000_000) return []
  return [{ what: 'The disk is nearly full: a snapshot and a change may not fit.', todo: 'Make room on it.' }]
}
