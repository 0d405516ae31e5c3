import { copyFileSync, linkSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { beforeRestore, isDamaged } from '#domain/shop/retention.ts'
import { cannot } from '#errors.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { applicationId } from '../engines/sqlite-file.ts'
import { EngineTrouble, isOfSql } from '../engines/sqlite-trouble.ts'
import { makeFolder, rename, syncFile, syncFolder } from '../file/fsync.ts'
import { besides, fileAt, isThere, lookIfPossible } from '../file/header.ts'
import { snapshotFolder } from '../file/paths.ts'
import { discardSnapshot, freePath, hasSnapshots } from '../file/snapshot-files.ts'
import { replaced } from '../file/trouble.ts'
import { unfinishedBeside } from '../file/unfinished.ts'
import { copyWhole, snapshotting, takeSnapshot } from './snapshots.ts'

/**
 * Gives the new book its name, once the file that is there is kept.
 * @param check refuses, under the lock of the book, a new book that must not be put there any more
 * @returns the path of the kept file; null when there was none
 * @throws cannot, where no book can be put; EngineTrouble
 */
export async function replace(
  bookPath: string,
  unfinished: string,
  today: Day,
  check: () => void,
): Promise<string | null> {
  // A file that cannot even be looked into is kept as it is.
  const found = lookIfPossible(bookPath)
  if (found.kind === 'folder' || found.kind === 'not a file') {
    throw cannot(`${bookPath} is not a file, so no book can be put there.`, 'Choose another place with --book PATH.')
  }
  const isForeign = found.kind === 'database' && found.header.applicationId !== applicationId
  // A file with snapshots was a book.
  if (isForeign && !hasSnapshots(bookPath, today)) {
    throw cannot(
      `${bookPath} belongs to another program, and was left as it is.`,
      'Choose another place with --book PATH.',
    )
  }
  const hasTables = found.kind === 'database' && !isForeign && (found.header.version > 0 || !found.isSettled)
  const whole = hasTables ? await replaceWhole(bookPath, unfinished, today, check) : undefined
  if (whole !== undefined) return whole
  const kept = await snapshotting(snapshotFolder(bookPath), async () => setAside(bookPath, today))
  rename(unfinished, bookPath)
  return kept
}

/** True when a book cannot be read: then its file is kept as it is. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof EngineTrouble ? !['busy', 'full'].includes(error.kind) : isOfSql(error)

/**
 * Replaces a book that can be read, after a snapshot of it. Nobody can write to it from before the snapshot until the new
 * one has its name: a program that still waited to write finds another file there, and fails.
 * @param check refuses, under the lock of the book, a new book that must not be put there any more
 * @returns undefined when the book is damaged; then nothing has been done
 */
async function replaceWhole(
  bookPath: string,
  unfinished: string,
  today: Day,
  check: () => void,
): Promise<string | undefined> {
  let taken: string | undefined
  let isReplaced = false
  const file = fileAt(bookPath)
  // Windows renames over no file that is open.
  const renamesOpenFiles = process.platform !== 'win32'
  // No other process has a journal while this one may write, and this one writes nothing: none is left to be played back.
  const keep = (engine: SqliteEngine) =>
    engine.transaction('write', async () => {
      if (file !== fileAt(bookPath)) throw replaced(bookPath)
      check()
      if ((await engine.findDamage()) !== null) return undefined
      taken = (await takeSnapshot((target) => copyWhole(engine, bookPath, target), bookPath, today, beforeRestore)).path
      if (renamesOpenFiles) rename(unfinished, bookPath)
      isReplaced = renamesOpenFiles
      return taken
    })
  try {
    const kept = await withSqlite(bookPath, keep)
    if (kept !== undefined && !renamesOpenFiles) rename(unfinished, bookPath)
    return kept
  } catch (error) {
    // The transaction has written nothing that a commit which fails could lose.
    if (isReplaced) return taken
    if (taken !== undefined) discardSnapshot(taken)
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/**
 * Keeps the file of a damaged book as it is among the snapshots, with the files beside it, which must not be taken for the
 * new book’s. @returns the path of the kept file; null when there was none
 */
function setAside(bookPath: string, today: Day): string | null {
  const beside = besides.filter((suffix) => isThere(`${bookPath}${suffix}`))
  if (!isThere(bookPath) && beside.length === 0) return null
  const folder = snapshotFolder(bookPath)
  makeFolder(folder)
  const target = freePath(folder, `${today} ${isDamaged}`)
  if (isThere(bookPath)) keepFile(bookPath, target)
  for (const suffix of beside) rename(`${bookPath}${suffix}`, `${target}${suffix}`)
  syncFolder(folder)
  syncFolder(dirname(bookPath))
  return isThere(target) ? target : null
}

/** Gives a file a second name; where the file system has no such thing, a copy gets it. */
function keepFile(path: string, target: string): void {
  try {
    linkSync(path, target)
  } catch {
    const unfinished = unfinishedBeside(target)
    copyFileSync(path, unfinished)
    syncFile(unfinished)
    rename(unfinished, target)
  }
}
