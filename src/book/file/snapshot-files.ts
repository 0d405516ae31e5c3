import { existsSync, rmdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Day, isoDayFrom } from '#domain/days/day.ts'
import { beforeRestore, isDamaged, outlived, type Snapshot } from '#domain/shop/retention.ts'
import { abandoned } from './leftovers.ts'
import { filesIn, ifPossible, removeIfPossible, snapshotFolder } from './paths.ts'

/** `name` is that of the file without `.db`; `size` is in bytes, `made` in milliseconds of the clock. */
export type SnapshotFile = Snapshot & { name: string; path: string; size: number; made: number }

/** `2026-11-21 before version 3.db`, `2026-11-21 backup (2).db` */
const named = /^(\d{4}-\d{2}-\d{2}) (before .+?|backup|damaged)(?: \(\d+\))?$/

/** `2026-11-21 before import` */
export const snapshotName = (path: string): string => basename(path, '.db')

function snapshotIn(folder: string, file: string): SnapshotFile | undefined {
  const name = file.endsWith('.db') ? file.slice(0, -'.db'.length) : ''
  const [, written = '', why = ''] = named.exec(name) ?? []
  const path = join(folder, file)
  // A day that no calendar has, or a file that may not be looked at, is none of ours.
  const day = ifPossible(() => isoDayFrom(written))
  const stats = ifPossible(() => statSync(path, { throwIfNoEntry: false }))
  return day && stats?.isFile() ? { name, day, why, path, size: stats.size, made: stats.mtimeMs } : undefined
}

/**
 * The newest come first; of one day, the last made. Snapshots of days after `today` come at the end: they were taken while the clock
 * was wrong, or `--today` was given.
 */
export function snapshotFiles(bookPath: string, today: Day): SnapshotFile[] {
  const folder = snapshotFolder(bookPath)
  const newestFirst = filesIn(folder)
    .flatMap((file) => snapshotIn(folder, file) ?? [])
    .sort((a, b) => (a.day === b.day ? b.made - a.made : a.day < b.day ? 1 : -1))
  return [...newestFirst.filter(({ day }) => day <= today), ...newestFirst.filter(({ day }) => day > today)]
}

/**
 * The newest state of the book, most likely: a state that somebody went back from only where there is no other, and never one that
 * was kept because it is damaged.
 */
export const newestRestorable = (bookPath: string, today: Day): SnapshotFile | undefined =>
  restorable(bookPath, today)[0]

/** The likeliest come first. */
export function restorable(bookPath: string, today: Day): SnapshotFile[] {
  const kept = snapshotFiles(bookPath, today).filter(({ why }) => why !== isDamaged)
  return [...kept.filter(({ why }) => why !== beforeRestore), ...kept.filter(({ why }) => why === beforeRestore)]
}

/** A book that is not there, and has snapshots, is missing rather than new. */
export const hasSnapshots = (bookPath: string, today: Day): boolean => newestRestorable(bookPath, today) !== undefined

/** `2026-11-21 before version 2.db`, then `… 2 (2).db` and so on. */
export function freePath(folder: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? `${name}.db` : `${name} (${n}).db`)
    if (!existsSync(path)) return path
  }
}

/** Leftovers go, too; a file that will not go stays. */
export function pruneSnapshots(bookPath: string, justMade: string, today: Day): void {
  const old = outlived(snapshotFiles(bookPath, today), today).filter(({ path }) => path !== justMade)
  for (const { path } of old) removeIfPossible(path)
  for (const path of abandoned(bookPath)) removeIfPossible(path)
}

/** The folder goes, too, if it was the first snapshot. */
export function discardSnapshot(path: string): void {
  removeIfPossible(path)
  ifPossible(() => rmdirSync(dirname(path)))
}
