import { type Column, columnGap, isWords, layoutOf } from './table-layout.ts'
import { broken, cut, visible, widthOf, wrapped } from './text.ts'
import type { Paper, Style } from './view.ts'

/** The style is put on once the text is cut and padded. */
export type Cell = string | { text: string; style: Style }

/** `at` is the place of the row, from 0. */
export type ColumnOf<T> = Column & { of: (thing: T, at: number) => Cell }

/** Commands know the things by these numbers. */
export const numbered = (title: string): ColumnOf<{ id: number }> => ({
  title,
  align: 'right',
  of: ({ id }) => `#${id}`,
})

/** False where nobody is named. */
export const byColumn = <T extends { by: string | null }>(things: T[]): ColumnOf<T> | false =>
  things.some(({ by }) => by !== null) && { title: 'By', least: 6, wraps: 'beside', of: ({ by }) => by ?? '' }

type Measured = { text: string; width: number; style: Style | undefined }

function measured(cell: Cell): Measured {
  const isPlain = typeof cell === 'string'
  const text = visible(isPlain ? cell : cell.text)
  return { text, width: widthOf(text), style: isPlain ? undefined : cell.style }
}

/** The last cell of a line is not padded. */
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
    if (i > 0) text += columnGap
    text += placed(cell, widths[i] ?? 0, columns[i]?.align, i === columns.length - 1)
  }
  return text.trimEnd()
}

/** A column that wraps has a line for each part of its text. */
function linesOf(row: Measured[], columns: Column[], widths: number[]): Measured[][] {
  const isTooWide = (cell: Measured, i: number) => columns[i]?.wraps && cell.width > (widths[i] ?? 0)
  if (!row.some(isTooWide)) return [row]
  const parts = row.map((cell, i) => {
    if (!isTooWide(cell, i)) return [cell]
    const width = widths[i] ?? 0
    return wordsIn(cell.text, width).map((text): Measured => ({ text, width: widthOf(text), style: cell.style }))
  })
  const none: Measured = { text: '', width: 0, style: undefined }
  const most = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: most }, (_, n) => parts.map((lines) => lines[n] ?? none))
}

const indent = '    '

/** One line is for all cells that need a title; each text of words has lines of its own. */
function linesBelow(row: Measured[], columns: Column[], below: number[], width: number): string[] {
  const space = width - indent.length
  const isBare = (i: number) => isWords(columns[i]) && columns[i]?.wraps !== 'beside'
  const shown = columns.map((_, i) => i).filter((i) => below.includes(i) && row[i]?.text)
  const titled = shown.filter((i) => !isBare(i)).map((i) => `${columns[i]?.title} ${row[i]?.text}`)
  return [
    ...(titled.length > 0 ? wrapped(titled.join(' · '), space, ' · ').flatMap((line) => wordsIn(line, space)) : []),
    ...shown.filter(isBare).flatMap((i) => {
      const { text, style = (line: string) => line } = row[i] as Measured
      return (columns[i]?.wraps ? wordsIn(text, space) : [cut(text, space)]).map(style)
    }),
  ].map((line) => indent + line)
}

/** A word that is wider is broken, and the next word goes on behind its end. */
const wordsIn = (text: string, width: number): string[] =>
  wrapped(
    text
      .split(' ')
      .flatMap((word) => broken(word, width))
      .join(' '),
    width,
  )

/** Without rows, the text is empty. Columns that cannot be read beside the rest stand below their row. */
export const table = (columns: Column[], rows: Cell[][], paper: Paper): string =>
  tableOfMeasured(
    columns,
    rows.map((row) => row.map(measured)),
    paper,
  )

function tableOfMeasured(columns: Column[], rows: Measured[][], paper: Paper): string {
  if (rows.length === 0) return ''
  const titles = columns.map((column): Measured => ({ ...measured(column.title), style: paper.colour.dim }))
  const all = [titles, ...rows]
  const natural = columns.map((_, i) => widest(all, i))
  const layout = layoutOf(columns, natural, paper.tableWidth)
  const shown = layout.beside.map((i) => columns[i] as Column)
  const isWrapped = layout.beside.some((i, at) => columns[i]?.wraps && (natural[i] ?? 0) > (layout.widths[at] ?? 0))
  // The lines are pushed one by one: a list of all customers has very many.
  const lines: string[] = []
  if (!isWrapped && layout.below.length === 0) {
    for (const row of all) lines.push(lineText(row, shown, layout.widths))
    return lines.join('\n')
  }
  for (const row of all) {
    const line = layout.beside.map((i) => row[i] as Measured)
    const parts = isWrapped ? linesOf(line, shown, layout.widths) : [line]
    const texts = parts.map((each) => lineText(each, shown, layout.widths))
    const words = row === titles ? [] : linesBelow(row, columns, layout.below, paper.tableWidth)
    // A row of nothing but words that stand below has no line of its own.
    if (words.length === 0 || texts.some((text) => text !== '')) lines.push(...texts)
    lines.push(...words)
  }
  return lines.join('\n')
}

/** A column that is false is left out. */
export function tableOf<T>(things: T[], paper: Paper, all: (ColumnOf<T> | false)[]): string {
  const columns = all.filter((column) => column !== false)
  // Of very many rows, cells that are measured as they are made are over sooner than two tables of them.
  const rows = things.map((thing, at) => columns.map(({ of }) => measured(of(thing, at))))
  return tableOfMeasured(columns, rows, paper)
}
