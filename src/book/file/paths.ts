import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { cannot, codeOf, isOfSystem, wrongUsage } from '#errors.ts'

/** The answer of a look at the disk, or of some work there that nothing depends on; null where it fails. */
export function ifPossible<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** The names in a folder; none where it is not there, or may not be looked at. */
export const filesIn = (folder: string): string[] => ifPossible(() => readdirSync(folder)) ?? []

/**
 * Deletes a leftover of some work, and hides no error of that work behind one of its own: a user who may not delete here keeps
 * more than is needed, and `cl doctor` says how much.
 */
export function removeIfPossible(path: string): void {
  ifPossible(() => rmSync(path, { force: true }))
}

/** The text of a file; null where there is none, or it may not be read. */
export const textIn = (path: string): string | null => ifPossible(() => readFileSync(path, 'utf8'))

/**
 * A path that somebody named, as it is. The database’s driver trims a path, and so would work on another file than the one
 * that was looked at.
 * @param what the thing that the path belongs to, to begin a sentence with
 * @throws wrong usage, for a path that is empty, holds a NUL character, or is another one when it is trimmed
 */
export function usablePath(path: string, what: string, hint: string): string {
  if (path === '' || path.includes('\0')) throw wrongUsage(`${what} is empty or holds a NUL character.`, hint)
  if (path !== path.trim())
    throw wrongUsage(`${what} begins or ends with a blank or a control character: "${path}".`, hint)
  return path
}

/**
 * The file that a path leads to, so that a book’s journal, lock and snapshots are beside it, and not beside a link; and so
 * that a file is replaced, and not the link to it.
 * @param otherwise the advice besides mending the link
 * @throws cannot, for a link that leads nowhere
 */
export function linkFollowed(path: string, otherwise = 'choose another book with --book PATH'): string {
  try {
    return lstatSync(path).isSymbolicLink() ? realpathSync.native(path) : path
  } catch (error) {
    const isLink = isOfSystem(error) && error.syscall === 'realpath'
    if (isLink)
      throw cannot(
        `${path} is a link that leads to no file (${codeOf(error)}).`,
        `Put the file back that it leads to, or remove the link; or ${otherwise}.`,
      )
    return path // no file there yet, or one that may not be looked at: opening it says so
  }
}

/** The folder of a book’s snapshots, beside the book. */
export const snapshotFolder = (path: string): string => join(dirname(path), `${basename(path)}.snapshots`)

/** The file that names the server of a book: beside where the book’s file was. */
export const urlPath = (path: string): string => beside(path, 'url')

/** The file of additions that wait on this laptop for a book on a server. */
export const outboxPath = (path: string): string => beside(path, 'outbox')

/** The file that says which state of a book on a server this laptop knows. */
export const knownPath = (path: string): string => beside(path, 'known')

/** The list of names and words of a book on a server, for a day without a network. */
export const namesPath = (path: string): string => beside(path, 'names')

const beside = (path: string, ending: string): string => `${path.replace(/\.db$/, '')}.${ending}`

/** The address that a book went to, from its file or a snapshot of it; null where it did not go to a server. */
export function wentTo(path: string): string | null {
  const [, book = path] = /^(.*)\.snapshots[\\/][^\\/]*$/.exec(path) ?? []
  return addressBeside(book)
}

/** True where a file beside the book’s says that the book is on a server. */
export const namesServer = (path: string): boolean => existsSync(urlPath(path))

/**
 * The lines of the file that `cl share` left; none without it. Each start asks, and few books have one: the error of a file that
 * is not there takes Node twenty times as long as a look.
 */
const urlLines = (path: string): string[] => (namesServer(path) && textIn(urlPath(path))?.trim().split(/\r?\n/)) || []

/** The address in the file that `cl share` left beside the place of a book; null where there is none. */
export const addressBeside = (path: string): string | null => urlLines(path)[0] ?? null

/** The names below that address, of the snapshots that were here before and are of another book. */
export const notOursBeside = (path: string): string[] => urlLines(path).slice(1)
