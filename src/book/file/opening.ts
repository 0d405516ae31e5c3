import type { Day } from '#domain/days/day.ts'
import { openSqlite, type SqliteEngine } from '../engines/sqlite.ts'
import { checkHeader, fileAt, readHeader } from './header.ts'

/** An open book. `version` is that of its tables, `file` the number of the file that was at its path just before. */
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
