import Driver from 'better-sqlite3'

/** Changes a book as another program could. */
export function changeBehindItsBack(book: string, statement: string, ...values: string[]) {
  const db = new Driver(book)
  db.prepare(statement).run(...values)
  db.close()
}
