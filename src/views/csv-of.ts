import type { Cells } from '#formats/csv.ts'

/** The columns of CSV by their names, each with its cell in the row of a thing. */
export type CsvColumns<T> = Record<string, (thing: T) => Cells[number]>

/** Things as CSV, a row each. */
export function csvOf<T>(things: T[], columns: CsvColumns<T>): { columns: string[]; rows: Cells[] } {
  const cells = Object.values(columns)
  return { columns: Object.keys(columns), rows: things.map((thing) => cells.map((of) => of(thing))) }
}
