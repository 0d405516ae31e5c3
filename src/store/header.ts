import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { cannot, wrongUsage } from '../errors.ts'

const magic = 'SQLite format 3\0'
const headerLength = 100

/** What the first bytes of a book say about it. */
export type Header = { version: number; applicationId: number }

const hasJournal = (path: string): boolean => (statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0

/**
 * Looks at a book's file without opening it as a database, so that a file which is not a book is never touched
 * (docs/reliability.md, "Opening"). Must not be called while a connection to the file is open in this process: closing any
 * handle of a file lets go of all its locks.
 * @returns undefined when there is no such file
 * @throws cannot, for what is not a whole book
 */
export function readHeader(path: string): Header | undefined {
  if (path === '' || path.includes('\0')) throw wrongUsage('The path of the book is empty or holds a NUL character.')
  const found = stats(path)
  if (!found) return undefined
  if (found.isDirectory()) throw cannot(`${path} is a folder, not a book.`, `Name a file in it: --book ${path}/book.db`)
  if (!found.isFile()) throw cannot(`${path} is not a file, so it cannot be a book.`)
  if (found.size === 0) {
    throw cannot(
      `${path} is empty: there is no book in it.`,
      'Put a copy of your book back, or delete the empty file to start anew.',
    )
  }
  const bytes = firstBytes(path)
  if (bytes.length < headerLength || bytes.toString('latin1', 0, 16) !== magic) {
    throw cannot(`${path} is not a book of cl, and was left as it is.`, 'Choose another file with --book PATH.')
  }
  // While a journal waits to be rolled back, only the database itself knows how long the file should be. Another
  // process may be writing just now: the length is asked for last, after the header and the journal.
  if (!hasJournal(path) && (stats(path)?.size ?? 0) < lengthIn(bytes)) {
    throw damaged(path, 'the end of the file is missing')
  }
  return { version: bytes.readInt32BE(60), applicationId: bytes.readInt32BE(68) }
}

function stats(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw cannot(
      `${path} cannot be looked at (${(error as NodeJS.ErrnoException).code}).`,
      'Choose another file with --book PATH.',
    )
  }
}

function firstBytes(path: string): Buffer {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const bytes = Buffer.alloc(Math.min(headerLength, fstatSync(file).size))
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0))
  } catch (error) {
    throw cannot(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`, 'Check who may read the file.')
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The length in bytes that a database should have; 0 when its header does not know. */
function lengthIn(bytes: Buffer): number {
  const pageSize = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16)
  const countIsValid = bytes.readUInt32BE(24) === bytes.readUInt32BE(92)
  return countIsValid ? pageSize * bytes.readUInt32BE(28) : 0
}

/** The error for a book that fails its check: it is never written to. */
export const damaged = (path: string, what: string) =>
  cannot(
    `The book ${path} is damaged: ${what}. Nothing was written to it.`,
    'Keep a copy of the file, and put your last good copy of the book in its place.',
  )
