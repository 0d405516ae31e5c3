import type { CellValue } from 'hucre/xlsx'
import { isDay, midnightOf } from '#domain/days/day.ts'
import type { Cells, CsvTable } from '../csv.ts'

/** Titles of columns that hold days. */
const days = /^(?:on|since|last_visit|visit_due|birthday|anniversary)$|_(?:on|until|since|day)$/
const widths: Record<string, number> = { id: 6, customer: 30, note: 50, text: 50, email: 30, phone: 20, aliases: 30 }

/** One sheet (xlsx): text stays text, so that a phone keeps its zeros; numbers are rounded to two decimals; days are days. */
export async function* workbookParts(
  name: string,
  columns: string[],
  pages: AsyncIterable<CsvTable['rows']>,
): AsyncGenerator<Uint8Array> {
  const { writeXlsxStream } = await import('hucre/xlsx')
  const isOfDays = columns.map((title) => days.test(title))
  async function* rows(): AsyncGenerator<CellValue[]> {
    for await (const page of pages)
      for (const row of page) yield row.map((cell, i) => cellOf(cell, isOfDays[i] === true))
  }
  const titled = columns.map((header) => ({ header, width: widths[header] ?? 14 }))
  yield* writeXlsxStream(rows(), { name, columns: titled, freezePane: { rows: 1 } }) as AsyncIterable<Uint8Array>
}

/** A number has two decimals at most; a day of a column of days is a day. */
export function cellOf(cell: Cells[number], isOfDays: boolean): CellValue {
  if (typeof cell === 'number') return Math.round(cell * 100) / 100
  return cell !== null && isOfDays && isDay(cell) ? midnightOf(cell) : cell
}
