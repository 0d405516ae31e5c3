import type { Day } from '#domain/days/day.ts'
import { cannot } from '#errors.ts'
import { word } from '#hints.ts'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import { applicationId, type Header } from '../engines/sqlite-file.ts'
import { fileAt, lookAt } from './header.ts'
import { wentTo } from './paths.ts'
import { damaged, replaced, wayBack } from './trouble.ts'

/** `version` is that of the tables, `file` the number of the file that was at the path just before. */
type Opened = { engine: SqliteEngine; version: number; file: string | undefined }

/**
 * Opens a book of a version up to `newestVersion`. The file’s own bytes say only whether it may be opened: a change that was
 * broken off may be half in them. SQLite takes that back first, and then says what the book is.
 * @returns undefined when there is no such file
 * @throws cannot, for a file that is not a whole book of such a version; EngineTrouble
 */
export function openBook(
  path: string,
  newestVersion: number,
  today: Day,
  options?: { readOnly: boolean },
): Opened | undefined {
  if (!readHeader(path, newestVersion, today)) return undefined
  const file = fileAt(path)
  const engine = openSqlite(path, options)
  try {
    const header = engine.file.header()
    checkHeader(path, header, newestVersion, today)
    return { engine, version: header.version, file }
  } catch (error) {
    engine.close()
    throw error
  }
}

/**
 * @returns undefined when there is no such file
 * @throws cannot, for a file that is not a whole book of a version up to `newestVersion`
 */
export function readHeader(path: string, newestVersion: number, today: Day): Header | undefined {
  const found = lookAt(path)
  switch (found.kind) {
    case 'nothing':
      return undefined
    case 'folder':
      throw cannot(
        `${path} is a folder, not a book.`,
        (quote) => `Name a file in it: --book ${word(`${path}/book.db`, quote)}`,
      )
    case 'not a file':
      throw cannot(`${path} is not a file, so it cannot be a book.`, 'Choose another file with --book PATH.')
    case 'empty':
      throw cannot(
        `${path} is empty: there is no book in it.`,
        wayBack(path, today) ?? 'Put a copy of your book back, or delete the empty file to start anew.',
      )
    case 'no database':
      throw cannot(
        `${path} is not a book of cl, and was left as it is.`,
        wayBack(path, today) ?? 'Choose another file with --book PATH.',
      )
    case 'cut off':
      throw damaged(path, 'the end of the file is missing', today)
    case 'database':
      if (found.isSettled) checkHeader(path, found.header, newestVersion, today)
      else refuseForeign(path, found.header, today)
      return found.header
  }
}

function refuseForeign(path: string, header: Header, today: Day): void {
  if (header.applicationId !== applicationId)
    throw cannot(
      `${path} belongs to another program, and was left as it is.`,
      wayBack(path, today) ?? 'Choose another file with --book PATH.',
    )
}

/** @throws cannot, for a header that is not of a book of a version up to `newestVersion` */
function checkHeader(path: string, header: Header, newestVersion: number, today: Day): void {
  refuseForeign(path, header, today)
  if (header.version < 1) throw damaged(path, 'it says that it has no tables', today)
  if (header.version > newestVersion) {
    throw cannot(
      `${path} was written by a newer cl (its version is ${header.version}; this cl knows up to ${newestVersion}).`,
      'Install the newest cl to use it. The book was left as it is.',
    )
  }
}

/**
 * A change is lost in a file whose book is on a server, and in one that has lost its name: `cl restore` may have put another in
 * its place.
 * @param file the number of the file that is open
 * @throws cannot, when the file is not the book any more
 */
export function checkPlace(path: string, file: string | undefined): void {
  const server = wentTo(path)
  if (server !== null)
    throw cannot(`The book went to ${server}, and what is in ${path} is not written to any more.`, 'Leave out --book.')
  if (file !== fileAt(path)) throw replaced(path)
}
