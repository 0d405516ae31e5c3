import sql, { empty, join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { Tone } from '#domain/touches/vocabulary.ts'
import type { AddressCard } from '#formats/vcard/write.ts'
import { allCustomers, customerStillThere } from '#tables/customers/customers.ts'
import { aliasesByCustomer } from '#tables/customers/own-handles.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { allDates, datesOf } from '#tables/dates.ts'
import { openLoops } from '#tables/loops.ts'
import { type ReadablePage, touchesShown } from '#views/customers/markdown.ts'

/** The number of customers for whom texts are made at once. */
const page = 500

/**
 * The cards of all customers without the team, or of one customer or teammate, in pages.
 * @throws cannot, when that one is not there any more
 */
export async function* cardPages(db: Reader, id: number | undefined): AsyncGenerator<AddressCard[]> {
  const customers =
    id === undefined
      ? (await allCustomers(db)).filter(({ kind }) => kind === 'customer')
      : [await customerStillThere(db, id)]
  const aliases = await aliasesByCustomer(db, id)
  const tags = await tagsByCustomer(db, id === undefined ? undefined : [id])
  const dates = byCustomer(id === undefined ? await allDates(db) : await datesOf(db, id))
  for (let start = 0; start < customers.length; start += page) {
    yield customers.slice(start, start + page).map((customer) => ({
      customer,
      aliases: aliases.get(customer.id) ?? [],
      tags: tags.get(customer.id) ?? [],
      dates: dates.get(customer.id) ?? [],
    }))
  }
}

/** The pages for reading about the customers of `cardPages`. */
export async function* readablePages(db: Reader, today: Day, id: number | undefined): AsyncGenerator<ReadablePage[]> {
  const loops = byCustomer(await openLoops(db, today, id))
  const facts = byCustomer(await factsAsEntered(db, id))
  for await (const cards of cardPages(db, id)) {
    const ids = cards.map(({ customer }) => customer.id)
    const touches = byCustomer(await lastTouches(db, today, ids))
    yield cards.map((card) => ({
      loops: loops.get(card.customer.id) ?? [],
      facts: facts.get(card.customer.id) ?? [],
      touches: touches.get(card.customer.id) ?? [],
      ...card,
    }))
  }
}

type EnteredFact = ReadablePage['facts'][number] & { customerId: number }

/** The facts of customers, whatever their day, in the order in which they were entered. */
const factsAsEntered = (db: Reader, id: number | undefined): Promise<EnteredFact[]> =>
  db.all<EnteredFact>(sql`select f.customer_id as "customerId", f.on_day as "on", o.name as topic, f.text
    from facts f left join topics o on o.id = f.topic_id
    ${id === undefined ? empty : sql`where f.customer_id = ${id}`} order by f.id`)

type LastTouch = ReadablePage['touches'][number] & { customerId: number }

/** The latest touches up to `today` with these customers, the newest first. */
async function lastTouches(db: Reader, today: Day, ids: number[]): Promise<LastTouch[]> {
  const rows = await db.cells<[number, Day, string, string, Tone, string | null]>(
    sql`select t.customer_id, t.on_day, ch.name, p.name, t.tone, t.note
      from customers c join touches t on t.id in (select l.id from touches l
        where l.customer_id = c.id and l.on_day <= ${today} order by l.on_day desc, l.id desc limit ${touchesShown})
      join channels ch on ch.id = t.channel_id join purposes p on p.id = t.purpose_id
      where c.id in (${join(ids)}) order by c.id, t.on_day desc, t.id desc`,
  )
  return rows.map(([customerId, on, channel, purpose, tone, note]) => ({
    customerId,
    on,
    channel,
    purpose,
    tone,
    note,
  }))
}
