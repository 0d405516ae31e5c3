import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader, Value } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { type CustomerDate, isSameLabel, monthDayOf, type YearlyDay } from '#domain/practices/dates.ts'
import { andIs, forIds, handfulsOf } from './ids.ts'
import { columnsOf, recordOf } from './records.ts'
import { insert, insertMany, remove, update, updateWhere } from './rows.ts'
import type { NewRow, Rows } from './tables.ts'

const dateFrom = (row: Rows['dates']): CustomerDate => {
  const { monthDay, ...found } = recordOf('dates', row)
  const [month = 0, date = 0] = monthDay.split('-').map(Number)
  return { ...found, month, date }
}

const datesWhere = async (db: Reader, condition: Sql): Promise<CustomerDate[]> =>
  (await db.all<Rows['dates']>(sql`select * from dates ${condition} order by id`)).map(dateFrom)

/** The order is that in which they were noted. */
export const datesOf = (db: Reader, customerId: number): Promise<CustomerDate[]> =>
  datesWhere(db, sql`where customer_id = ${customerId}`)

/** The order is that in which they were noted. */
export const allDates = (db: Reader): Promise<CustomerDate[]> => datesWhere(db, empty)

/**
 * The condition that a date is on one of these days of any year, `MM-DD`; of one customer, or of all. With 28 February come the
 * dates of the 29th, which fall on it in a common year.
 */
function isOnMonthDays(monthDays: string[], customerId?: number): Sql {
  const wanted = new Set(monthDays)
  if (wanted.has('02-28')) wanted.add('02-29')
  return wanted.size === 0
    ? sql`1 = 0`
    : sql`month_day in (${join([...wanted])}) ${andIs(sql`customer_id`, customerId)}`
}

/** `MM-DD` */
export const datesOnMonthDays = (db: Reader, monthDays: string[], customerId?: number): Promise<CustomerDate[]> =>
  datesWhere(db, sql`where ${isOnMonthDays(monthDays, customerId)}`)

export const customersOnMonthDays = (monthDays: string[], customerId?: number): Sql =>
  sql`select customer_id from dates where ${isOnMonthDays(monthDays, customerId)}`

/**
 * The day that the label had before is replaced.
 * @returns the date as it is now, and as it was before
 */
export async function noteDate(
  db: Writer,
  customerId: number,
  label: string,
  { month, date, year }: YearlyDay,
  today: Day,
): Promise<{ noted: CustomerDate; before: CustomerDate | null }> {
  const before = await dateLabelled(db, customerId, label)
  // A year that is learned later does not make the day any newer.
  const isSameDay = before !== null && before.month === month && before.date === date
  const notedOn = isSameDay ? before.notedOn : today
  const row = columnsOf('dates', { customerId, label, monthDay: monthDayOf({ month, date }), year, notedOn })
  const after = before === null ? await insert(db, 'dates', row) : await update(db, 'dates', before.id, row)
  return { noted: dateFrom(after), before }
}

export const removeDate = (db: Writer, id: number): Promise<void> => remove(db, 'dates', id)

/**
 * Notes many yearly days of a file, each in the place of the customer's date with just that label; a date that was noted
 * already keeps the day on which it was noted.
 * @param monthDay `03-05` for 5 March
 */
export async function noteDates(
  db: Writer,
  dates: { customerId: number; label: string; monthDay: string; year: number | null }[],
  today: Day,
): Promise<void> {
  const ids = [...new Set(dates.map(({ customerId }) => customerId))]
  const kept = await forIds<Rows['dates']>(db, ids, (list) => sql`select * from dates where customer_id in ${list}`)
  const placeOf = (customerId: number, label: string) => `${customerId} ${label}`
  const known = new Map(kept.map((row) => [placeOf(row.customer_id, row.label), row.id]))
  const changed = new Map<number, NewRow<'dates'>>()
  const added: Value[][] = []
  for (const { customerId, label, monthDay, year } of dates) {
    const id = known.get(placeOf(customerId, label))
    if (id === undefined) added.push([customerId, label, monthDay, year, today])
    else changed.set(id, { month_day: monthDay, year })
  }
  for (const list of handfulsOf([...changed.keys()]))
    await updateWhere(db, 'dates', sql`id in ${list}`, ({ id }) => changed.get(id) ?? {})
  await insertMany(db, 'dates', ['customer_id', 'label', 'month_day', 'year', 'noted_on'], added)
}

/** The case of the label does not matter. */
export async function dateLabelled(db: Reader, customerId: number, label: string): Promise<CustomerDate | null> {
  return (await datesOf(db, customerId)).find((each) => isSameLabel(each.label, label)) ?? null
}
