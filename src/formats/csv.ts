import { stringify } from 'csv-stringify/sync'
import { guarded } from './formula-guard.ts'

/** A header row, and rows of as many cells; an absent value is null. */
export type CsvTable = { columns: string[]; rows: (string | number | null)[][] }

/** Text as no formula; shares and ratios with two decimals. */
const shownCell = (cell: string | number | null): string | number | null =>
  typeof cell === 'number' ? Math.round(cell * 100) / 100 : cell === null ? null : guarded(cell)

const lines = (rows: CsvTable['rows']): string =>
  stringify(rows, {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/, // the library quotes a line's end only where it is its own delimiter
  })

const quotable = /[",\r\n]/

const quoted = (cell: string): string => (quotable.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** One line, as the library would write it: for very many rows, for which the library takes longer than the database. */
function lineOf(row: CsvTable['rows'][number], raw: boolean): string {
  let line = ''
  for (let i = 0; i < row.length; i += 1) {
    const cell = row[i] ?? ''
    if (i > 0) line += ','
    line += typeof cell === 'number' ? cell : quoted(raw ? cell : guarded(cell))
  }
  return `${line}\r\n`
}

/** RFC 4180 text, with a header row. Numbers are rounded to two decimals; text that begins like a formula gets a `'` before it. */
export const csvText = ({ columns, rows }: CsvTable): string =>
  lines([columns, ...rows.map((row) => row.map(shownCell))])

/**
 * The same of very many rows, page by page.
 * @param raw leaves every text as it is, for programs: no `'` before what a spreadsheet would take for a formula
 */
export async function* csvParts(
  columns: string[],
  pages: AsyncIterable<CsvTable['rows']>,
  raw: boolean,
): AsyncGenerator<string> {
  yield lines([columns])
  for await (const rows of pages) yield rows.map((row) => lineOf(row, raw)).join('')
}

/** One row as it is, without a guard, for a file that goes back to where it came from. */
export const csvLine = (cells: string[], delimiter: string): string =>
  stringify([cells], { delimiter, record_delimiter: '', quoted_match: /[\r\n]/ })
