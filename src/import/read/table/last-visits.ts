import { keptKey } from '#book/kept-key.ts'
import { checkNote } from '#domain/customers/name.ts'
import { tried } from '#errors.ts'
import { looksLikeDay, writtenDay } from '#formats/days/written-days.ts'
import { type ImportedTouch, plainTouch } from '../../records.ts'
import { columnsOf, type FieldSource, type Mapping, type SaidMapping } from './mapping.ts'
import type { Cell, RowFields } from './row-fields.ts'

/** The field of the day of a last visit in a list of customers; a last contact does not say what it was, and is no touch. */
export const lastVisitField = 'last_visit'

/** Leaves out columns that hold no days, or of which options or answers say something else; and all of them beside appointments. */
export function leaveOtherVisits(
  fields: Map<string, FieldSource>,
  header: string[],
  cells: string[][],
  { fields: said, columns: answers = {} }: SaidMapping,
): void {
  if (Object.hasOwn(said, lastVisitField)) return
  const used = Object.keys(said).flatMap((field) => columnsOf(fields, field))
  const columns = columnsOf(fields, lastVisitField).filter(
    (column) =>
      !fields.has('on') &&
      !used.includes(column) &&
      !Object.hasOwn(answers, header[column] ?? '') &&
      cells[column]?.some(looksLikeDay),
  )
  fields.delete(lastVisitField)
  if (columns.length > 0) fields.set(lastVisitField, { columns })
}

/** True for a table of customers that says when they were visited last. */
export const hasLastVisits = ({ fields }: Mapping): boolean => fields.has(lastVisitField)

const read = (fields: RowFields, cell: Cell) => tried(() => writtenDay('day', cell.text, fields.readingOf(cell)))

/** The last visits of a row, one on a day, each under the title of its column: a later file with another day brings another one. */
export function lastVisitsOf(fields: RowFields, line: number): ImportedTouch[] {
  const touches: ImportedTouch[] = []
  for (const cell of fields.cells(lastVisitField)) {
    const day = read(fields, cell)
    const on = 'result' in day ? day.result : null
    if (on === null || touches.some((each) => each.on === on)) continue
    const title = fields.title(cell.column)
    const note = title === '' ? null : checkNote('note', title)
    const whom = { row: line, at: null, whyNot: null, isLast: true }
    touches.push({ ...plainTouch(line, whom, on), key: keptKey(`last ${on}`), channel: 'visit', note })
  }
  return touches
}

/** Lines of the note for cells that are no day, such as `in spring`. */
export const unreadVisits = (fields: RowFields): string[] =>
  fields
    .cells(lastVisitField)
    .flatMap((cell) => ('refused' in read(fields, cell) ? [`${fields.title(cell.column)}: ${cell.text}`] : []))
