import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import { insert, remove } from './rows.ts'
import type { Rows } from './tables.ts'

const pulseFrom = ({ customer_id: customerId, on_day: on, ...said }: Rows['pulses']): Pulse => ({
  ...said,
  customerId,
  on,
})

/** The oldest come first. */
export async function pulsesOf(db: Reader, customerId: number, today: Day): Promise<Pulse[]> {
  const rows = await db.all<Rows['pulses']>(
    sql`select * from pulses where customer_id = ${customerId} and on_day <= ${today} order by on_day, id`,
  )
  return rows.map(pulseFrom)
}

/** Both days are included; the order is that of the customers. */
export const lastRatingsBetween = (
  db: Reader,
  from: Day,
  to: Day,
): Promise<Pick<Pulse, 'customerId' | 'on' | 'rating'>[]> =>
  db.all(sql`select p.customer_id as "customerId", p.on_day as "on", p.rating from pulses p
    where p.on_day between ${from} and ${to}
      and not exists (select 1 from pulses l where l.customer_id = p.customer_id and l.on_day between p.on_day and ${to}
        and (l.on_day > p.on_day or l.id > p.id))
    order by p.customer_id`)

export const addPulse = async (db: Writer, pulse: Omit<Pulse, 'id'>): Promise<Pulse> =>
  pulseFrom(
    await insert(db, 'pulses', {
      customer_id: pulse.customerId,
      on_day: pulse.on,
      rating: pulse.rating,
      guess: pulse.guess,
      quote: pulse.quote,
    }),
  )

export const removePulse = (db: Writer, id: number): Promise<void> => remove(db, 'pulses', id)
