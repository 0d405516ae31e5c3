import { isShortened } from '#formats/phone.ts'
import type { OpenDay } from './day-orders.ts'
import type { UnreadColumn } from './import-file.ts'
import { lastVisitField } from './read/table/appointments.ts'
import { isFilled, looksLike } from './read/table/cells.ts'
import type { CsvRow } from './read/table/csv.ts'
import { type Columns, columnsOf, type Mapping } from './read/table/mapping.ts'
import { unreadColumns } from './read/table/noted-columns.ts'

/** Columns that serve to reach a customer, or to remember, matter; the most important come first. */
export const weights: (UnreadColumn['holds'] | undefined)[] = ['phone numbers', 'e-mail addresses', 'days', 'names']

/** Our own export has more than it takes in, and nobody misses that. */
const missedIn = (header: string[], mapping: Mapping): number[] => (mapping.own ? [] : unreadColumns(header, mapping))

/** Numbers that were shortened count, and days that could be two. */
export const allUnread = (columns: Columns, mapping: Mapping, open: OpenDay[]): UnreadColumn[] => [
  ...shortenedIn(columns, mapping),
  ...openDays(columns, mapping, open),
  ...unreadOf(columns, mapping),
]

/** Columns that hold something that matters come first; empty ones are left out. */
export function unreadOf({ header, cells }: Columns, mapping: Mapping): UnreadColumn[] {
  const weightOf = ({ holds }: UnreadColumn) => (weights.includes(holds) ? weights.indexOf(holds) : weights.length)
  return missedIn(header, mapping)
    .filter((column) => cells[column]?.some(isFilled))
    .map((column) => ({ column: header[column] || `column ${column + 1}`, holds: looksLike(cells[column] ?? []) }))
    .sort((one, other) => weightOf(one) - weightOf(other))
}

/** Columns that are empty in the first rows. */
export const emptySoFar = ({ header, cells }: Columns, mapping: Mapping): Set<number> =>
  new Set(missedIn(header, mapping).filter((column) => cells[column]?.some(isFilled) === false))

/** A later row holds something in a column that was empty so far. */
export function addLater(unread: UnreadColumn[], empty: Set<number>, rows: CsvRow[], header: string[]): void {
  for (const column of empty) {
    const cells = rows.map((row) => row.cells[column] ?? '').filter(isFilled)
    if (cells.length === 0) continue
    empty.delete(column)
    unread.push({ column: header[column] || `column ${column + 1}`, holds: looksLike(cells) })
  }
}

/** A spreadsheet program has shortened the numbers: the digits that it left out are lost. */
function shortenedIn({ header, cells }: Columns, { fields }: Mapping): UnreadColumn[] {
  return columnsOf(fields, 'phone').flatMap((column): UnreadColumn[] => {
    const cell = cells[column]?.find(isShortened)
    return cell === undefined
      ? []
      : [{ column: `${header[column]} that a spreadsheet program shortened, such as ${cell.trim()}`, holds: null }]
  })
}

/** Columns of yearly days and of last visits that could be two days, and go into the note as they are; any other such day makes its record bad. */
function openDays({ header }: Columns, mapping: Mapping, open: OpenDay[]): UnreadColumn[] {
  const noted = ['birthday', 'anniversary', 'event', lastVisitField].flatMap((field) =>
    columnsOf(mapping.fields, field),
  )
  return open
    .filter(({ column }) => noted.includes(column))
    .map(({ column, text }) => ({
      column: `${header[column]} that could be two days, such as ${text} (say --dates dmy or mdy)`,
      holds: null,
    }))
}
