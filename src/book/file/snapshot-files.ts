import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Day, isoDayFrom } from '#domain/days/day.ts'
import { beforeRestore, isDamaged, outlived, type Snapshot } from '#domain/shop/retention.ts'
import { codeOf } from '#errors.ts'

/** A snapshot's file. `name` is that of the file without `.db`; `size` is in bytes, `made` in milliseconds of the clock. */
export type SnapshotFile = Snapshot & { name: string; path: string; size: number; made: number }

/** The names of snapshots’ files: `2026-11-21 before version 3.db`, `2026-11-21 backup (2).db`. */
const named = /^(\d{4}-\d{2}-\d{2}) (before .+?|backup|damaged)(?: \(\d+\))?$/

/** The folder of a book’s snapshots, beside the book. */
export const snapshotFolder = (bookPath: string): string => join(dirname(bookPath), `${basename(bookPath)}.snapshots`)

/** The name of a snapshot, from its path: `2026-11-21 before import`. */
export const snapshotName = (path: string): string => basename(path, '.db')

/** The names in a folder; none where it is not there, or may not be looked at. */
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
    return undefined // a day that no calendar has, or a file that may not be looked at: none of ours
  }
}

/**
 * The snapshots of a book, the newest first; of one day, the last made first. Snapshots of days after `today` come at the
 * end: they were taken while the clock was wrong, or `--today` was given.
 */
export function snapshotFiles(bookPath: string, today: Day): SnapshotFile[] {
  const folder = snapshotFolder(bookPath)
  const newestFirst = filesIn(folder)
    .flatMap((file) => snapshotIn(folder, file) ?? [])
    .sort((a, b) => (a.day === b.day ? b.made - a.made : a.day < b.day ? 1 : -1))
  return [...newestFirst.filter(({ day }) => day <= today), ...newestFirst.filter(({ day }) => day > today)]
}

/**
 * The snapshot that most likely holds the newest state of the book: a state that somebody went back from only where there
 * is no other, and never one that was kept because it is damaged.
 */
export const newestRestorable = (bookPath: string, today: Day): SnapshotFile | undefined =>
  restorable(bookPath, today)[0]

/** The snapshots that may be gone back to, the likeliest first. */
export function restorable(bookPath: string, today: Day): SnapshotFile[] {
  const kept = snapshotFiles(bookPath, today).filter(({ why }) => why !== isDamaged)
  return [...kept.filter(({ why }) => why !== beforeRestore), ...kept.filter(({ why }) => why === beforeRestore)]
}

/** True when a book has snapshots: a book that is not there itself is then missing rather than new. */
export const hasSnapshots = (bookPath: string, today: Day): boolean => newestRestorable(bookPath, today) !== undefined

/** A name that is free: `2026-11-21 before version 2.db`, then `… 2 (2).db` and so on. */
export function freePath(folder: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? `${name}.db` : `${name} (${n}).db`)
    if (!existsSync(path)) return path
  }
}

/** Deletes the snapshots that are no longer kept, now that there is a new one, and leftovers; a file that will not go stays. */
export function pruneSnapshots(bookPath: string, justMade: string, today: Day): void {
  const old = outlived(snapshotFiles(bookPath, today), today).filter(({ path }) => path !== justMade)
  for (const { path } of old) removeIfPossible(path)
  for (const path of abandoned(bookPath)) removeIfPossible(path)
}

/** Deletes a snapshot that was taken for nothing, and the folder, if it was the first. */
export function discardSnapshot(path: string): void {
  removeIfPossible(path)
  try {
    rmdirSync(dirname(path))
  } catch {
    // There are other snapshots in it.
  }
}

/** The name of an unfinished file, after the finished file’s own name and a dot: the number of the process first. */
const unfinishedName = /^(\d+)(-\w+)?(\.[\w-]+)*\.new(-journal|-wal|-shm)?$/
const unfinishedSnapshotName = /^unfinished\.(\d+)[\w.-]*$/
const journalName = /^(.+\.db)-(journal|wal|shm)$/
/** The name of a file of the user’s that is not finished; an earlier `cl` gave it no random part. */
const unfinishedFile = /(\.\d+-[0-9a-z]{8}|\.(csv|json|vcf|vcard|ics|md|db)\.\d+(-\w+)?)(\.[\w-]+)?\.new(-journal)?$/

/**
 * The files that `cl` began beside the book or among its snapshots and never finished, and journals of snapshots that are
 * gone. They are told by their names: one may be of a process that works just now.
 */
export function leftovers(bookPath: string): string[] {
  return unfinishedWork(bookPath).map(({ path }) => path)
}

/** Files of the user’s in a folder that `cl` began to write, and never finished. */
export const unfinishedFilesIn = (folder: string): string[] =>
  filesIn(folder)
    .filter((file) => unfinishedFile.test(file) && !file.endsWith(noteEnding))
    .map((file) => join(folder, file))

/** A note beside the book that a file was begun in another folder, after the book’s name and a dot. */
const noteName = /^\d+-\w+\.elsewhere\.new$/
const noteEnding = '.elsewhere.new'
/** The ending of such a file’s name. */
const unfinishedEnding = /\.\d+-\w+\.new$/

/** Files that `cl` began to write in other folders and never finished, as notes beside the book say. */
export const begunElsewhere = (bookPath: string): string[] =>
  filesIn(dirname(bookPath)).flatMap((file) => filesNotedIn(bookPath, file))

/** The files that a note names, as far as they are there: a file, and its journal. */
function filesNotedIn(bookPath: string, file: string): string[] {
  const begun = `${basename(bookPath)}.`
  if (!file.startsWith(begun) || !noteName.test(file.slice(begun.length))) return []
  try {
    const path = readFileSync(join(dirname(bookPath), file), 'utf8')
    return unfinishedEnding.test(path) ? [path, `${path}-journal`].filter(existsSync) : []
  } catch {
    return [] // finished just now
  }
}

/** The leftovers with the process that left each; null where no name says which. */
function unfinishedWork(bookPath: string): { path: string; process: number | null }[] {
  const [folder, snapshots, begun] = [dirname(bookPath), snapshotFolder(bookPath), `${basename(bookPath)}.`]
  const processIn = (found: RegExpExecArray | null) => (found === null ? undefined : Number(found[1]))
  const kept = filesIn(snapshots)
  return [
    ...filesIn(folder)
      .filter((file) => file.startsWith(begun) && filesNotedIn(bookPath, file).length === 0)
      .map((file) => ({
        path: join(folder, file),
        process: processIn(unfinishedName.exec(file.slice(begun.length))),
      })),
    ...kept.map((file) => {
      const orphan = journalName.exec(file)
      const isOrphan = orphan !== null && !kept.includes(orphan[1] ?? '')
      const [, named = ''] = /\.db\.(.+)$/.exec(file) ?? []
      const process = processIn(unfinishedSnapshotName.exec(file)) ?? processIn(unfinishedName.exec(named))
      return { path: join(snapshots, file), process: isOrphan ? null : process }
    }),
  ].flatMap(({ path, process }) => (process === undefined ? [] : { path, process }))
}

/** The leftovers of processes which are no more. */
const abandoned = (bookPath: string): string[] =>
  unfinishedWork(bookPath).flatMap(({ path, process }) => (process === null || isRunning(process) ? [] : path))

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Deletes a leftover of some work, and hides no error of that work behind one of its own. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // A user who may not delete here keeps more than is needed, and cl doctor says how much.
  }
}
