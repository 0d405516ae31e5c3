import { stringify } from 'csv-stringify/sync'
import { guarded } from './formula-guard.ts'

/** A header row, and rows of as many cells; an absent value is null. */
export type CsvTable = { columns: string[]; rows: (string | number | null)[][] }

const guardedCell = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' ? guarded(cell) : cell

/** RFC 4180 text, with a header row. Text that begins like a formula gets a `'` before it. */
export const csvText = ({ columns, rows }: CsvTable): string =>
  stringify([columns, ...rows.map((row) => row.map(guardedCell))], {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/, // the library quotes a line's end only where it is its own delimiter
  })

/** One row as it is, without a guard, for a file that goes back to where it came from. */
export const csvLine = (cells: string[], delimiter: string): string =>
  stringify([cells], { delimiter, record_delimiter: '', quoted_match: /[\r\n]/ })
