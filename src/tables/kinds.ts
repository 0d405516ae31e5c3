import sql, { type Sql } from 'sql-template-tag'
import type { Kind } from '#domain/customer.ts'

/** Whether whoever a column names is of a kind, as a condition on the column. */
export type IsOfKind = (column: Sql) => Sql

/** The ids of the team, as a list that a column can be in. */
export const team = sql`(select id from customers where kind = 'teammate')`

/**
 * The condition for a kind. A book has few teammates, or none: those are the ones to find, or to leave out.
 * @param teammates how many there are
 */
export function isOf(kind: Kind, teammates: number): IsOfKind {
  if (kind === 'teammate') return (column) => sql`${column} in ${team}`
  return (column) => (teammates === 0 ? sql`1 = 1` : sql`${column} not in ${team}`)
}
