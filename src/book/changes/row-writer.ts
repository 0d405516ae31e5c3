import type { Sql } from 'sql-template-tag'
import type { Reader, Value } from '../engine.ts'

const rows = Symbol('the rows')

/**
 * Changes a book. The tables write its rows, and nobody above them can: what turns a writer into one of rows is this file,
 * which only the tables may import.
 */
export interface Writer extends Reader {
  readonly [rows]: RowWriter
}

/** Writes rows, and remembers each before and after, so that the whole change can be taken back. */
export interface RowWriter {
  /** @returns the row as it was stored, with its id */
  insert<Row extends { id: number }>(table: string, row: object): Promise<Row>
  /**
   * Inserts many rows, each as its values in the order of the columns; they are taken back as one.
   * @returns the id of the first; those of the others follow it
   */
  insertMany(table: string, columns: string[], rows: Value[][]): Promise<number>
  /**
   * Changes all rows of a condition.
   * @param changes the columns that change, from the row as it was
   * @returns the rows as they are now, by id
   */
  update<Row extends { id: number }>(table: string, condition: Sql, changes: (row: Row) => object): Promise<Row[]>
  /** Removes all rows of a condition. @returns how many there were */
  remove(table: string, condition: Sql): Promise<number>
}

/** A writer of a book, from one of its rows. */
export const writerOf = (reader: Reader, rowWriter: RowWriter): Writer => ({ ...reader, [rows]: rowWriter })

/** The writer of rows in a writer. */
export const rowsOf = (db: Writer): RowWriter => db[rows]
