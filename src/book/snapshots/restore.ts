import { copyFileSync, existsSync, linkSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { beforeRestore, isDamaged } from '#domain/shop/retention.ts'
import { cannot, UserError } from '#errors.ts'
import type { Ask } from '../engine.ts'
import { applicationId, EngineTrouble, isOfSql, openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import { makeFolder, notSynced, rename, syncFile, syncFolder } from '../file/fsync.ts'
import { type FileFound, fileAt, lookAt, readHeader, replaced } from '../file/header.ts'
import { openBook } from '../file/opening.ts'
import { discardSnapshot, freePath, hasSnapshots, removeIfPossible, snapshotFolder } from '../file/snapshot-files.ts'
import { diskFull, explainTrouble, isFull, maybeWritten } from '../file/trouble.ts'
import { unfinishedBeside } from '../file/unfinished.ts'
import { currentSchema } from '../schema.ts'
import { copyWhole, finishing, snapshotting, type Taken, takeSnapshot } from './snapshots.ts'

/** What was put in the book's place, and where what was there before is kept; null when there was nothing to keep. */
type Restored<T> = Taken & T & { kept: string | null }

/** What a database may have beside it, and would take for its own if another file were put in its place. */
const besides = ['-journal', '-wal', '-shm']

/**
 * Puts a checked copy of a snapshot, or of any other book, in the place of the book, which is kept first. Whatever
 * stops it, either the old book or the new one is there, and whole.
 * @param source the path of what is restored; it stays as it is
 * @param ask asks the source what there is in it
 * @throws cannot, when the source is not a whole book, or what is replaced could not be kept; then nothing has changed
 */
export async function restoreBook<T>(bookPath: string, source: string, today: Day, ask: Ask<T>): Promise<Restored<T>> {
  checkSource(bookPath, source, today)
  const file = stateOf(source)
  // Somebody may have been erased from the source after it was copied; and what is written meanwhile is copied by halves.
  const checkUnchanged = () => {
    if (stateOf(source) !== file) throw changedJustNow(source)
  }
  try {
    makeFolder(dirname(bookPath))
    const unfinished = unfinishedBeside(bookPath)
    return await finishing(unfinished, async () => {
      const copied = await copyOf(source, unfinished, today, ask).catch((error: unknown) => {
        // cl forget deletes what is begun, whoever is at it.
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
    if (error instanceof Error && 'syscall' in error) {
      const { code, path } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' && path?.startsWith(source)) throw changedJustNow(source)
      if (isFull(code)) throw diskFull(bookPath)
      throw cannot(
        `The book could not be put at ${bookPath} (${code}). What was there is as it was.`,
        'Check who may write there, or make room on the disk.',
      )
    }
    throw error
  }
}

const changedJustNow = (source: string): UserError =>
  cannot(`Another program changed ${source} just now.`, 'Nothing was restored. Try again.')

/** Which file a path is, and when it was last written to. */
function stateOf(path: string): string {
  const { mtimeNs, size } = statSync(path, { bigint: true })
  return `${fileAt(path)} ${size} ${mtimeNs}`
}

const another = 'Choose another: cl backups lists the snapshots.'

/** @throws cannot, for what is not a book of this version or an older one, or is the book itself */
function checkSource(bookPath: string, source: string, today: Day): void {
  try {
    if (!readHeader(source, currentSchema.version, today)) throw cannot(`There is no snapshot or file "${source}".`)
  } catch (error) {
    throw error instanceof UserError && error.exitCode === 1 ? cannot(error.message, another) : error
  }
  if (fileAt(bookPath) === fileAt(source)) throw cannot(`${source} is the book itself.`, another)
}

/**
 * Reads a copy of the source, with what is beside it: reading it where it is would play back what was broken off in it, and
 * change how it keeps its journal.
 * @throws cannot, when the source is damaged or cannot be opened; EngineTrouble, when the disk does not take the copy
 */
async function copyOf<T>(source: string, target: string, today: Day, ask: Ask<T>): Promise<Taken & T> {
  const own = target.replace(/new$/, 'source.new')
  return finishing(own, async () => {
    try {
      copyFileSync(source, own)
      for (const suffix of ['-journal', '-wal'])
        if (isThere(`${source}${suffix}`)) copyFileSync(`${source}${suffix}`, `${own}${suffix}`)
      return await checkedCopyOf(source, own, target, today, ask)
    } finally {
      for (const suffix of besides) removeIfPossible(`${own}${suffix}`)
    }
  })
}

async function checkedCopyOf<T>(
  source: string,
  own: string,
  target: string,
  today: Day,
  ask: Ask<T>,
): Promise<Taken & T> {
  let engine: SqliteEngine | undefined
  try {
    const opened = openSource(source, own, today)
    engine = opened
    return await opened.transaction('read', async () => {
      const damage = await opened.findDamage()
      if (damage !== null) throw damagedSource(source, damage)
      return { ...(await copyWhole(opened, own, target)), ...(await ask(opened)) }
    })
  } catch (error) {
    const isDamaged = isOfSql(error) || (error instanceof EngineTrouble && error.kind === 'damaged')
    throw isDamaged ? damagedSource(source, error.message) : error
  } finally {
    engine?.close()
  }
}

const isThere = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0

function openSource(source: string, own: string, today: Day): SqliteEngine {
  try {
    const opened = openBook(own, currentSchema.version, today)
    if (!opened) throw cannot(`There is no snapshot or file "${source}".`, another)
    return opened.engine
  } catch (error) {
    throw error instanceof EngineTrouble ? explainTrouble(error, source, today) : error
  }
}

const damagedSource = (source: string, damage: string): UserError =>
  cannot(
    `${source} is damaged (${damage}), and was not restored. The book is as it was.`,
    'Choose another: cl backups lists the snapshots.',
  )

/** Gives the new book its name, once what is there is kept. @returns where it is kept */
async function replace(bookPath: string, unfinished: string, today: Day, check: () => void): Promise<string | null> {
  const found = foundAt(bookPath)
  if (found.kind === 'folder' || found.kind === 'not a file') {
    throw cannot(`${bookPath} is not a file, so no book can be put there.`, 'Choose another place with --book PATH.')
  }
  const isForeign = found.kind === 'database' && found.header.applicationId !== applicationId
  // What has snapshots was a book.
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

/** What is in the book’s place; what cannot even be looked into is kept as it is. */
function foundAt(bookPath: string): FileFound | { kind: 'not to be read' } {
  try {
    return lookAt(bookPath)
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 1) return { kind: 'not to be read' }
    throw error
  }
}

/** Whether a book cannot be read: then its file is kept as it is. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof EngineTrouble ? !['busy', 'full'].includes(error.kind) : isOfSql(error)

/**
 * Replaces a book that can be read, after a snapshot of it. Nobody can write to it from before the snapshot until the new
 * one has its name: what was still waiting to write finds another file there, and fails.
 * @param check refuses, under the lock of the book, what must not be put there any more
 * @returns undefined when the book is damaged; then nothing has been done
 */
async function replaceWhole(
  bookPath: string,
  unfinished: string,
  today: Day,
  check: () => void,
): Promise<string | undefined> {
  let engine: SqliteEngine | undefined
  let taken: string | undefined
  let isReplaced = false
  const file = fileAt(bookPath)
  try {
    const opened = openSqlite(bookPath)
    engine = opened
    // Windows renames over no file that is open.
    const renamesOpenFiles = process.platform !== 'win32'
    // No other process has a journal while this one may write, and this one writes nothing: none is left to be played back.
    const kept = await opened.transaction('write', async () => {
      if (file !== fileAt(bookPath)) throw replaced(bookPath)
      check()
      if ((await opened.findDamage()) !== null) return undefined
      taken = (await takeSnapshot((target) => copyWhole(opened, bookPath, target), bookPath, today, beforeRestore)).path
      if (renamesOpenFiles) rename(unfinished, bookPath)
      isReplaced = renamesOpenFiles
      return taken
    })
    opened.close()
    if (kept !== undefined && !renamesOpenFiles) rename(unfinished, bookPath)
    return kept
  } catch (error) {
    // The transaction has written nothing that a commit which fails could lose.
    if (isReplaced) return taken
    if (taken !== undefined) discardSnapshot(taken)
    if (isUnreadable(error)) return undefined
    throw error
  } finally {
    engine?.close()
  }
}

/**
 * Keeps the file of a damaged book as it is among the snapshots, with what is beside it, which must not be taken for the
 * new book’s. @returns where it is; null when there was nothing
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

/** The same file under a second name; where the file system has no such thing, a copy of it. */
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
