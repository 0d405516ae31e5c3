import type { CellValue } from 'hucre/xlsx'
import { isDay, midnightOf } from '#domain/days/day.ts'
import type { Cells, CsvTable } from '../csv.ts'

/** The columns that hold days, by their titles. */
const days = /^(?:on|since|last_visit|visit_due|birthday|anniversary)$|_(?:on|until|since|day)$/
const widths: Record<string, number> = { id: 6, customer: 30, note: 50, text: 50, email: 30, phone: 20, aliases: 30 }

/**
 * A workbook (xlsx) of one sheet, page by page: text as text, so that a phone keeps its zeros; numbers as numbers, rounded to two
 * decimals; days as days.
 */
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

/** A value as it stands in a cell: a number with two decimals at most, and a day of a column of days as a day. */
export function cellOf(cell: Cells[number], isOfDays: boolean): CellValue {
  if (typeof cell === 'number') return Math.round(cell * 100) / 100
  return cell !== null && isOfDays && isDay(cell) ? midnightOf(cell) : cell
}
