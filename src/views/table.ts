import type { Paper } from './paper.ts'
import { cut, visible, widthOf } from './text.ts'

/** A cell: plain text, or text with a style that is put on once it is cut and padded. */
export type Cell = string | { text: string; style: (text: string) => string }

export type Column = {
  title: string
  align?: 'right'
  /** The least width that it is cut to; a column without is never cut. */
  least?: number
}

const gap = '  '
const textOf = (cell: Cell): string => visible(typeof cell === 'string' ? cell : cell.text)

/** Widths that fit: what is too much is taken from the widest column that may be cut, until it fits. */
function fitted(columns: Column[], natural: number[], width: number): number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap.length * (columns.length - 1) - width
  while (excess > 0) {
    const canGive = widths.map((each, i) =>
      columns[i]?.least === undefined ? 0 : each - Math.min(each, columns[i].least),
    )
    const widest = widths.reduce(
      (best, each, i) => ((canGive[i] ?? 0) > 0 && (best < 0 || each > (widths[best] ?? 0)) ? i : best),
      -1,
    )
    if (widest < 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return widths
}

/** Rows under titles, cut to the width of the paper. The last column is not padded. */
export function table(columns: Column[], rows: Cell[][], paper: Paper): string {
  const texts = rows.map((row) => row.map(textOf))
  const natural = columns.map((column, i) =>
    texts.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), column.title.length),
  )
  const widths = fitted(columns, natural, paper.width)
  const line = (cells: string[], style: (text: string, i: number) => string) =>
    columns
      .map((column, i) => {
        const text = cut(cells[i] ?? '', widths[i] ?? 0)
        const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)))
        if (column.align === 'right') return space + style(text, i)
        return style(text, i) + (i === columns.length - 1 ? '' : space)
      })
      .join(gap)
      .trimEnd()
  const titles = line(
    columns.map((column) => column.title),
    (text) => paper.colour.dim(text),
  )
  const body = texts.map((cells, r) =>
    line(cells, (text, i) => {
      const cell = rows[r]?.[i]
      return cell === undefined || typeof cell === 'string' ? text : cell.style(text)
    }),
  )
  return [titles, ...body].join('\n')
}
