import type { Sql } from 'sql-template-tag'
import type { Reader, Value } from '../engine.ts'

const rows = Symbol('the rows')

/** Only this file turns a writer into a writer of rows, and only the tables may import it: no floor above them can write rows. */
export interface Writer extends Reader {
  readonly [rows]: RowWriter
}

/** Remembers each row before and after, so that the whole change can be taken back. */
export interface RowWriter {
  /** @returns the row as it was stored, with its id */
  insert<Row extends { id: number }>(table: string, row: object): Promise<Row>
  /**
   * Each row is its values in the order of the columns; all are taken back as one.
   * @returns the id of the first row; the ids of the others follow it
   */
  insertMany(table: string, columns: string[], rows: Value[][]): Promise<number>
  /**
   * @param changes the columns that change, from the row as it was
   * @returns the rows as they are now, by id
   */
  update<Row extends { id: number }>(table: string, condition: Sql, changes: (row: Row) => object): Promise<Row[]>
  /** @returns the number of rows */
  remove(table: string, condition: Sql): Promise<number>
}

export const writerOf = (reader: Reader, rowWriter: RowWriter): Writer => ({ ...reader, [rows]: rowWriter })

export const rowsOf = (db: Writer): RowWriter => db[rows]
