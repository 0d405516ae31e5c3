import { remembering } from '#domain/remembered.ts'
import { type NewRow, type Rows, type TableName, tables } from './tables.ts'

type FieldOf<Column> = Column extends 'on_day'
  ? 'on'
  : Column extends `${infer First}_${infer Rest}`
    ? `${First}${Capitalize<FieldOf<Rest>>}`
    : Column

/** A row with the names of the domain: `customerId` for `customer_id`, and `on` for `on_day`. */
type RecordOf<T extends TableName> = { [Column in keyof Rows[T] as FieldOf<Column>]: Rows[T][Column] }

const fieldOf = (column: string): string =>
  column === 'on_day' ? 'on' : column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const fieldsOf = remembering((table: TableName) =>
  Object.keys(tables[table].columns).map((column) => [column, fieldOf(column)] as const),
)

export const recordOf = <T extends TableName>(table: T, row: Rows[T]): RecordOf<T> =>
  Object.fromEntries(fieldsOf(table).map(([column, field]) => [field, row[column as keyof Rows[T]]])) as RecordOf<T>

export type PartOf<T extends TableName> = { [Field in keyof RecordOf<T>]?: RecordOf<T>[Field] | undefined }

/**
 * Undefined fields, the id, and fields that are no column of the table are left out.
 * @template Other fields of another type than their columns: their values are no column's yet
 */
export function columnsOf<T extends TableName, Other extends keyof RecordOf<T> = never>(
  table: T,
  record: Omit<PartOf<T>, Other>,
): NewRow<T> {
  // `Object.fromEntries` takes V8 twice as long.
  const row: Record<string, unknown> = {}
  for (const [column, field] of fieldsOf(table)) {
    const value = record[field as keyof typeof record]
    if (column !== 'id' && value !== undefined) row[column] = value
  }
  return row as NewRow<T>
}
