import { areSalutations } from './cells.ts'
import { columnsOf, type FieldSource, type Mapping, takenOut } from './mapping.ts'

/** The columns that are not read. */
export function unreadColumns(header: string[], { fields, noted, key }: Mapping): number[] {
  const used = new Set([...fields.keys()].flatMap((field) => columnsOf(fields, field)))
  const isUsed = (i: number) => used.has(i) || noted.includes(i) || key?.includes(i) === true
  // Google's label of a value stands in a column beside it, and is read with it.
  const isLabel = (title: string) => {
    const [, start] = /^(.* - )(?:Label|Type)$/.exec(title) ?? []
    return start !== undefined && header.some((each, i) => each.startsWith(start) && isUsed(i))
  }
  return header.flatMap((title, i) => (isUsed(i) || isLabel(title) ? [] : [i]))
}

/**
 * The columns that go into the note by their titles, such as a job, or a web page. A title is a job in one program, and `Mrs.` in
 * another.
 */
export function notedIn(fields: Map<string, FieldSource>, cells: string[][]): number[] {
  const [noted = [], consent = [], titles = []] = takenOut(fields, ['noted', 'consent', 'title'])
  const jobs = titles.filter((column) => !areSalutations(cells[column] ?? []))
  return [...noted, ...jobs, ...consent]
}

/** Adds the columns without a title that hold words to the ones for the note, as people write remarks behind a table; one of numbers counts rows. */
export function noteUntitled(mapping: Mapping, header: string[], cells: string[][]): void {
  if (mapping.own) return
  const areWords = (column: number) => {
    const filled = (cells[column] ?? []).filter((cell) => cell.trim() !== '')
    return filled.length === 0 || filled.some((cell) => /\p{L}/u.test(cell))
  }
  mapping.noted.push(...unreadColumns(header, mapping).filter((column) => header[column] === '' && areWords(column)))
}
