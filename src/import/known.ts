import sql, { join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/by-customer.ts'
import type { Day } from '#domain/day.ts'
import { aliasesByCustomer, allCustomers, tagsByCustomer } from '#tables/customers.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import type { BookToday } from './decide/customers.ts'
import { keyName, touchKey } from './decide/keys.ts'
import type { KnownCustomer } from './decide/matching.ts'
import { type ArrivedTouch, type BookedTouch, type BookedTouches, placeOf } from './decide/touches.ts'
import type { ImportedDate } from './records.ts'

/** What the book knows before an import. */
export type Known = BookToday & {
  rules: Rules
  /** Whether there is any touch. */
  hasTouches: boolean
  /** The state of the book, as `stateOfBook` gives it. */
  state: string
}

/** Asks what the book knows; `since` is from when somebody new is a customer. */
export async function knownToday(db: Reader, days: { today: Day; since: Day }): Promise<Known> {
  const [customers, keys, rules, touch, state] = await Promise.all([
    knownCustomers(db),
    customerKeys(db),
    rulesOf(db),
    db.all(sql`select id from touches limit 1`),
    stateOfBook(db),
  ])
  return { customers, keys, rules, hasTouches: touch.length > 0, state, ...days }
}

/** All customers of the book, as an import compares them. */
async function knownCustomers(db: Reader): Promise<KnownCustomer[]> {
  const [customers, tags, aliases, phones, dates] = await Promise.all([
    allCustomers(db),
    tagsByCustomer(db),
    aliasesByCustomer(db),
    db
      .all<{ customerId: number; key: string }>(
        sql`select customer_id as "customerId", key from handles where kind = 'phone' order by id`,
      )
      .then(byCustomer),
    db
      .all<ImportedDate & { customerId: number }>(
        sql`select customer_id as "customerId", label, month_day as "monthDay", year from dates order by id`,
      )
      .then(byCustomer),
  ])
  return customers.map((customer) => ({
    aliases: aliases.get(customer.id) ?? [],
    phoneKey: phones.get(customer.id)?.[0]?.key ?? null,
    tags: tags.get(customer.id) ?? [],
    dates: (dates.get(customer.id) ?? []).map(({ label, monthDay, year }) => ({ label, monthDay, year })),
    ...customer,
  }))
}

/** Whom the records of earlier imports were, by `keyName`. */
async function customerKeys(db: Reader): Promise<Map<string, number>> {
  const rows = await db.cells<[source: string, key: string, customerId: number]>(
    sql`select source, key, customer_id from import_keys where customer_id is not null`,
  )
  return new Map(rows.map(([source, key, customerId]) => [keyName(source, key), customerId]))
}

/** Asks what the book has that these touches may be; `source` is how their keys are called. */
export async function bookedTouches(db: Reader, touches: ArrivedTouch[], source: string): Promise<BookedTouches> {
  const found: BookedTouches = { onDay: new Map(), byKey: new Map() }
  // Of somebody new the book has nothing.
  const known = touches.filter(({ customerId }) => customerId > 0)
  const keys = known.flatMap(({ key, customerId }) => (key === null ? [] : [touchKey(key, customerId)]))
  const places = new Map(known.filter(({ key }) => key === null).map((touch) => [placeOf(touch), touch]))
  const [keyed, placed] = await Promise.all([
    Promise.all([...handfuls(keys)].map((handful) => touchesOfKeys(db, source, handful))),
    Promise.all([...handfuls([...places.values()])].map((handful) => touchesOnDays(db, handful))),
  ])
  for (const { key, ...touch } of keyed.flat()) found.byKey.set(key, touch)
  for (const { customerId, on, ...touch } of placed.flat()) {
    const place = placeOf({ customerId, on })
    const others = found.onDay.get(place)
    if (others) others.push(touch)
    else found.onDay.set(place, [touch])
  }
  return found
}

const touchesOfKeys = (db: Reader, source: string, keys: string[]): Promise<{ key: string; id: number; on: Day }[]> =>
  db.all(sql`select k.key, t.id, t.on_day as "on" from import_keys k join touches t on t.id = k.touch_id
    where k.source = ${source} and k.key in (${join(keys)})`)

/** The touches with each of these customers on the day beside. */
const touchesOnDays = (db: Reader, on: Place[]): Promise<(BookedTouch & Place)[]> => {
  const pairs = join(on.map((place) => sql`(${place.customerId}, ${place.on})`))
  return db.all(sql`select id, customer_id as "customerId", on_day as "on", channel_id as "channelId", purpose_id as "purposeId",
      tone, begun_by as "begunBy", minutes, note, by_id as "byId"
    from touches where (customer_id, on_day) in (values ${pairs}) order by id`)
}

type Place = { customerId: number; on: Day }

const handful = 1_000

/** A list in handfuls of one length, the last filled up with its first: so that their query is one text, prepared once. */
function* handfuls<T>(list: T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += handful) {
    const some = list.slice(start, start + handful)
    while (some.length < handful) some.push(some[0] as T)
    yield some
  }
}

/**
 * The last change that was made or taken back, and the last erasure: another state means that the book is not what it
 * was.
 */
export async function stateOfBook(db: Reader): Promise<string> {
  const rows = await db.cells<(number | null)[]>(
    sql`select max(id), sum(undone), (select max(id) from receipts) from changes`,
  )
  return rows.join()
}
