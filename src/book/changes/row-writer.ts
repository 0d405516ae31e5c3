import type { Sql } from 'sql-template-tag'
import type { Reader, Value } from '../engine.ts'

const rows = Symbol('the rows')

/**
 * Changes a book. The tables write its rows, and no floor above them can: only this file turns a writer into a writer of rows,
 * and the floors above may not import it.
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
   * @returns the id of the first row; the ids of the others follow it
   */
  insertMany(table: string, columns: string[], rows: Value[][]): Promise<number>
  /**
   * Changes all rows of a condition.
   * @param changes the columns that change, from the row as it was
   * @returns the rows as they are now, by id
   */
  update<Row extends { id: number }>(table: string, condition: Sql, changes: (row: Row) => object): Promise<Row[]>
  /** Removes all rows of a condition. @returns their number */
  remove(table: string, condition: Sql): Promise<number>
}

/** A writer of a book, from a reader and a writer of rows. */
export const writerOf = (reader: Reader, rowWriter: RowWriter): Writer => ({ ...reader, [rows]: rowWriter })

/** The part of a writer that writes rows. */
export const rowsOf = (db: Writer): RowWriter => db[rows]
