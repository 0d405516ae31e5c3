import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { cannot, codeOf } from '#errors.ts'
import { someLetters } from '../chance.ts'
import { makeFolder, notSynced, publish, rename, syncFolder } from './fsync.ts'
import { removeIfPossible } from './paths.ts'
import { maybeThere, thereAlready } from './trouble.ts'

/** Eight letters and digits. */
const randomPart = (): string => someLetters().slice(0, 8).padEnd(8, '0')

/** A file that was never finished can be found by the note. @returns the note’s path; null for none */
export type Noting = (unfinished: string) => string | null

type Begun = { path: string; note: string | null }

/**
 * Opens an empty file for the user alone, under a name that was nobody’s: numbers of processes come again, and a file that is
 * there already may be somebody’s unfinished book, or a link that was planted.
 * @param start the beginning of its name; the number of this process follows, by which a leftover is known
 */
function openAnew(start: string, ending: string, noting: Noting = () => null): Begun & { file: number } {
  for (;;) {
    const path = `${start}.${process.pid}-${randomPart()}${ending}`
    // Before the file: a process may be killed between the two.
    const note = noting(path)
    try {
      return { path, note, file: openSync(path, 'wx', 0o600) }
    } catch (error) {
      if (note !== null) removeIfPossible(note)
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

/** The file gets the name `path` once it is whole. */
export const openUnfinished = (path: string, noting?: Noting) => openAnew(path, '.new', noting)

/**
 * The whole file gets its name.
 * @throws cannot, where `replaces` is false and the name is taken by now, or the disk may not have the file
 */
export function publishBegun(begun: Begun, path: string, { replaces }: { replaces: boolean }): void {
  if (replaces) rename(begun.path, path)
  else if (!publish(begun.path, path)) throw thereAlready(path)
  removeBegun(begun)
  const notOnDisk = notSynced(dirname(resolve(path)))
  if (notOnDisk !== null) throw maybeThere(path, notOnDisk)
}

/** A file that has its name by now stays; its note goes. @returns the files that could not be deleted */
export function removeBegun({ path, note }: Begun): string[] {
  const left = [path, `${path}-journal`].filter((each) => {
    removeIfPossible(each)
    return existsSync(each)
  })
  // The note stays until the deletion is on the disk: after a loss of power, the file may be back.
  if (note !== null && left.length === 0 && notSynced(dirname(path)) === null) removeIfPossible(note)
  return left
}

/** The file gets the name `path` once it is whole. @returns its path until then */
export const unfinishedBeside = (path: string): string => closed(openAnew(path, '.new'))

/** The file becomes a snapshot. @returns its path until then */
export const unfinishedIn = (folder: string): string => closed(openAnew(join(folder, 'unfinished'), ''))

/** A failure of the work leaves nothing of the file. */
export async function finishing<T>(unfinished: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    for (const leftover of [unfinished, `${unfinished}-journal`]) removeIfPossible(leftover)
  }
}

/**
 * `cl doctor` finds a file in another folder by the note, if it is never finished.
 * @returns the path of the note, to be removed with that file; null where none is needed, or none can be made
 */
export function noteElsewhere(bookPath: string, unfinished: string): string | null {
  const [book, other] = [resolve(bookPath), resolve(unfinished)]
  if (dirname(book) === dirname(other)) return null
  let note: { path: string; file: number } | undefined
  try {
    note = openAnew(book, '.elsewhere.new')
    writeSync(note.file, other)
    fsyncSync(note.file)
    syncFolder(dirname(book))
    return note.path
  } catch {
    // A user who may not write beside the book may write elsewhere.
    if (note) removeIfPossible(note.path)
    return null
  } finally {
    if (note) closeSync(note.file)
  }
}

function closed({ path, file }: { path: string; file: number }): string {
  closeSync(file)
  return path
}

/**
 * The file is for the user alone, and is there whole or as it was.
 * @param bookPath the book, beside which a leftover is known by its name
 * @throws cannot, when the disk does not take it; then it is as it was
 */
export function writeWhole(bookPath: string, target: string, text: string): void {
  try {
    makeFolder(dirname(target))
    const { path: unfinished, file } = openUnfinished(bookPath)
    try {
      writeSync(file, text)
      fsyncSync(file)
      rename(unfinished, target)
    } finally {
      closeSync(file)
      removeIfPossible(unfinished)
    }
    notSynced(dirname(target))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw cannot(`${target} could not be written (${code}).`, `Make room, or check who may write there.`)
  }
}
