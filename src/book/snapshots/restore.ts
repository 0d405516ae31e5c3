import { copyFileSync, existsSync, linkSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { beforeRestore, isDamaged } from '#domain/shop/retention.ts'
import { cannot, isOfSystem, type UserError } from '#errors.ts'
import type { Ask } from '../engine.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { applicationId } from '../engines/sqlite-file.ts'
import { EngineTrouble, isOfSql } from '../engines/sqlite-trouble.ts'
import { makeFolder, notSynced, rename, syncFile, syncFolder } from '../file/fsync.ts'
import { besides, fileAt, isThere, lookIfPossible } from '../file/header.ts'
import { snapshotFolder } from '../file/paths.ts'
import { discardSnapshot, freePath, hasSnapshots } from '../file/snapshot-files.ts'
import { diskFull, explainTrouble, isFull, maybeWritten, replaced } from '../file/trouble.ts'
import { finishing, unfinishedBeside } from '../file/unfinished.ts'
import { copyWhole, snapshotting, type Taken, takeSnapshot } from './snapshots.ts'
import { checkSource, copyOf } from './source.ts'

/** `kept` is the path of the kept file; null when there was nothing to keep. */
type Restored<T> = Taken & T & { kept: string | null }

/**
 * Puts a checked copy of a snapshot, or of any other book, in the place of the book, which is kept first. Whatever
 * stops it, either the old book or the new one is there, and whole.
 * @param source the path of the file to restore; it stays as it is
 * @param ask reads the contents of the source
 * @throws cannot, when the source is not a whole book, or the replaced file could not be kept; then nothing has changed
 */
export async function restoreBook<T>(bookPath: string, source: string, today: Day, ask: Ask<T>): Promise<Restored<T>> {
  checkSource(bookPath, source, today)
  const file = stateOf(source)
  // Somebody may have been erased from the source after it was copied; and a file that is being written is copied by halves.
  const checkUnchanged = () => {
    if (stateOf(source) !== file) throw changedJustNow(source)
  }
  try {
    makeFolder(dirname(bookPath))
    const unfinished = unfinishedBeside(bookPath)
    return await finishing(unfinished, async () => {
      const copied = await copyOf(source, unfinished, today, ask).catch((error: unknown) => {
        // cl forget deletes unfinished files, even of a command at work.
        throw existsSync(unfinished) ? error : changedJustNow(source)
      })
      checkUnchanged()
      const kept = await replace(bookPath, unfinished, today, checkUnchanged)
      const notOnDisk = notSynced(dirname(bookPath))
      if (notOnDisk !== null) throw maybeWritten(bookPath, notOnDisk)
      return { ...copied, path: source, kept }
    })
  } catch (error) {
    if (error instanceof EngineTrouble) throw explainTrouble(error, bookPath, today)
    if (isOfSystem(error)) {
      const { code, path } = error
      // Unfinished files have the name of the book in front.
      if (code === 'ENOENT' && [source, `${bookPath}.`].some((start) => path?.startsWith(start)))
        throw changedJustNow(source)
      if (isFull(code)) throw diskFull(bookPath)
      throw cannot(
        `The book could not be put at ${bookPath} (${code}). The file there is as it was.`,
        'Check who may write there, or make room on the disk.',
      )
    }
    throw error
  }
}

const changedJustNow = (source: string): UserError =>
  cannot(`Another program changed ${source} just now.`, 'Nothing was restored. Try again.')

/** The number of a file, its size, and the time of its last write. */
function stateOf(path: string): string {
  const { mtimeNs, size } = statSync(path, { bigint: true })
  return `${fileAt(path)} ${size} ${mtimeNs}`
}

/**
 * Gives the new book its name, once the file that is there is kept.
 * @param check refuses, under the lock of the book, a new book that must not be put there any more
 * @returns the path of the kept file; null when there was none
 * @throws cannot, where no book can be put; EngineTrouble
 */
async function replace(bookPath: string, unfinished: string, today: Day, check: () => void): Promise<string | null> {
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

/** The file of a book that cannot be read is kept as it is. */
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
 * The files beside a damaged book are kept with it: they must not be taken for the new book’s.
 * @returns the path of the kept file; null when there was none
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

/** A copy gets the name where the file system has no second names. */
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
