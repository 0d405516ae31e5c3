import type { Sql } from 'sql-template-tag'

/**
 * What the queries need of a database. SQLite answers at once; the promises are there so that a database across a
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
   * @returns the ids of the first and the last; those between them follow each other
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
  /** What a check of the whole file found wrong, or null. Takes time in proportion to the file. */
  findDamage(): Promise<string | null>
  close(): void
  /** On a server, what a file keeps of whoever uses it: the laptop that asks has it of its own. */
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

/** Asks a book. */
export type Reader = Pick<Engine, 'all' | 'cells' | 'columns' | 'laptop'>

/** What somebody who knows the rows asks a book, or a copy of one, however old it is. */
export type Ask<T> = (db: Reader) => Promise<T>
