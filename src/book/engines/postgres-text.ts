import type { Sql } from 'sql-template-tag'
import { RowRefused, type Value } from '../engine.ts'

/**
 * PostgreSQL reads the value so in the text of a statement, whatever its settings are: between quotes nothing but a quote and,
 * after an E, a backslash means anything, and both are doubled.
 * @throws RowRefused, for a NUL character, which PostgreSQL cannot keep
 */
export function literal(value: unknown): string {
  if (value === null) return 'null'
  // A minus after another would begin a remark.
  if (typeof value === 'number' && Number.isFinite(value)) return value < 0 ? `(${value})` : `${value}`
  if (typeof value !== 'string') throw new Error(`A value of a query is neither text nor number: ${typeof value}`)
  if (value.includes('\0')) throw new RowRefused(new Error('a NUL character cannot be kept on a server'))
  const quoted = `'${value.replaceAll("'", "''")}'`
  return value.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The values stand in the text. */
export const statement = ({ strings, values }: Sql): string =>
  strings.reduce((text, part, i) => `${text}${literal(values[i - 1])}${part}`)

const list = (values: Value[]): string => `(${values.map(literal).join(', ')})`

/** Each row is its values in the order of the columns. */
export const insertion = (table: string, columns: string[], rows: Value[][]): string =>
  `insert into ${table} (${columns.join(', ')}) values ${rows.map(list).join(', ')}`

/** The row is its new values in the order of the columns, and then its id. */
export const alteration = (table: string, columns: string[], row: Value[]): string => {
  const changes = columns.map((column, i) => `${column} = ${literal(row[i])}`)
  return `update ${table} set ${changes.join(', ')} where id = ${literal(row.at(-1))}`
}
