import { guarded } from './formula-guard.ts'

/** An absent value is null. */
export type Cells = (string | number | null)[]

/** Rows have as many cells as the header, and can be gone through once. */
export type CsvTable = { columns: string[]; rows: Iterable<Cells> }

const quotable = /[",\r\n]/
// Nearly every cell is like this: it begins like no formula, and needs no quotes.
const plain = /^[0-9A-Za-z][^",\r\n]*$/

const quoted = (cell: string): string => (quotable.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const cellText = (cell: Cells[number], raw: boolean): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(Math.round(cell * 100) / 100)
  return plain.test(cell) ? cell : quoted(raw ? cell : guarded(cell))
}

/** RFC 4180: a library takes longer to write very many rows than the database to find them. */
const lineOf = (row: Cells, raw: boolean): string => `${row.map((cell) => cellText(cell, raw)).join(',')}\r\n`

/** RFC 4180, with a header row. Numbers are rounded to two decimals; text that begins like a formula gets a `'` before it. */
export function csvText({ columns, rows }: CsvTable): string {
  const lines = [lineOf(columns, false)]
  for (const row of rows) lines.push(lineOf(row, false))
  return lines.join('')
}

/** @param raw leaves every text as it is, for programs: without the `'` before formulas */
export async function* csvParts(
  columns: string[],
  pages: AsyncIterable<Cells[]>,
  raw: boolean,
): AsyncGenerator<string> {
  yield lineOf(columns, true)
  for await (const rows of pages) yield rows.map((row) => lineOf(row, raw)).join('')
}
