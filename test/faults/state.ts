import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from '../driver.js'

/** The contents of a book, as the driver alone sees them. `digest` is of all rows; `damage` is the finding of a check. */
export type BookState = { digest: string; version: number; damage: string | null }

/** The rows of every table of a database. */
export function rowsOf(db: Database.Database): Record<string, unknown[]> {
  const named = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
  const tables = db.prepare(named).pluck().all() as string[]
  return Object.fromEntries(
    tables.map((name) => [name, db.prepare(`select * from "${name}" order by 1, 2`).raw().all()]),
  )
}

/** Reads a copy of a book with its journal, so that the book itself stays as it was found. */
export function readCopy<T>(path: string, work: string, read: (db: Database.Database) => T): T {
  const folder = mkdtempSync(join(work, 'copy-'))
  try {
    const copy = join(folder, 'book.db')
    for (const end of ['', '-journal', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end)
    const db = new Database(copy, { fileMustExist: true })
    try {
      return read(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The state of a book; a book that cannot be read is damaged. @param check the check that it has to pass */
export function stateOf(
  path: string,
  work: string,
  check: 'integrity_check' | 'quick_check' = 'integrity_check',
): BookState {
  try {
    return readCopy(path, work, (db) => {
      const digest = createHash('sha256')
        .update(JSON.stringify(rowsOf(db)))
        .digest('hex')
        .slice(0, 16)
      const answer = String(db.pragma(`${check}(1)`, { simple: true }))
      const orphans = (db.pragma('foreign_key_check') as unknown[]).length
      const damage = answer === 'ok' ? (orphans > 0 ? `${orphans} orphans` : null) : answer
      return { digest, version: Number(db.pragma('user_version', { simple: true })), damage }
    })
  } catch (error) {
    return { digest: '', version: 0, damage: (error as Error).message }
  }
}
