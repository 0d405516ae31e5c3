import sql from 'sql-template-tag'
import type { Reader, Value } from '#book/engine.ts'
import type { Writer } from '#book/writer.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { Day } from '#domain/day.ts'
import { addCustomer, aliasesByCustomer, allCustomers, changeCustomer, tagsByCustomer } from '#tables/customers.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import type { Rows } from '#tables/tables.ts'
import type { BookToday, CustomerPlan } from './decide/customers.ts'
import { keyName, touchKey } from './decide/keys.ts'
import type { BookedPerson } from './decide/matching.ts'
import type { BookedTouch } from './decide/touches.ts'
import type { ImportedDate } from './records.ts'
import { type StagedTouch, type Staging, touchColumns } from './staging.ts'

/** What the book knows before an import; `lastTouch` is 0 where there is none. */
export type Known = BookToday & { touchKeys: Map<string, number>; lastTouch: number; rules: Rules; state: string }

/** Reads what the book knows; `since` is from when somebody new is a customer. */
export async function knownToday(db: Reader, days: { today: Day; since: Day }): Promise<Known> {
  const keys = await importKeys(db)
  return {
    people: await peopleInBook(db),
    keys: keys.customers,
    touchKeys: keys.touches,
    lastTouch: await lastTouchId(db),
    rules: await rulesOf(db),
    state: await stateOfBook(db),
    ...days,
  }
}

/** Everybody in the book, as an import compares them. */
async function peopleInBook(db: Reader): Promise<BookedPerson[]> {
  const tags = await tagsByCustomer(db)
  const aliases = await aliasesByCustomer(db)
  const phones = byCustomer(
    await db.all<{ customerId: number; key: string }>(
      sql`select customer_id as "customerId", key from handles where kind = 'phone' order by id`,
    ),
  )
  const dates = byCustomer(
    await db.all<ImportedDate & { customerId: number }>(
      sql`select customer_id as "customerId", label, month_day as "monthDay", year from dates order by id`,
    ),
  )
  return (await allCustomers(db)).map((customer) => ({
    ...customer,
    aliases: aliases.get(customer.id) ?? [],
    phoneKey: phones.get(customer.id)?.[0]?.key ?? null,
    tags: tags.get(customer.id) ?? [],
    dates: (dates.get(customer.id) ?? []).map(({ label, monthDay, year }) => ({ label, monthDay, year })),
  }))
}

/** What identifies the records of earlier imports, and which customer or touch each was. */
async function importKeys(db: Reader): Promise<{ customers: Map<string, number>; touches: Map<string, number> }> {
  const rows = await db.all<Rows['import_keys']>(sql`select * from import_keys`)
  const found = { customers: new Map<string, number>(), touches: new Map<string, number>() }
  for (const { source, key, customer_id, touch_id } of rows) {
    if (customer_id !== null) found.customers.set(keyName(source, key), customer_id)
    if (touch_id !== null) found.touches.set(keyName(source, key), touch_id)
  }
  return found
}

/** The day of a touch that was imported. */
export async function dayOfTouch(db: Reader, id: number): Promise<Day | undefined> {
  const [row] = await db.all<{ on: Day }>(sql`select on_day as "on" from touches where id = ${id}`)
  return row?.on
}

/** The touches of a customer on a day, the first entered first. */
export const touchesOnDay = (db: Reader, customerId: number, on: Day): Promise<BookedTouch[]> =>
  db.all<BookedTouch>(sql`select id, channel_id as "channelId", purpose_id as "purposeId", tone, begun_by as "begunBy",
      minutes, note, by_id as "byId"
    from touches where customer_id = ${customerId} and on_day = ${on} order by id`)

/** How many touches there are, at most: no number is given twice. */
async function lastTouchId(db: Reader): Promise<number> {
  const [row] = await db.all<{ last: number | null }>(sql`select max(id) as last from touches`)
  return row?.last ?? 0
}

