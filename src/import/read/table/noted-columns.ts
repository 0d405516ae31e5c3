import { areSalutations, isFilled } from './cells.ts'
import { columnsOf, type FieldSource, type Mapping, takenOut } from './mapping.ts'

export function unreadColumns(header: string[], { fields, noted, key, states }: Mapping): number[] {
  const used = [...fields.keys()].flatMap((field) => columnsOf(fields, field))
  const isUsed = (i: number) => [...used, ...noted, ...(key ?? []), ...states.understood].includes(i)
  // Google's label of a value stands in a column beside it, and is read with it.
  const isLabel = (title: string) => {
    const [, start] = /^(.* - )(?:Label|Type)$/.exec(title) ?? []
    return start !== undefined && header.some((each, i) => each.startsWith(start) && isUsed(i))
  }
  return header.flatMap((title, i) => (isUsed(i) || isLabel(title) ? [] : [i]))
}

/** Titles such as a job, or a web page. A title is a job in one program, and `Mrs.` in another. */
export function notedIn(fields: Map<string, FieldSource>, cells: string[][]): number[] {
  const [noted = [], consent = [], titles = []] = takenOut(fields, ['noted', 'consent', 'title'])
  const jobs = titles.filter((column) => !areSalutations(cells[column] ?? []))
  return [...noted, ...jobs, ...consent]
}

/** People write remarks behind a table: columns without a title that hold words go into the note; one of numbers counts rows. */
export function noteUntitled(mapping: Mapping, header: string[], cells: string[][]): void {
  if (mapping.own) return
  const areWords = (column: number) => {
    const filled = (cells[column] ?? []).filter(isFilled)
    return filled.length === 0 || filled.some((cell) => /\p{L}/u.test(cell))
  }
  mapping.noted.push(...unreadColumns(header, mapping).filter((column) => header[column] === '' && areWords(column)))
}
