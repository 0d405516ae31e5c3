import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { begunElsewhere, leftovers, unfinishedFilesIn } from '#book/file/leftovers.ts'
import { snapshotFolder } from '#book/file/paths.ts'
import {
  freePath,
  hasSnapshots,
  newestRestorable,
  restorable,
  snapshotFiles,
  snapshotName,
} from '#book/file/snapshot-files.ts'
import { day } from '#domain/days/day.ts'
import { ownFolder } from '../../cl.ts'
import { whenCalled } from '../disk.ts'

const today = day('2026-11-21')

/** A folder of snapshots with these names, each made a minute after the one before. */
function withSnapshots(...names: string[]): string {
  const book = join(ownFolder(), 'book.db')
  mkdirSync(snapshotFolder(book))
  for (const [i, name] of names.entries()) {
    const path = join(snapshotFolder(book), name)
    writeFileSync(path, 'a book')
    utimesSync(path, 60 * (i + 1), 60 * (i + 1))
  }
  return book
}

const named = (files: { name: string }[]) => files.map(({ name }) => name)

it('the newest stands first, of one day the one that was made last, and snapshots of days to come at the end', () => {
  const book = withSnapshots(
    '2026-11-20 backup (2).db',
    '2026-11-20 backup.db',
    '2026-11-20 before import.db',
    '2026-11-22 backup.db',
    '2026-11-21 before the first write.db',
    '2090-01-01 backup.db',
    '2026-11-19 before version 5.db',
  )
  expect(named(snapshotFiles(book, today))).toEqual([
    '2026-11-21 before the first write',
    '2026-11-20 before import',
    '2026-11-20 backup',
    '2026-11-20 backup (2)',
    '2026-11-19 before version 5',
    '2090-01-01 backup',
    '2026-11-22 backup',
  ])
})

it.each([
  ['by name', (names: string[]) => names],
  ['backwards', (names: string[]) => names.toReversed()],
])('they stand by day and moment, where the folder is read %s', (_, order) => {
  const book = withSnapshots(
    '2026-11-20 backup (2).db',
    '2026-11-20 backup.db',
    '2026-11-21 backup.db',
    '2026-11-19 backup.db',
  )
  whenCalled('readdirSync', (_args, call) => order(call() as string[]))
  expect(named(snapshotFiles(book, today))).toEqual([
    '2026-11-21 backup',
    '2026-11-20 backup',
    '2026-11-20 backup (2)',
    '2026-11-19 backup',
  ])
})

it('a file with another name is no snapshot, nor is a folder', () => {
  const book = withSnapshots(
    ...['2026-02-30 backup.db', 'backup.db', '2026-11-20 holiday.db', '2026-11-20 backup', 'x 2026-11-20 backup.db'],
    ...['2026-11-20 backup.db.new', '2026-11-20 backup (x).db', '2026-11-20 before .db', '2026-11-20 backup.md'],
  )
  mkdirSync(join(snapshotFolder(book), '2026-11-21 backup.db'))
  expect(snapshotFiles(book, today)).toEqual([])
  expect([hasSnapshots(book, today), newestRestorable(book, today)]).toEqual([false, undefined])
})

it('a restore chooses by the reason of a snapshot: one that a restore kept comes last, a damaged book never', () => {
  const book = withSnapshots(
    '2026-11-18 before import.db',
    '2026-11-19 backup.db',
    '2026-11-20 before restore.db',
    '2026-11-21 damaged.db',
  )
  expect(named(restorable(book, today))).toEqual([
    '2026-11-19 backup',
    '2026-11-18 before import',
    '2026-11-20 before restore',
  ])
  expect(newestRestorable(book, today)?.name).toBe('2026-11-19 backup')
  expect(hasSnapshots(book, today)).toBe(true)
  expect(hasSnapshots(withSnapshots('2026-11-21 damaged.db'), today)).toBe(false)
})

