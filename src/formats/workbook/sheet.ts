import type { CellStyle, ColumnDef } from 'hucre/xlsx'
import { type Day, midnightOf } from '#domain/days/day.ts'
import type { Cells } from '../csv.ts'
import { refuseBomb } from './packed.ts'
import { cellOf } from './write.ts'

/** A share is from 0 to 1. */
export type CellKind = 'text' | 'number' | 'decimal' | 'share' | 'day'

/** Widths are in characters. */
export type TitledSheet = {
  /** `name` is that of the sheet. */
  title: string
  name: string
  columns: { title: string; kind: CellKind; width: number }[]
  rows: Cells[]
}

const formats: Partial<Record<CellKind, string>> = { decimal: '0.00', share: '0 %', day: 'yyyy-mm-dd' }
const headerStyle: CellStyle = { font: { bold: true }, alignment: { wrapText: true, vertical: 'top' } }

/**
 * One sheet (xlsx): days are days, numbers are rounded to two decimals; the titles and the first column stay in sight, and each column
 * has a filter.
 * @param made the maker, whom `isMadeBy` asks for, and the day
 */
export async function workbookOf(sheet: TitledSheet, made: { by: string; on: Day }): Promise<Uint8Array> {
  const { rangeRef, writeXlsx } = await import('hucre/xlsx')
  const { columns, rows } = sheet
  const day = midnightOf(made.on)
  const defs = columns.map(({ kind, width }): ColumnDef => {
    const numFmt = formats[kind]
    return { width, ...(numFmt === undefined ? {} : { numFmt }) }
  })
  return writeXlsx({
    sheets: [
      {
        name: sheet.name,
        columns: defs,
        rows: [
          columns.map(({ title }) => title),
          ...rows.map((row) => row.map((cell, i) => cellOf(cell, columns[i]?.kind === 'day'))),
        ],
        cells: new Map(columns.map((_, i) => [`0,${i}`, { style: headerStyle }])),
        freezePane: { rows: 1, columns: 1 },
        autoFilter: { range: rangeRef(0, 0, rows.length, columns.length - 1) },
      },
    ],
    properties: { title: sheet.title, creator: made.by, created: day, modified: day },
  })
}

/** False for a workbook that another program has saved since, and a file that is none. */
export async function isMadeBy(bytes: Uint8Array, by: string): Promise<boolean> {
  const { readXlsx } = await import('hucre/xlsx')
  try {
    refuseBomb(bytes)
    const { properties } = await readXlsx(bytes, { sheets: () => false })
    const { creator, created, modified, lastModifiedBy } = properties ?? {}
    return creator === by && lastModifiedBy === undefined && created?.getTime() === modified?.getTime()
  } catch {
    return false
  }
}
