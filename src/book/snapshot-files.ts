import { existsSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Day, isoDayFrom } from '#domain/day.ts'
import { beforeRestore, isDamaged, outlived, type Snapshot } from '#domain/retention.ts'

/** A snapshot's file. `name` is that of the file without `.db`; `size` is in bytes, `made` in milliseconds of the clock. */
export type SnapshotFile = Snapshot & { name: string; path: string; size: number; made: number }

/** What the files of snapshots are called: `2026-11-21 before version 3.db`, `2026-11-21 backup (2).db`. */
const named = /^(\d{4}-\d{2}-\d{2}) (before .+?|backup|damaged)(?: \(\d+\))?$/

/** Where the snapshots of a book are: a folder beside it. */
export const snapshotFolder = (bookPath: string): string => join(dirname(bookPath), `${basename(bookPath)}.snapshots`)

/** What a snapshot is called, from its path: `2026-11-21 before import`. */
export const snapshotName = (path: string): string => basename(path, '.db')

/** The names of what is in a folder; none where it is not there, or may not be looked at. */
export const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function snapshotIn(folder: string, file: string): SnapshotFile | undefined {
  const name = file.endsWith('.db') ? file.slice(0, -'.db'.length) : ''
  const [, written = '', why = ''] = named.exec(name) ?? []
  const path = join(folder, file)
  try {
    const day = isoDayFrom(written)
    const stats = statSync(path, { throwIfNoEntry: false })
    return day && stats?.isFile() ? { name, day, why, path, size: stats.size, made: stats.mtimeMs } : undefined
  } catch {
    return undefined // a day that no calendar has, or what may not be looked at: none of ours
  }
}

/**
 * The snapshots of a book, the newest first; of one day, the one that was made last. Those of days after `today` come
 * at the end: they were taken while the clock was wrong, or `--today` was given.
 */
export function snapshotFiles(bookPath: string, today: Day): SnapshotFile[] {
  const folder = snapshotFolder(bookPath)
  const newestFirst = filesIn(folder)
    .flatMap((file) => snapshotIn(folder, file) ?? [])
    .sort((a, b) => (a.day === b.day ? b.made - a.made : a.day < b.day ? 1 : -1))
  return [...newestFirst.filter(({ day }) => day <= today), ...newestFirst.filter(({ day }) => day > today)]
}

/**
 * The snapshot that most likely holds the newest of the book: not what somebody went back from, unless there is nothing
 * else, and never what was kept because it is damaged.
 */
export const newestRestorable = (bookPath: string, today: Day): SnapshotFile | undefined =>
  restorable(bookPath, today)[0]

/** The snapshots that may be gone back to, in that order. */
export function restorable(bookPath: string, today: Day): SnapshotFile[] {
  const kept = snapshotFiles(bookPath, today).filter(({ why }) => why !== isDamaged)
  return [...kept.filter(({ why }) => why !== beforeRestore), ...kept.filter(({ why }) => why === beforeRestore)]
}

/** Whether a book has snapshots: where it is not there itself, it is missing rather than new. */
export const hasSnapshots = (bookPath: string, today: Day): boolean => newestRestorable(bookPath, today) !== undefined

/** A name that is free: `2026-11-21 before version 2.db`, then `… 2 (2).db` and so on. */
export function freePath(folder: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? `${name}.db` : `${name} (${n}).db`)
    if (!existsSync(path)) return path
  }
}

/** Deletes the snapshots that are no longer kept, now that there is a new one; what cannot be deleted stays. */
export function pruneSnapshots(bookPath: string, justMade: string, today: Day): void {
  const old = outlived(snapshotFiles(bookPath, today), today).filter(({ path }) => path !== justMade)
  for (const { path } of old) removeIfPossible(path)
  for (const path of leftovers(bookPath)) removeIfPossible(path)
}

/** Deletes a snapshot that was taken for nothing, and the folder, if it was the first. */
export function discardSnapshot(path: string): void {
  removeIfPossible(path)
  try {
    rmdirSync(dirname(path))
  } catch {
    // There are others in it.
  }
}

/** Copies of the book that were begun, as snapshots or to be put in its place, by a process which is no more. */
export function leftovers(bookPath: string): string[] {
  const begun = `${basename(bookPath)}.`
  const besideBook = filesIn(dirname(bookPath)).filter((file) => file.startsWith(begun))
  return [
    ...besideBook
      .filter((file) => isLeft(/^(\d+)(-[0-9a-z]{8})?\.new(-journal)?$/.exec(file.slice(begun.length))))
      .map((file) => join(dirname(bookPath), file)),
    ...filesIn(snapshotFolder(bookPath))
      .filter((file) => isLeft(/^unfinished\.(\d+)(-[0-9a-z]{8})?(-journal)?$/.exec(file)))
      .map((file) => join(snapshotFolder(bookPath), file)),
  ]
}

const isLeft = (named: RegExpExecArray | null): boolean => named !== null && !isRunning(Number(named[1]))

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Deletes what is left of some work, and hides no error of that work behind one of its own. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Whoever may not delete here keeps more than is needed, and cl doctor says how much.
  }
}
