import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { codeOf } from '#errors.ts'
import { filesIn, snapshotFolder, textIn } from './paths.ts'

/** The finished file’s own name and a dot stand before it: the number of the process first. */
const unfinishedName = /^(\d+)(-\w+)?(\.[\w-]+)*\.new(-journal|-wal|-shm)?$/
const unfinishedSnapshotName = /^unfinished\.(\d+)[\w.-]*$/
const journalName = /^(.+\.db)-(journal|wal|shm)$/
/** An earlier `cl` gave such a name no random part. */
const unfinishedFile = /(\.\d+-[0-9a-z]{8}|\.(csv|json|vcf|vcard|ics|md|db)\.\d+(-\w+)?)(\.[\w-]+)?\.new(-journal)?$/

/**
 * Files that `cl` began beside the book or among its snapshots, and journals of snapshots that are gone. They are told by their
 * names: one may be of a process that works just now.
 */
export function leftovers(bookPath: string): string[] {
  return unfinishedWork(bookPath).map(({ path }) => path)
}

export const unfinishedFilesIn = (folder: string): string[] =>
  filesIn(folder)
    .filter((file) => unfinishedFile.test(file) && !file.endsWith(noteEnding))
    .map((file) => join(folder, file))

/** The book’s name and a dot stand before it: a file was begun in another folder. */
const noteName = /^\d+-\w+\.elsewhere\.new$/
const noteEnding = '.elsewhere.new'
const unfinishedEnding = /\.\d+-\w+\.new$/

/** Notes beside the book say where. */
export const begunElsewhere = (bookPath: string): string[] =>
  filesIn(dirname(bookPath)).flatMap((file) => filesNotedIn(bookPath, file))

/** Files are looked for beside the book, in the folder that it works in, and where notes say. */
export function unfinishedOfUser(bookPath: string): string[] {
  const folders = [dirname(resolve(bookPath)), resolve('.')]
  return [...new Set([...folders.flatMap(unfinishedFilesIn), ...begunElsewhere(bookPath)])]
}

/** A file, and its journal, as far as they are there. */
function filesNotedIn(bookPath: string, file: string): string[] {
  const begun = `${basename(bookPath)}.`
  if (!file.startsWith(begun) || !noteName.test(file.slice(begun.length))) return []
  const path = textIn(join(dirname(bookPath), file)) ?? '' // finished just now
  return unfinishedEnding.test(path) ? [path, `${path}-journal`].filter(existsSync) : []
}

/** `process` is null where no name says which. */
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

/** The process that began each of these files has ended. */
export const abandoned = (bookPath: string): string[] =>
  unfinishedWork(bookPath).flatMap(({ path, process }) => (process === null || isRunning(process) ? [] : path))

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
