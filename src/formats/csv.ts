import { stringify } from 'csv-stringify/sync'
import { guarded } from './formula-guard.ts'

/** A header row, and rows of as many cells; an absent value is null. */
export type CsvTable = { columns: string[]; rows: (string | number | null)[][] }

const quotable = /[",\r\n]/

const quoted = (cell: string): string => (quotable.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** One line of RFC 4180: of very many rows, a library takes longer to write them than the database to find them. */
function lineOf(row: CsvTable['rows'][number], raw: boolean): string {
  let line = ''
  for (let i = 0; i < row.length; i += 1) {
    const cell = row[i] ?? ''
    if (i > 0) line += ','
    line += typeof cell === 'number' ? Math.round(cell * 100) / 100 : quoted(raw ? cell : guarded(cell))
  }
  return `${line}\r\n`
}

/** RFC 4180 text, with a header row. Numbers are rounded to two decimals; text that begins like a formula gets a `'` before it. */
export const csvText = ({ columns, rows }: CsvTable): string =>
  [columns, ...rows].map((row) => lineOf(row, false)).join('')

/**
 * CSV of very many rows, page by page.
 * @param raw leaves every text as it is, for programs: without the `'` before formulas
 */
export async function* csvParts(
  columns: string[],
  pages: AsyncIterable<CsvTable['rows']>,
  raw: boolean,
): AsyncGenerator<string> {
  yield lineOf(columns, true)
  for await (const rows of pages) yield rows.map((row) => lineOf(row, raw)).join('')
}

/** One row without the guard against formulas, for a file that goes back to where it came from. */
export const csvLine = (cells: string[], delimiter: string): string =>
  stringify([cells], {
    delimiter,
    record_delimiter: '',
    quoted_match: /[\r\n]/, // the library quotes a line's end only where it is its own delimiter
  })
