import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { findingsOf, type Health, type Place } from '#domain/shop/health.ts'
import { quoteFor } from '#hints.ts'

const today = day('2026-11-21')
const well: Health = {
  path: '/home/kim/customer-love/book.db',
  folder: '/home/kim/customer-love',
  place: 'book',
  size: 1_000_000,
  journal: 0,
  version: 4,
  knownVersion: 4,
  damage: null,
  orphan: null,
  astray: null,
  fileMode: 0o600,
  folderMode: 0o755,
  snapshotMode: 0o700,
  notWritable: [],
  settings: [],
  contents: { customers: 1, touches: 1, lastChange: today },
  changes: 1,
  snapshots: {
    folder: '/home/kim/customer-love/book.db.snapshots',
    count: 1,
    newest: today,
    oldest: today,
    size: 1,
    damaged: null,
  },
  leftovers: [],
  free: 12_000_000,
}
const noSnapshots = { ...well.snapshots, count: 0, newest: null, oldest: null }

const found = (change: Partial<Health>) => findingsOf({ ...well, ...change }, today, quoteFor('linux'))

it('a book that is well needs nothing', () => {
  expect(found({})).toEqual([])
  expect(found({ snapshots: noSnapshots, snapshotMode: null, free: null, fileMode: null, folderMode: null })).toEqual(
    [],
  )
  expect(found({ folderMode: 0o1777, version: 2 })).toEqual([])
})

it.each<[Place, back: string, withoutSnapshots: string]>([
  ['nothing', 'cl restore last', 'cl add "Acme Bakery" begins one.'],
  ['empty', 'cl restore last', 'If you have a copy of the book elsewhere: cl restore FILE'],
  ['no database', 'cl restore last', 'If you have a copy of the book elsewhere: cl restore FILE'],
  ['cut off', 'cl restore last', 'If you have a copy of the book elsewhere: cl restore FILE'],
  ['sealed', 'cl restore last', 'If you have a copy of the book elsewhere: cl restore FILE'],
  ['damaged', 'cl restore last', 'If you have a copy of the book elsewhere: cl restore FILE'],
  [
    'folder',
    'Name a file in it: --book /home/kim/customer-love/book.db/book.db',
    'Name a file in it: --book /home/kim/customer-love/book.db/book.db',
  ],
  ['not a file', 'Choose another file with --book PATH.', 'Choose another file with --book PATH.'],
  ['foreign', 'Choose another file with --book PATH.', 'Choose another file with --book PATH.'],
  ['newer', 'Install the newest cl.', 'Install the newest cl.'],
  ['broken off', 'The next command takes it back, as in: cl due', 'The next command takes it back, as in: cl due'],
])('%s: what to do depends on whether there are snapshots', (place, back, without) => {
  expect(found({ place }).map(({ todo }) => todo)).toEqual([back])
  expect(found({ place, snapshots: noSnapshots }).map(({ todo }) => todo)).toEqual([without])
})

it('a book that is elsewhere is named in what is to be typed', () => {
  expect(found({ place: 'empty', path: '/media/my stick/book.db' })).toMatchObject([
    { todo: 'cl restore last --book "/media/my stick/book.db"' },
  ])
})

it('a book that cannot be read, or whose journal alone is there, is told from one that is not there', () => {
  expect(found({ place: 'not to be read', damage: 'no (EACCES).' })).toMatchObject([
    { what: 'The book cannot be read: no (EACCES).' },
  ])
  expect(found({ place: 'nothing', journal: 1, snapshots: noSnapshots })).toMatchObject([
    { what: 'The book is missing, but its journal is there: perhaps it was moved.' },
  ])
})

it('everything that is wrong is found at once, the worst first', () => {
  const all = found({
    orphan: 'row 1 of touches belongs to nobody',
    contents: { customers: 1, touches: 1, lastChange: day('2026-11-22') },
    fileMode: 0o644,
    folderMode: 0o777,
    snapshotMode: 0o750,
    snapshots: { ...well.snapshots, damaged: 'scribbled over' },
    notWritable: ['/home/kim/customer-love'],
    leftovers: ['/home/kim/a', '/home/kim/b'],
    free: 11_999_999,
  })
  expect(all.map(({ todo }) => todo)).toEqual([
    'cl restore last',
    'Look whether the clock of this machine is right.',
    'Take a new one: cl backup',
    'Delete that file, unless cl is at work just now.',
    'Delete that file, unless cl is at work just now.',
    'Check who may write there.',
    'chmod 600 "/home/kim/customer-love/book.db"',
    'chmod 700 "/home/kim/customer-love"',
    'chmod 700 "/home/kim/customer-love/book.db.snapshots"',
    'Make room on it.',
  ])
})

it.each([
  [{ fileMode: 0o601 }, 'chmod 600'],
  [{ fileMode: 0o620 }, 'chmod 600'],
  [{ fileMode: 0o640 }, 'chmod 600'],
  [{ folderMode: 0o772 }, 'chmod 700 "/home/kim/customer-love"'],
  [{ folderMode: 0o720 }, 'chmod 700 "/home/kim/customer-love"'],
  [{ snapshotMode: 0o701 }, 'chmod 700 "/home/kim/customer-love/book.db.snapshots"'],
  [{ snapshotMode: 0o740 }, 'chmod 700 "/home/kim/customer-love/book.db.snapshots"'],
])('what others may do is found by each bit: %j', (modes, todo) => {
  expect(found(modes)).toMatchObject([{ todo: expect.stringContaining(todo) }])
})

it('a figure that the database keeps of touches, and keeps wrong, needs a new book', () => {
  expect(found({ astray: 'the counts of 2026-11-20 are not those of its touches' })).toEqual([
    {
      what: 'The book is whole, but the counts of 2026-11-20 are not those of its touches.',
      todo: 'Make a new one of it: cl export whole.json, then cl import whole.json --book NEW',
    },
  ])
})
