import sql, { empty, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { isAny, type Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { type Saving, type SavingsSum, sumOfSavings, type ToldAndUntold } from '#domain/practices/savings.ts'
import { andIs } from './ids.ts'
import { columnsOf, recordOf } from './records.ts'
import { insert, remove, update, updateWhere } from './rows.ts'
import type { Rows } from './tables.ts'

export const tellingPurpose = 'savings'

const savingFrom = (row: Rows['savings']): Saving => recordOf('savings', row)

const savingsWhere = async (db: Reader, condition: Sql): Promise<Saving[]> =>
  (await db.all<Rows['savings']>(sql`select * from savings ${condition} order by id`)).map(savingFrom)

/** The order is that in which they were entered. */
export const savingsOf = (db: Reader, customerId: number): Promise<Saving[]> =>
  savingsWhere(db, sql`where customer_id = ${customerId}`)

/** The order is that in which they were entered. */
export const allSavings = (db: Reader): Promise<Saving[]> => savingsWhere(db, empty)

/** Both days are included. */
export const savingsToldBetween = (db: Reader, from: Day, to: Day): Promise<Saving[]> =>
  savingsWhere(db, sql`where told_on between ${from} and ${to}`)

/** @param isMeant the condition on a column that names a customer */
export async function savingsTogether(db: Reader, today: Day, isMeant: (column: Sql) => Sql): Promise<ToldAndUntold> {
  const sums = await db.all<SavingsSum & { told: 0 | 1 }>(sql`
    select case when told_on <= ${today} then 1 else 0 end as told, count(*) as count, sum(money) as money, sum(minutes) as minutes
    from savings where on_day <= ${today} and ${isMeant(sql`customer_id`)} group by 1`)
  const sumOf = (wanted: 0 | 1): SavingsSum => {
    const { count, money, minutes } = sums.find(({ told }) => told === wanted) ?? sumOfSavings([])
    return { count, money, minutes }
  }
  return { told: sumOf(1), untold: sumOf(0) }
}

/** The customers have not been told of a saving from before a day. */
export const customersUntoldSince = (before: Day, today: Day): Sql =>
  sql`select customer_id from savings where told_on is null and on_day < ${before}
    union all select customer_id from savings where told_on > ${today} and on_day < ${before}`

/** All savings, told of or not, of the customers of `customersUntoldSince`, or of one of them. */
export const savingsOfUntoldSince = (db: Reader, before: Day, today: Day, customerId?: number): Promise<Saving[]> =>
  savingsWhere(
    db,
    sql`where on_day <= ${today} and customer_id in (${customersUntoldSince(before, today)}) ${andIs(sql`customer_id`, customerId)}`,
  )

export const savingsToldBy = (db: Reader, touchId: number): Promise<Saving[]> =>
  savingsWhere(db, sql`where told_by = ${touchId}`)

export const savingById = async (db: Reader, id: number): Promise<Saving | undefined> =>
  (await savingsWhere(db, sql`where id = ${id}`))[0]

export const hasSavingsWithMoney = (db: Reader): Promise<boolean> => isAny(db, sql`savings where money is not null`)

/** The customer has not been told of a new saving. */
export const addSaving = async (db: Writer, saving: Omit<Saving, 'id' | 'toldOn'>): Promise<Saving> =>
  savingFrom(await insert(db, 'savings', columnsOf('savings', saving)))

export const removeSaving = (db: Writer, id: number): Promise<void> => remove(db, 'savings', id)

type Telling = { id: number; customerId: number; on: Day }

/**
 * The savings are those up to the touch's day that nobody has told the customer of.
 * @returns these savings
 */
export async function tellOfSavings(db: Writer, { id, customerId, on }: Telling): Promise<Saving[]> {
  const isUntold = sql`customer_id = ${customerId} and told_on is null and on_day <= ${on}`
  const told = await updateWhere(db, 'savings', isUntold, () => ({ told_by: id, told_on: on }))
  return told.map((row) => ({ ...savingFrom(row), toldOn: null }))
}

/**
 * Gives the savings that a touch told of to the first touch that tells of them, not before the saving's day. Where there is none,
 * the customer has not been told.
 * @param from the number of the first touch that may tell of them: the touch itself, or where it is removed, the next
 * @returns the number of savings that the customer has not been told of any more
 */
export async function passOnTelling(db: Writer, touchId: number, from: number): Promise<number> {
  let untold = 0
  for (const saving of await savingsToldBy(db, touchId)) {
    const [next] = await db.all<{ id: number; on: Day }>(sql`select t.id, t.on_day as "on"
      from touches t join purposes p on p.id = t.purpose_id
      where t.customer_id = ${saving.customerId} and t.on_day >= ${saving.on} and p.name = ${tellingPurpose}
        and t.id >= ${from} order by t.id limit 1`)
    await update(db, 'savings', saving.id, { told_by: next?.id ?? null, told_on: next?.on ?? null })
    if (!next) untold += 1
  }
  return untold
}
