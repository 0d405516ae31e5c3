import sql, { type Sql } from 'sql-template-tag'

/** SQLite answers at once: the promises are there for a database across a network. */
export interface Engine {
  /**
   * The rows that a query returns, columns named as in the query. Besides what SQL has, a query may use
   * `days_after(day, n)`: the day n days after a day. Text is folded by the program.
   */
  all<Row>(query: Sql): Promise<Row[]>
  /** The values are in the order of the columns: for very many rows. */
  cells<Row extends unknown[]>(query: Sql): Promise<Row[]>
  /** The columns of each table are in their order: an older book does not have all tables. */
  columns(): Promise<Map<string, Set<string>>>
  run(statement: Sql): Promise<void>
  /**
   * Each row is its values in the order of the columns.
   * @returns the ids of the first and the last; the ids between them follow each other
   * @throws RowRefused
   */
  insertMany(table: string, columns: string[], rows: Value[][]): Promise<{ first: number; last: number }>
  /** Each row is its new values in the order of the columns, and then its id. @throws RowRefused */
  updateMany(table: string, columns: string[], rows: Value[][]): Promise<void>
  /**
   * The transaction is undone when `work` throws. A reading one sees the book as it was when it began and cannot write; a writing one
   * waits for other writers first.
   */
  transaction<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T>
  /** Null for no damage. Takes time in proportion to the file. */
  findDamage(): Promise<string | null>
  close(): void
  /** A book in a file keeps the teammate itself. */
  readonly laptop?: OfLaptop | undefined
}

/** `me` is null where nobody said who that is. */
export type OfLaptop = { me: () => string | null; keepMe: (name: string | null) => void }

/** The row breaks a rule of its table, or points to a row that is not there. */
export class RowRefused extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
    this.name = 'RowRefused'
  }
}

export type Value = string | number | null

/** A reader changes nothing. */
export type Reader = Pick<Engine, 'all' | 'cells' | 'columns' | 'laptop'>

/** @param laptop the teammate at the laptop, where the engine names another */
export const readerOf = (engine: Reader, laptop = engine.laptop): Reader => ({
  all: (query) => engine.all(query),
  cells: (query) => engine.cells(query),
  columns: () => engine.columns(),
  laptop,
})

export const firstOf = async <Row>(db: Pick<Reader, 'all'>, query: Sql): Promise<Row | undefined> =>
  (await db.all<Row>(query))[0]

/** The query has one column. */
export const allValues = async <T extends Value>(db: Pick<Reader, 'cells'>, query: Sql): Promise<T[]> =>
  (await db.cells<[T]>(query)).map(([value]) => value)

export const idsOf = async (db: Pick<Reader, 'cells'>, query: Sql): Promise<Set<number>> =>
  new Set(await allValues<number>(db, query))

/** The query has one column; null where it finds no row. */
export const firstValue = async <T extends Value>(db: Pick<Reader, 'cells'>, query: Sql): Promise<T | null> =>
  (await allValues<T>(db, query))[0] ?? null

/** The code knows the rows of a book, or of a copy of one, however old. */
export type Ask<T> = (db: Reader) => Promise<T>

/** `from` is all that stands behind the `from` of a query. */
export const countOf = async (db: Reader, from: Sql): Promise<number> =>
  (await firstValue<number>(db, sql`select count(*) from ${from}`)) ?? 0

/** `from` is as for `countOf`. */
export const isAny = async (db: Reader, from: Sql): Promise<boolean> =>
  (await db.cells(sql`select 1 from ${from} limit 1`)).length > 0
