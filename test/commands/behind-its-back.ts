import Driver from '../driver.js'

/** Changes a book as another program could. */
export function changeBehindItsBack(book: string, statement: string, ...values: string[]) {
  const db = new Driver(book)
  db.prepare(statement).run(...values)
  db.close()
}
