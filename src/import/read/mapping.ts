import type { DateOrder } from '#domain/shop/settings.ts'
import type { What } from '../records.ts'

/** Where a field comes from: columns, the first one that holds something, or a value that is the same in every row. */
export type FieldSource = { columns: number[] } | { value: string }

/** The fields that more than one column can have: what does not fit goes into the note. */
export const takesSeveral = ['phone', 'email', 'alias', 'note', 'tags', 'address', 'street', 'fax']

/** How the columns of a file are read. */
export type Mapping = {
  what: What
  fields: Map<string, FieldSource>
  /** Columns that go into the note, each under its title. */
  noted: number[]
  /** Whether it is our own export, in which a `'` stands before what looks like a formula. */
  own: boolean
  /** The columns that identify a record. */
  key: number[] | null
  /** The purpose of touches, where nothing in the file says it. */
  assumed?: string
}

/**
 * What was said of the columns: by field, the name of a column, or of several, or a fixed value after `==`; by title, the field of a
 * column that nobody would know, `noted` for the note, or `none`.
 */
export type SaidMapping = {
  what: What | null
  fields: Record<string, string | string[]>
  key: string | null
  columns?: Record<string, string>
  /** Which of day and month comes first, where a column leaves it open. */
  dates?: DateOrder
}
