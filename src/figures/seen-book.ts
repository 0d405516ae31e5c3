import sql, { empty, type Sql } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import type { Share } from '#domain/practices/trust.ts'
import { team } from '#tables/customers/teammates.ts'
import { countsIn, gathered } from '#tables/ids.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'

/** `today` is the last day on which anything counts. */
export type SeenBook = { db: Reader; rules: Rules; today: Day }

/** The rules are those that the book has now. */
export const seenFrom = async (db: Reader, today: Day): Promise<SeenBook> => ({ db, rules: await rulesOf(db), today })

export const windowFrom = ({ rules, today }: SeenBook): Day => windowStart(today, rules.settings.ratioWindow)

/**
 * The customers of figures: `of` makes the condition on a column with a customer's id. With `each`, every customer has figures of
 * their own, by id; else there is one sum, under 0.
 */
export type Whose = { of: (column: Sql) => Sql; each: boolean }

/**
 * A book has few teammates, so the condition names them, and not the customers.
 * @param teammates the number of teammates in the book
 */
export const allOf = (kind: Kind, teammates: number): Whose => ({
  of: (column) =>
    kind === 'teammate' ? sql`${column} in ${team}` : teammates === 0 ? sql`1 = 1` : sql`${column} not in ${team}`,
  each: false,
})

export const eachOne: Whose = { of: () => sql`1 = 1`, each: true }

export const only = (id: number): Whose => ({ of: (column) => sql`${column} = ${id}`, each: false })

/** The column with a customer's id, or 0, and the `group by` that goes with it. */
export const grouping = ({ each }: Whose, column: Sql): { id: Sql; by: Sql } => ({
  id: each ? sql`${column} as "customerId"` : sql`0 as "customerId"`,
  by: each ? sql`group by ${column}` : empty,
})

type Counted = { id: Sql; from: Sql; isPart: Sql }

/** The sum of all together is under 0. */
export async function sharesByWhom(
  db: Reader,
  { each }: Whose,
  { id, from, isPart }: Counted,
): Promise<Map<number, Share>> {
  if (!each) {
    const [row = [0, 0]] = await db.cells<[part: number, whole: number]>(
      sql`select count(*) filter (where ${isPart}), count(*) ${from}`,
    )
    return new Map([[0, { part: row[0], whole: row[1] }]])
  }
  const [row = [null, null]] = await db.cells<[part: string | null, whole: string | null]>(
    sql`select ${gathered(id)} filter (where ${isPart}), ${gathered(id)} ${from}`,
  )
  const parts = countsIn(row[0])
  return new Map([...countsIn(row[1])].map(([whose, whole]) => [whose, { part: parts.get(whose) ?? 0, whole }]))
}
