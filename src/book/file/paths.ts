import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { cannot, codeOf, isOfSystem, wrongUsage } from '#errors.ts'

/** Null where the work fails: nothing may depend on it. */
export function ifPossible<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** None where the folder is not there, or may not be looked at. */
export const filesIn = (folder: string): string[] => ifPossible(() => readdirSync(folder)) ?? []

/** An error here must not hide one of the work: a user who may not delete keeps more than is needed, and `cl doctor` says how much. */
export function removeIfPossible(path: string): void {
  ifPossible(() => rmSync(path, { force: true }))
}

/** Null where there is no file, or it may not be read. A pipe is none: it would be waited for. */
export const textIn = (path: string): string | null =>
  ifPossible(() => (statSync(path).isFile() ? readFileSync(path, 'utf8') : null))

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

/** The folder is beside the book. */
export const snapshotFolder = (path: string): string => join(dirname(path), `${basename(path)}.snapshots`)

/** The file names the server of a book. */
export const urlPath = (path: string): string => beside(path, 'url')

/** Additions wait there for a book on a server. */
export const outboxPath = (path: string): string => beside(path, 'outbox')

/** The file says which state of a book on a server this laptop knows. */
export const knownPath = (path: string): string => beside(path, 'known')

/** Names and words of a book on a server, for a day without a network. */
export const namesPath = (path: string): string => beside(path, 'names')

const beside = (path: string, ending: string): string => `${path.replace(/\.db$/, '')}.${ending}`

/** The address, from the file of a book or a snapshot of it; null where the book did not go to a server. */
export function wentTo(path: string): string | null {
  const [, book = path] = /^(.*)\.snapshots[\\/][^\\/]*$/.exec(path) ?? []
  return addressBeside(book)
}

export const namesServer = (path: string): boolean => existsSync(urlPath(path))

/**
 * The lines of the file that `cl share` left; none without it. Each start asks, and few books have one: the error of a file that
 * is not there takes Node twenty times as long as a look.
 */
const urlLines = (path: string): string[] =>
  namesServer(path) ? (textIn(urlPath(path)) ?? '').trim().split(/\r?\n/) : []

/** `cl share` left the address beside the place of a book; null for none. */
export const addressBeside = (path: string): string | null => urlLines(path)[0] ?? null

/** Snapshots that were here before `cl share`, and are of another book. */
export const notOursBeside = (path: string): string[] => urlLines(path).slice(1)
