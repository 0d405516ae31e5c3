import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { cannot, codeOf, UserError } from '#errors.ts'
import type { Header } from '../engines/sqlite-file.ts'
import { ifPossible, linkFollowed, usablePath } from './paths.ts'

/** Each database begins so, and so each book and each snapshot of one. */
export const magic = 'SQLite format 3\0'
const headerLength = 100

/** SQLite reads a file that says a later format, and never writes to it. */
const newestWriteFormat = 2

/**
 * The thing at a path: nothing, a folder, something else that is no file, an empty file, a file that is no database, a
 * database that has lost its end, or one that looks whole. A database that is not settled may yet be rolled back: its version is
 * not known. SQLite reads a sealed one, and never writes to it.
 */
type FileFound =
  | { kind: 'nothing' | 'folder' | 'not a file' | 'empty' | 'no database' | 'cut off' }
  | { kind: 'database'; header: Header; isSettled: boolean; isSealed: boolean }

/** A file that is put in the place of another has another number; undefined when there is none. */
export function fileAt(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found && `${found.dev}:${found.ino}`
}

/**
 * A text that is another one after each change of a file: of its number and times, and of the count of changes in a database.
 * Null where there is no file, or where SQLite keeps a change beside it.
 */
export function stateOfFile(path: string): string | null {
  const file = linkFollowed(path)
  const found = statSync(file, { throwIfNoEntry: false, bigint: true })
  if (!found?.isFile() || besides.some((ending) => isThere(`${file}${ending}`))) return null
  const { dev, ino, size, mtimeNs, ctimeNs } = found
  return [dev, ino, size, mtimeNs, ctimeNs, firstBytes(file).toString('hex', 24, 28)].join(':')
}

const bytesAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Bytes; 0 where there is no file, or it may not be looked at. */
export const sizeOf = (path: string): number => ifPossible(() => bytesAt(path)) ?? 0

/** SQLite keeps such files beside a database, and would take them for those of another file put in its place. */
export const besides = ['-journal', '-wal', '-shm']

export const isThere = (path: string): boolean => bytesAt(path) > 0

/** Bytes: a write is going on, or was broken off. */
export const journalSize = (path: string): number => bytesAt(`${path}-journal`)

/**
 * Looks at a file without opening it as a database, so that a file which is not a book is never touched
 * (docs/reliability.md, "Opening"). Must not be called while a connection to the file is open in this process: closing any
 * handle of a file lets go of all its locks.
 * @throws wrong usage, for a text that cannot be a path; cannot, when it may not be looked at
 */
export function lookAt(path: string): FileFound {
  usablePath(path, 'The path of the book', 'Name a file, as in: --book shop.db')
  const found = stats(path)
  if (!found) return { kind: 'nothing' }
  if (found.isDirectory()) return { kind: 'folder' }
  if (!found.isFile()) return { kind: 'not a file' }
  if (found.size === 0) return { kind: 'empty' }
  const bytes = firstBytes(path)
  if (bytes.length < headerLength || bytes.toString('latin1', 0, 16) !== magic) return { kind: 'no database' }
  // While a journal waits to be rolled back, only the database itself knows how long the file should be. Another
  // process may be writing just now: the length is asked for last, after the header and the journal.
  const isSettled = journalSize(path) === 0
  // Its functions are V8's own: Node would compile those of a buffer, each when it is called first.
  const view = new DataView(bytes.buffer)
  if (isSettled && (stats(path)?.size ?? 0) < lengthIn(view)) return { kind: 'cut off' }
  const header = { version: view.getInt32(60), applicationId: view.getInt32(68) }
  return { kind: 'database', header, isSettled, isSealed: isSettled && view.getUint8(18) > newestWriteFormat }
}

/** A path that may not be looked at is no error, as it is in `lookAt`. @throws wrong usage, for a text that cannot be a path */
export function lookIfPossible(path: string): FileFound | { kind: 'not to be read'; reason: string } {
  try {
    return lookAt(path)
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode === 2) throw error
    return { kind: 'not to be read', reason: error.message }
  }
}

function stats(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw cannot(`${path} cannot be looked at (${codeOf(error)}).`, 'Choose another file with --book PATH.')
  }
}

function firstBytes(path: string): Buffer {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const bytes = Buffer.alloc(Math.min(headerLength, fstatSync(file).size))
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } catch (error) {
    throw cannot(`${path} cannot be read (${codeOf(error)}).`, 'Check who may read the file.')
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Bytes; 0 when the header does not know. */
function lengthIn(header: DataView): number {
  const pageSize = header.getUint16(16) === 1 ? 65_536 : header.getUint16(16)
  const countIsValid = header.getUint32(24) === header.getUint32(92)
  return countIsValid ? pageSize * header.getUint32(28) : 0
}
