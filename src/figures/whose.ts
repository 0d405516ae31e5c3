import sql, { empty, type Sql } from 'sql-template-tag'
import type { Kind } from '#domain/customer.ts'

/**
 * Whom figures are of: `of` is the condition on a column that names a customer; with `each`, every customer has figures
 * of their own, under their number, and else all have them together, under 0.
 */
export type Whose = { of: (column: Sql) => Sql; each: boolean }

/** The ids of the team, as a list that a column can be in. */
export const team = sql`(select id from customers where kind = 'teammate')`

/**
 * All of a kind together. A book has few teammates, or none: those are the ones to find, or to leave out.
 * @param teammates how many there are
 */
export const allOf = (kind: Kind, teammates: number): Whose => ({
  of: (column) =>
    kind === 'teammate' ? sql`${column} in ${team}` : teammates === 0 ? sql`1 = 1` : sql`${column} not in ${team}`,
  each: false,
})

/** Every customer and teammate by themselves. */
export const eachOne: Whose = { of: () => sql`1 = 1`, each: true }

/** One customer or teammate. */
export const only = (id: number): Whose => ({ of: (column) => sql`${column} = ${id}`, each: false })

/** The number under which a row of figures stands, as a column, and what its query is grouped by. */
export const grouping = ({ each }: Whose, column: Sql): { id: Sql; by: Sql } => ({
  id: each ? sql`${column} as "customerId"` : sql`0 as "customerId"`,
  by: each ? sql`group by ${column}` : empty,
})

/** Figures by the number under which they stand. */
export const byWhom = <Row extends { customerId: number }>(rows: Row[]): Map<number, Omit<Row, 'customerId'>> =>
  new Map(rows.map(({ customerId, ...figures }) => [customerId, figures]))
