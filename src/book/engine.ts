import sql, { type Sql } from 'sql-template-tag'

/**
 * The database, as the queries need it. SQLite answers at once; the promises are there so that a database across a
 * network could.
 */
export interface Engine {
  /**
   * The rows that a query returns, columns named as in the query. Besides what SQL has, a query may use
   * `days_after(day, n)`: the day n days after a day. Text is folded by the program.
   */
  all<Row>(query: Sql): Promise<Row[]>
  /** The rows as bare values, in the order of the columns: for very many of them. */
  cells<Row extends unknown[]>(query: Sql): Promise<Row[]>
  /** The tables that there are, each with its columns in their order: an older book does not have all of them. */
  columns(): Promise<Map<string, Set<string>>>
  /** Runs a statement that returns no rows. */
  run(statement: Sql): Promise<void>
  /**
   * Inserts many rows at once, each as its values in the order of the columns.
   * @returns the ids of the first and the last; the ids between them follow each other
   * @throws RowRefused
   */
  insertMany(table: string, columns: string[], rows: Value[][]): Promise<{ first: number; last: number }>
  /**
   * Changes many rows at once, each as its new values in the order of the columns, and then its id.
   * @throws RowRefused
   */
  updateMany(table: string, columns: string[], rows: Value[][]): Promise<void>
  /**
   * Runs `work` in one transaction, which is undone when `work` throws. A reading one sees the book as it was when it
   * began and cannot write; a writing one waits for other writers first.
   */
  transaction<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T>
  /** The damage that a check of the whole file found, or null. Takes time in proportion to the file. */
  findDamage(): Promise<string | null>
  close(): void
  /** The teammate at the laptop that asks, for a book on a server; a book in a file keeps the teammate itself. */
  readonly laptop?: OfLaptop | undefined
}

/** The teammate at this laptop; null where nobody said who that is. */
export type OfLaptop = { me: () => string | null; keepMe: (name: string | null) => void }

/** A row that its table does not take: it breaks a rule of the table, or points to a row that is not there. */
export class RowRefused extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
    this.name = 'RowRefused'
  }
}

export type Value = string | number | null

/** The part of an engine that asks a book, and changes nothing. */
export type Reader = Pick<Engine, 'all' | 'cells' | 'columns' | 'laptop'>

/** Asks as an engine does. @param laptop the teammate at the laptop, where the engine names another */
export const readerOf = (engine: Reader, laptop = engine.laptop): Reader => ({
  all: (query) => engine.all(query),
  cells: (query) => engine.cells(query),
  columns: () => engine.columns(),
  laptop,
})

export const firstOf = async <Row>(db: Pick<Reader, 'all'>, query: Sql): Promise<Row | undefined> =>
  (await db.all<Row>(query))[0]

/** A read by code that knows the rows: of a book, or of a copy of one, however old. */
export type Ask<T> = (db: Reader) => Promise<T>

/**
 * The most values that one statement inserts into a file; SQLite takes 32,766. For each statement, SQLite copies the pages that it changes, to be
 * able to take it back alone: with more rows in a statement, the pages of an index are copied less often.
 */
export const mostValues = 32_000

/** The number of rows of a query, of which `from` is all that stands behind its `from`. */
export async function countOf(db: Reader, from: Sql): Promise<number> {
  const [[count] = [0]] = await db.cells<[number]>(sql`select count(*) from ${from}`)
  return count
}

/** True when a query has any row; `from` as for `countOf`. */
export const isAny = async (db: Reader, from: Sql): Promise<boolean> =>
  (await db.cells(sql`select 1 from ${from} limit 1`)).length > 0