it('a name that is taken gets the next number', () => {
  const folder = snapshotFolder(withSnapshots('2026-11-20 backup.db', '2026-11-20 backup (2).db'))
  expect(basename(freePath(folder, '2026-11-20 backup'))).toBe('2026-11-20 backup (3).db')
  expect(snapshotName(freePath(folder, '2026-11-21 backup'))).toBe('2026-11-21 backup')
})

describe('a file that was begun and never finished', () => {
  it('beside the book is told by the name of the book and the number of a process', () => {
    const book = join(ownFolder(), 'book.db')
    const begun = [
      'book.db.4711.new',
      'book.db.4711-x7k2m9q0.new',
      'book.db.4711-x7k2m9q0.source.new',
      'book.db.4711.new-journal',
      'book.db.4711.new-shm',
      'book.db.4711.new-wal',
    ]
    const others = [
      ...['book.db', 'book.db-journal', 'other.db.4711.new', 'book.db.new', 'book.db.x.new', 'book.db.4711.newer'],
      ...['a.csv.4711-x7k2m9q0.new', 'my book.db.4711.new', 'book.db.x4711.new', 'book.db.csv'],
    ]
    for (const name of [...begun, ...others]) writeFileSync(join(book, '..', name), 'a book')
    expect(
      leftovers(book)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(begun.sort())
  })

  it('among the snapshots is told by its name, and a journal by that of a snapshot that is gone', () => {
    const begun = [
      ...['unfinished.4711', 'unfinished.4711-x7k2m9q0', 'unfinished.4711-x7k2m9q0-journal'],
      ...['2026-11-20 backup.db.4711.new', '2026-11-19 backup.db-journal', '2026-11-19 backup.db-wal'],
    ]
    const others = [
      ...['2026-11-20 backup.db', '2026-11-20 backup.db-journal', 'unfinished', 'unfinished.txt', 'un.unfinished.4711'],
      ...['notes.txt-journal', '2026-11-20 backup.db.txt'],
    ]
    const book = withSnapshots(...begun, ...others)
    expect(
      leftovers(book)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(begun.sort())
  })

  it('for somebody to have is told by its name, and is no note of the book', () => {
    const folder = ownFolder()
    const begun = [
      ...['a.csv.4711.new', 'a.json.4711-x.new', 'a.html.4711-x7k2m9q0.new', 'a.4711-x7k2m9q0.new-journal'],
      'copy.db.4711-x7k2m9q0.source.new',
    ]
    const others = [
      'a.csv',
      'a.csv.new',
      'a.html.4711.new',
      'book.db.4711-x7k2m9q0.elsewhere.new',
      'a.csv.4711.new.bak',
    ]
    for (const name of [...begun, ...others]) writeFileSync(join(folder, name), '')
    expect(
      unfinishedFilesIn(folder)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(begun.sort())
  })

  it('elsewhere is found by a note that has the name of one, and only where it is there', () => {
    const book = join(ownFolder(), 'book.db')
    const begun = join(ownFolder(), 'a.csv.4711-x7k2m9q0.new')
    for (const path of [begun, `${begun}-journal`]) writeFileSync(path, 'half')
    for (const name of ['book.db.notes.txt', 'other.db.4711-x7k2m9q0.elsewhere.new', 'book.db.elsewhere.new'])
      writeFileSync(join(book, '..', name), begun)
    writeFileSync(`${book}.4712-x7k2m9q0.elsewhere.new`, `${begun}er`)
    expect([begunElsewhere(book), leftovers(book)]).toEqual([[], [`${book}.4712-x7k2m9q0.elsewhere.new`]])
    writeFileSync(`${book}.4711-x7k2m9q0.elsewhere.new`, begun)
    expect(begunElsewhere(book)).toEqual([begun, `${begun}-journal`])
    // The note of a file that is still there must not be thrown away.
    expect(leftovers(book)).toEqual([`${book}.4712-x7k2m9q0.elsewhere.new`])
  })
})
