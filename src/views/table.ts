import type { Paper, Style } from './screen.ts'
import { broken, cut, visible, widthOf, wrapped } from './text.ts'

/** A cell: plain text, or text with a style that is put on once it is cut and padded. */
export type Cell = string | { text: string; style: Style }

export type Column = {
  title: string
  align?: 'right'
  /** The width that it is cut to first. A column without one is cut last. */
  least?: number
  /** Its text goes on in further lines instead of being cut; `beside`: in however narrow a column. */
  wraps?: true | 'beside'
}

const gap = '  '

/**
 * Widths that fit the paper. The widest column with a `least` is narrowed first; where that is not enough, every column is,
 * down to a single character.
 */
function fitted(columns: Column[], natural: number[], width: number): number[] {
  const widths = [...natural]
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap.length * (columns.length - 1) - width
  const never = Number.POSITIVE_INFINITY
  const givers = [
    (column: Column) => column.least ?? never,
    (column: Column) => (column.least === undefined ? never : 1),
    () => 1,
  ]
  for (const leastOf of givers) {
    while (excess > 0) {
      const widest = widestThatCanGive(widths, columns.map(leastOf))
      if (widest < 0) break
      widths[widest] = (widths[widest] ?? 0) - 1
      excess -= 1
    }
  }
  return widths
}

/** The index of the widest column that is wider than it has to be; -1 when there is none. */
const widestThatCanGive = (widths: number[], least: number[]): number =>
  widths.reduce(
    (best, width, i) => (width > (least[i] ?? 0) && (best < 0 || width > (widths[best] ?? 0)) ? i : best),
    -1,
  )

type Measured = { text: string; width: number; style: Style | undefined }

function measured(cell: Cell): Measured {
  const isPlain = typeof cell === 'string'
  const text = visible(isPlain ? cell : cell.text)
  return { text, width: widthOf(text), style: isPlain ? undefined : cell.style }
}

/** A cell cut and padded to a width; the last of a line is not padded. */
function placed({ text, width, style }: Measured, space: number, align: Column['align'], isLast: boolean): string {
  const isCut = width > space
  const shown = isCut ? cut(text, space) : text
  const padding = space - (isCut ? widthOf(shown) : width)
  const styled = style ? style(shown) : shown
  if (padding <= 0 || (isLast && align !== 'right')) return styled
  return align === 'right' ? ' '.repeat(padding) + styled : styled + ' '.repeat(padding)
}

function widest(lines: Measured[][], column: number): number {
  let most = 0
  for (const line of lines) most = Math.max(most, line[column]?.width ?? 0)
  return most
}

function lineText(line: Measured[], columns: Column[], widths: number[]): string {
  let text = ''
  for (let i = 0; i < line.length; i += 1) {
    const cell = line[i] as Measured
    if (i > 0) text += gap
    text += placed(cell, widths[i] ?? 0, columns[i]?.align, i === columns.length - 1)
  }
  return text.trimEnd()
}

/** A row as the lines that it takes: where a column wraps, one for each part of its text. */
function linesOf(row: Measured[], columns: Column[], widths: number[]): Measured[][] {
  const isTooWide = (cell: Measured, i: number) => columns[i]?.wraps && cell.width > (widths[i] ?? 0)
  if (!row.some(isTooWide)) return [row]
  const parts = row.map((cell, i) => {
    if (!isTooWide(cell, i)) return [cell]
    const width = widths[i] ?? 0
    return wrapped(cell.text, width)
      .flatMap((line) => broken(line, width))
      .map((text): Measured => ({ text, width: widthOf(text), style: cell.style }))
  })
  const none: Measured = { text: '', width: 0, style: undefined }
  const most = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: most }, (_, n) => parts.map((lines) => lines[n] ?? none))
}

/** The narrowest column in which words can be read. */
const readable = 20
const indent = '    '

/** The column of words that is to stand below each row, because beside the others it would be too narrow; -1 for none. */
function wordsBelow(columns: Column[], natural: number[], widths: number[]): number {
  const widest = Math.max(...columns.map(({ wraps }, i) => (wraps === true ? (natural[i] ?? 0) : 0)))
  return columns.findIndex(
    ({ wraps }, i) => wraps === true && natural[i] === widest && (widths[i] ?? 0) < Math.min(readable, widest),
  )
}

/** The words of a row in lines below it. */
function linesBelow({ text, style = (line) => line }: Measured, width: number): string[] {
  if (text === '') return []
  const space = width - indent.length
  return wrapped(text, space)
    .flatMap((line) => broken(line, space))
    .map((line) => `${indent}${style(line)}`)
}

/**
 * Rows under titles, cut or wrapped to the width of the paper; without rows, nothing. Words that would have to wrap in
 * too narrow a column stand below their row instead.
 */
export function table(columns: Column[], rows: Cell[][], paper: Paper): string {
  if (rows.length === 0) return ''
  const titles = columns.map((column): Measured => ({ ...measured(column.title), style: paper.colour.dim }))
  const cells = rows.map((row) => row.map(measured))
  const natural = columns.map((_, i) => widest([titles, ...cells], i))
  const below = wordsBelow(columns, natural, fitted(columns, natural, paper.tableWidth))
  const beside = <T>(line: T[]): T[] => (below < 0 ? line : line.filter((_, i) => i !== below))
  const shown = beside(columns)
  const widths = fitted(shown, beside(natural), paper.tableWidth)
  const isWrapped = shown.some(({ wraps }) => wraps)
  const lines: string[] = []
  // A list of all customers has very many rows: they are put down one after the other.
  for (const row of [titles, ...cells]) {
    const line = beside(row)
    // Of a row that has nothing but words, nothing stands above them.
    const isBare = below >= 0 && line.every(({ text }) => text === '')
    const rowLines = isBare ? [] : isWrapped ? linesOf(line, shown, widths) : [line]
    for (const each of rowLines) lines.push(lineText(each, shown, widths))
    const words = row === titles ? undefined : row[below]
    if (words) lines.push(...linesBelow(words, paper.tableWidth))
  }
  return lines.join('\n')
}
