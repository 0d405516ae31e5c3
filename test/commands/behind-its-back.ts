import { readFileSync, writeFileSync } from 'node:fs'
import Driver from '../driver.js'

/** Changes a book as another program could. */
export function changeBehindItsBack(book: string, statement: string, ...values: string[]) {
  const db = new Driver(book)
  db.prepare(statement).run(...values)
  db.close()
}

/** The first byte of a table or an index of a book. */
export function placeOf(path: string, name: string): number {
  const db = new Driver(path)
  const root = Number(db.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(name))
  db.close()
  return (root - 1) * 4096
}

/** Overwrites the first page of an index. */
export function breakIndex(path: string, name: string): void {
  const start = placeOf(path, name)
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xaa, start, start + 500))
}