/** The last change that was made or taken back: another one means that the book is not what it was. */
export async function stateOfBook(db: Reader): Promise<string> {
  const [row] = await db.all<{ last: number | null; undone: number }>(
    sql`select max(id) as last, coalesce(sum(undone), 0) as undone from changes`,
  )
  return `${row?.last ?? 0} ${row?.undone ?? 0}`
}

/** How the columns of a file with this header were named before; null when it is a new one. */
export async function rememberedMapping(db: Reader, header: string): Promise<string | null> {
  const [row] = await db.all<Rows['column_maps']>(sql`select * from column_maps where header = ${header}`)
  return row?.mapping ?? null
}

/** Remembers how the columns of files with this header are named. */
export async function rememberMapping(db: Writer, header: string, mapping: string): Promise<void> {
  const [row] = await db.all<Rows['column_maps']>(sql`select * from column_maps where header = ${header}`)
  if (row) await db.update('column_maps', row.id, { mapping })
  else await db.insert('column_maps', { header, mapping })
}

/** Lets go of what identified a touch in its file: it is being removed. */
export async function removeTouchKeys(db: Writer, touchId: number): Promise<void> {
  for (const { id } of await db.all<{ id: number }>(sql`select id from import_keys where touch_id = ${touchId}`)) {
    await db.remove('import_keys', id)
  }
}

/** A touch of the book that a file says otherwise of. */
export type ChangedTouch = { id: number; columns: Partial<Omit<Rows['touches'], 'id'>> }

/**
 * Writes what was planned.
 * @param told hears how many touches have been written
 */
export async function applyImport(
  db: Writer,
  plan: Pick<CustomerPlan, 'people' | 'keys'>,
  touches: { staging: Staging; changed: ChangedTouch[] },
  today: Day,
  told: (written: number) => void,
): Promise<void> {
  const ids = new Map<number, number>()
  for (const person of plan.people) {
    ids.set(person.id, await writePerson(db, person, today))
  }
  const idOf = (person: number): number => ids.get(person) ?? person
  for (const { source, key, person } of plan.keys) {
    await db.insert('import_keys', { source, key, customer_id: idOf(person) })
  }
  for (const { id, columns } of touches.changed) await db.update('touches', id, columns)
  let written = 0
  for await (const page of touches.staging.byDay()) {
    await writeTouches(db, page, idOf)
    written += page.length
    told(written)
  }
}

/** Writes touches; what they began needs no answer from now on (docs/scoring.md, "Answering"). */
async function writeTouches(db: Writer, page: StagedTouch[], idOf: (person: number) => number): Promise<void> {
  const rows = page.map(({ customer_id, values, by_id }): Value[] => {
    const [on, , , , begunBy] = values
    return [
      idOf(customer_id),
      ...values,
      by_id === null ? null : idOf(by_id),
      begunBy === 'them' && on !== undefined ? on : null,
    ]
  })
  const first = await db.insertMany('touches', [...touchColumns, 'settled_on'], rows)
  const keyed = page.flatMap(({ source, key }, i): Value[][] =>
    key === null ? [] : [[source, touchKey(key, Number(rows[i]?.[0])), first + i]],
  )
  await db.insertMany('import_keys', ['source', 'key', 'touch_id'], keyed)
}

async function writePerson(db: Writer, person: BookedPerson, today: Day): Promise<number> {
  const { id, dates, ...said } = person
  const customer = id > 0 ? await changeCustomer(db, id, said) : await addCustomer(db, said)
  await writeDates(db, customer.id, dates, today)
  return customer.id
}

async function writeDates(db: Writer, customerId: number, dates: ImportedDate[], today: Day): Promise<void> {
  const kept = await db.all<Rows['dates']>(sql`select * from dates where customer_id = ${customerId}`)
  for (const { label, monthDay, year } of dates) {
    const known = kept.find((row) => row.label === label)
    if (known) await db.update('dates', known.id, { month_day: monthDay, year })
    else await db.insert('dates', { customer_id: customerId, label, month_day: monthDay, year, noted_on: today })
  }
}
