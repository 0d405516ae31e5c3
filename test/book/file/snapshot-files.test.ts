import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import {
  freePath,
  hasSnapshots,
  newestRestorable,
  restorable,
  snapshotFiles,
  snapshotFolder,
  snapshotName,
} from '#book/file/snapshot-files.ts'
import { day } from '#domain/days/day.ts'
import { ownFolder } from '../../cl.ts'

const today = day('2026-11-21')

/** A folder of snapshots, each made so many minutes after the other, whatever they are called. */
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

it('the newest stands first, of one day the one that was made last, and those of days to come at the end', () => {
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

it('what is not called as a snapshot is none, nor is a folder', () => {
  const book = withSnapshots(
    ...['2026-02-30 backup.db', 'backup.db', '2026-11-20 holiday.db', '2026-11-20 backup', 'x 2026-11-20 backup.db'],
    ...['2026-11-20 backup.db.new', '2026-11-20 backup (x).db', '2026-11-20 before .db', '2026-11-20 backup.md'],
  )
  mkdirSync(join(snapshotFolder(book), '2026-11-21 backup.db'))
  expect(snapshotFiles(book, today)).toEqual([])
  expect([hasSnapshots(book, today), newestRestorable(book, today)]).toEqual([false, undefined])
})

it('one is gone back to by what it was taken before: what a restore kept comes last, a damaged book never', () => {
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
