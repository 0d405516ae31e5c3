import type { DateOrder } from '#domain/shop/settings.ts'
import type { What } from '../../records.ts'

/** The cells are the first of each column. */
export type Columns = { header: string[]; cells: string[][] }

/** The first of the columns that holds something counts; a fixed value is the same in every row. */
export type FieldSource = { columns: number[] } | { value: string }

/** A field with a fixed value has no column, nor has one that is not there. */
export function columnsOf(fields: Map<string, FieldSource>, field: string): number[] {
  const source = fields.get(field)
  return source && 'columns' in source ? source.columns : []
}

/** @returns the columns of each field that is taken out */
export function takenOut(fields: Map<string, FieldSource>, names: string[]): number[][] {
  const columns = names.map((name) => columnsOf(fields, name))
  for (const name of names) fields.delete(name)
  return columns
}

/** More than one column can have these fields: values without room in the field go into the note. */
export const takesSeveral = ['phone', 'email', 'alias', 'note', 'tags', 'address', 'street', 'fax']

/**
 * Columns say whether something took place: by their titles that it did not, or that it did, or by their cells; all that the
 * understood ones say is read.
 */
export type StateColumns = {
  cancelled: number[]
  noShow: number[]
  taken: number[]
  state: number[]
  understood: number[]
}

/** Somebody is called by these fields. */
export const nameFields = ['name', 'shown', 'given', 'family', 'company', 'contact']

export type Mapping = {
  what: What
  fields: Map<string, FieldSource>
  /** Each goes into the note under its title. */
  noted: number[]
  /** A `'` stands before text that looks like a formula in our own export. */
  own: boolean
  key: number[] | null
  /** Nothing in the file says the purpose of touches. */
  assumed?: string
  /** A touch did not take place by these columns. */
  states: StateColumns
}

/**
 * Options and answers name, by field, a column or several, or a fixed value after `==`; and by title, the field of a column that
 * nobody would know, `noted` for the note, or `none`.
 */
export type SaidMapping = {
  what: What | null
  fields: Record<string, string | string[]>
  key: string | null
  columns?: Record<string, string>
  /** The order of day and month, where a column leaves it open. */
  dates?: DateOrder
}
