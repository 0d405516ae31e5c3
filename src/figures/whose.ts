import sql, { empty, type Sql } from 'sql-template-tag'
import type { Kind } from '#domain/customer.ts'
import { team } from '#tables/customers.ts'

/**
 * The customers whom figures count. `of` makes the condition on a column with a customer's id. With `each`, every customer
 * has figures of their own, by id; else there is one sum, under 0.
 */
export type Whose = { of: (column: Sql) => Sql; each: boolean }

/**
 * All of a kind together. A book has few teammates, so the condition names them, and not the customers.
 * @param teammates how many there are
 */
export const allOf = (kind: Kind, teammates: number): Whose => ({
  of: (column) =>
    kind === 'teammate' ? sql`${column} in ${team}` : teammates === 0 ? sql`1 = 1` : sql`${column} not in ${team}`,
  each: false,
})

export const eachOne: Whose = { of: () => sql`1 = 1`, each: true }

/** One customer or teammate. */
export const only = (id: number): Whose => ({ of: (column) => sql`${column} = ${id}`, each: false })

/** The column with a customer's id, or 0, and the `group by` that goes with it. */
export const grouping = ({ each }: Whose, column: Sql): { id: Sql; by: Sql } => ({
  id: each ? sql`${column} as "customerId"` : sql`0 as "customerId"`,
  by: each ? sql`group by ${column}` : empty,
})

export const byWhom = <Row extends { customerId: number }>(rows: Row[]): Map<number, Omit<Row, 'customerId'>> =>
  new Map(rows.map(({ customerId, ...figures }) => [customerId, figures]))
