import type { DateOrder } from '#domain/shop/settings.ts'
import type { What } from '../../records.ts'

/** The titles of a table, and the first cells of each column. */
export type Columns = { header: string[]; cells: string[][] }

/** The source of a field: columns, the first one that holds something, or a value that is the same in every row. */
export type FieldSource = { columns: number[] } | { value: string }

/** The unit of plain numbers in a column of lengths. */
export type Unit = 'hours' | 'minutes' | 'seconds'

/** The columns of a field; none where it has a fixed value, or is not there. */
export function columnsOf(fields: Map<string, FieldSource>, field: string): number[] {
  const source = fields.get(field)
  return source && 'columns' in source ? source.columns : []
}

/** Takes some fields out of the others. @returns the columns of each */
export function takenOut(fields: Map<string, FieldSource>, names: string[]): number[][] {
  const columns = names.map((name) => columnsOf(fields, name))
  for (const name of names) fields.delete(name)
  return columns
}

/** The fields that more than one column can have: values without room in the field go into the note. */
export const takesSeveral = ['phone', 'email', 'alias', 'note', 'tags', 'address', 'street', 'fax']

/**
 * The columns that say whether something took place: by their titles that it did not, or by their cells; all that the understood ones say
 * is read.
 */
export type StateColumns = { cancelled: number[]; noShow: number[]; state: number[]; understood: number[] }

/** The fields by which somebody is called. */
export const nameFields = ['name', 'shown', 'given', 'family', 'company', 'contact']

/** The meaning of the columns of a file. */
export type Mapping = {
  what: What
  fields: Map<string, FieldSource>
  /** Columns that go into the note, each under its title. */
  noted: number[]
  /** True for our own export, in which a `'` stands before text that looks like a formula. */
  own: boolean
  /** The columns that identify a record. */
  key: number[] | null
  /** The purpose of touches, where nothing in the file says it. */
  assumed?: string
  /** The columns by which a touch did not take place. */
  states: StateColumns
}

/**
 * Options and answers on the columns: by field, the name of a column, or of several, or a fixed value after `==`; by title, the
 * field of a column that nobody would know, `noted` for the note, or `none`.
 */
export type SaidMapping = {
  what: What | null
  fields: Record<string, string | string[]>
  key: string | null
  columns?: Record<string, string>
  /** The order of day and month, where a column leaves it open. */
  dates?: DateOrder
}
