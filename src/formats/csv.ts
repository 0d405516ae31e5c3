import { stringify } from 'csv-stringify/sync'

/** A header row, and rows of as many cells; an absent value is null. */
export type CsvTable = { columns: string[]; rows: (string | number | null)[][] }

// What a spreadsheet would take for the beginning of a formula, the full-width forms of = + - @ included.
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

const guarded = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && formulaStart.test(cell) ? `'${cell}` : cell

/** RFC 4180 text, with a header row. Text that begins like a formula gets a `'` before it. */
export const csvText = ({ columns, rows }: CsvTable): string =>
  stringify([columns, ...rows.map((row) => row.map(guarded))], {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/, // the library quotes a line's end only where it is its own delimiter
  })
