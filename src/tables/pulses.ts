import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import { columnsOf, recordOf } from './records.ts'
import { insert, remove } from './rows.ts'
import type { Rows } from './tables.ts'

/** The oldest come first. */
export async function pulsesOf(db: Reader, customerId: number, today: Day): Promise<Pulse[]> {
  const rows = await db.all<Rows['pulses']>(
    sql`select * from pulses where customer_id = ${customerId} and on_day <= ${today} order by on_day, id`,
  )
  return rows.map((row) => recordOf('pulses', row))
}

type Rating = Pick<Pulse, 'customerId' | 'on' | 'rating'>

/** Both days are included; the order is that of the customers. */
export async function lastRatingsBetween(db: Reader, from: Day, to: Day): Promise<Rating[]> {
  const ratings = await db.all<Rating>(
    sql`select customer_id as "customerId", on_day as "on", rating from pulses where on_day between ${from} and ${to}
      order by customer_id, on_day, id`,
  )
  return ratings.filter(({ customerId }, i) => ratings[i + 1]?.customerId !== customerId)
}

export const addPulse = async (db: Writer, pulse: Omit<Pulse, 'id'>): Promise<Pulse> =>
  recordOf('pulses', await insert(db, 'pulses', columnsOf('pulses', pulse)))

export const removePulse = (db: Writer, id: number): Promise<void> => remove(db, 'pulses', id)
