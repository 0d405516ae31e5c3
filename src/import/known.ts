import sql, { join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { remembered } from '#domain/remembered.ts'
import { allCustomers } from '#tables/customers/customers.ts'
import { aliasesByCustomer } from '#tables/customers/own-handles.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'
import { stateOfBook } from '#tables/whole-book.ts'
import type { BookToday } from './decide/customers.ts'
import { byPlace, type KeptRecord, type KnownRecords, keyName, type Names } from './decide/keys.ts'
import type { KnownCustomer } from './decide/matching.ts'
import { type BookedRow, bookedDay, newSeries } from './decide/moved.ts'
import { imprintStart, isSaid, saidFrom } from './decide/said.ts'
import { SettledCards } from './decide/settled-cards.ts'
import { type BookedTouches, keysFor, placeOf } from './decide/sorting.ts'
import type { ArrivedTouch, BookedTouch } from './decide/touches.ts'
import type { Arrival, ImportedDate } from './records.ts'

/** The book is as it was before an import. */
export type Known = BookToday & {
  rules: Rules
  /** A touch is there, or there once was one that a file brought. */
  hasTouches: boolean
  state: string
}

/** An imprint is a sha256 in base64url, and stands at the beginning of kept words. */
const imprintLength = imprintStart.length + 43

/** `state` is that of the book when the cards of earlier imports were read; null where none were. */
type CardsBefore = { settled: SettledCards; state: string | null }

export const noneSettled = (): CardsBefore => ({ settled: new SettledCards(), state: null })

/** @param reader names all on which the reading of a card depends */
export async function settledCards(db: Reader, reader: string): Promise<CardsBefore> {
  const [rows, state] = await Promise.all([
    db.cells<[source: string, key: string, start: string]>(
      sql`select source, key, substr(said, 1, ${imprintLength}) from import_keys
        where source in ('vcard', 'vcard: names') and said like ${`${imprintStart}%`}`,
    ),
    stateOfBook(db),
  ])
  const kept = new Map(rows.map(([source, key, start]) => [start.slice(imprintStart.length), keyName(source, key)]))
  return { settled: new SettledCards(kept, reader), state }
}

/**
 * Customers and earlier records are read only where something is compared with them.
 * @param days `isSettled` is true where no record is left to decide; `since` is the day from which somebody new is a customer
 */
export async function knownToday(
  db: Reader,
  arrivals: Arrival[],
  { settled, state: before }: CardsBefore,
  { isSettled, ...days }: { isSettled: boolean; today: Day; since: Day },
): Promise<Known> {
  const [customers, records, rules, touch, state] = await Promise.all([
    isSettled ? [] : knownCustomers(db),
    isSettled ? { records: new Map(), settled: new Map() } : knownRecords(db, arrivals, settled.keys),
    rulesOf(db),
    db.all(sql`select * from (select id from touches limit 1) one union all select * from (select id from import_keys
      where source = 'ics' or (source >= 'touches' and source < 'touchet') limit 1) other`),
    before ?? stateOfBook(db),
  ])
  return { customers, ...records, rules, hasTouches: touch.length > 0, state, ...days }
}

async function knownCustomers(db: Reader): Promise<KnownCustomer[]> {
  const [customers, tags, aliases, phones, dates] = await Promise.all([
    allCustomers(db),
    tagsByCustomer(db),
    aliasesByCustomer(db),
    db.cells<[customerId: number, key: string]>(
      sql`select customer_id, key from handles where kind = 'phone' order by id desc`,
    ),
    db.cells<[customerId: number, label: string, monthDay: string, year: number | null]>(
      sql`select customer_id, label, month_day, year from dates order by id`,
    ),
  ])
  // Of equal keys the map keeps the last, which is the customer’s first number.
  const phoneOf = new Map(phones)
  const datesOf = new Map<number, ImportedDate[]>()
  for (const [id, label, monthDay, year] of dates) remembered(datesOf, id, () => []).push({ label, monthDay, year })
  return customers.map((customer) =>
    // Added to each instead of copied: all of them are in memory beside the records of the import.
    Object.assign(customer, {
      aliases: aliases.get(customer.id) ?? [],
      phoneKey: phoneOf.get(customer.id) ?? null,
      tags: tags.get(customer.id) ?? [],
      dates: datesOf.get(customer.id) ?? [],
    }),
  )
}

/** Kept words are long: so many records are read at once. */
const keptAtOnce = 5_000

/** A record of this import that says the kept words again stands in their place. */
const saidNow = (text: string | null, arrival: Arrival | undefined): KeptRecord['said'] =>
  text !== null && arrival && isSaid(text, arrival) ? arrival : text

/** Words that this import says again are not kept in memory. */
async function knownRecords(db: Reader, arrivals: Arrival[], settled: Set<string>): Promise<KnownRecords> {
  const namesOf = new Map<string, Names>()
  const records = new Map<string, Map<string, KeptRecord>>()
  const now = byPlace(arrivals)
  let last = [0, 0]
  for (let isMore = true; isMore; ) {
    const rows = await db.cells<[id: number, source: string, key: string, customerId: number, said: string | null]>(
      sql`select id, source, key, customer_id, said from import_keys
        where customer_id is not null and (customer_id, id) > (${last[0]}, ${last[1]})
        order by customer_id, id limit ${keptAtOnce}`,
    )
    for (const [id, source, key, customerId, text] of rows) {
      const place = keyName(source, key)
      remembered(records, source, () => new Map()).set(key, { customerId, said: saidNow(text, now.get(place)) })
      const names = settled.has(place) && text !== null && saidFrom(text)
      if (names) namesOf.set(place, names)
      last = [customerId, id]
    }
    isMore = rows.length === keptAtOnce
  }
  return { records, settled: namesOf }
}

/** `source` is the source of the keys of the touches. */
export async function bookedTouches(db: Reader, touches: ArrivedTouch[], source: string): Promise<BookedTouches> {
  const found: BookedTouches = { onDay: new Map(), byKey: new Map(), ofSeries: new Map() }
  // The book has no touches with somebody new.
  const known = touches.filter(({ customerId }) => customerId > 0)
  const keys = known.flatMap(keysFor)
  const places = new Map(
    known.filter(({ key, meeting }) => key === null || meeting !== null).map((touch) => [placeOf(touch), touch]),
  )
  const [keyed, placed] = await Promise.all([
    Promise.all([...handfuls(keys)].map((handful) => touchesOfKeys(db, source, handful))),
    Promise.all([...handfuls([...places.values()])].map((handful) => touchesOnDays(db, source, handful))),
  ])
  for (const { key, id, on, said } of keyed.flat())
    found.byKey.set(key, id === null || on === null ? null : { id, on, said })
  for (const { customerId, on, talk, ...columns } of placed.flat())
    remembered(found.onDay, placeOf({ customerId, on }), () => []).push({ ...columns, isLoggedTalk: talk === 1 })
  const uids = newSeries(known, found.byKey)
  const days = await Promise.all([...handfuls(uids)].map((handful) => touchesOfSeries(db, source, handful)))
  for (const each of days.flat().flatMap((row) => bookedDay(row) ?? []))
    remembered(found.ofSeries, each.uid, () => []).push(each)
  return found
}

const touchesOfKeys = (db: Reader, source: string, keys: string[]): Promise<Omit<BookedRow, 'uid' | 'customerId'>[]> =>
  db.all(sql`select k.key, t.id, t.on_day as "on", k.said from import_keys k left join touches t on t.id = k.touch_id
    where k.source = ${source} and k.key in (${join(keys)})`)

/** A name of a day follows a UID behind a space, and `!` is the character after that. */
const touchesOfSeries = (db: Reader, source: string, uids: string[]): Promise<BookedRow[]> => {
  const names = join(uids.map((uid) => sql`(${uid}, ${`${uid} `}, ${`${uid}!`})`))
  return db.all(sql`select s.column1 as uid, k.key, t.id, t.on_day as "on", k.said,
      coalesce(t.customer_id, k.customer_id) as "customerId"
    from (select distinct * from (values ${names}) v) s
    join import_keys k on k.source = ${source} and k.key > s.column2 and k.key < s.column3
    left join touches t on t.id = k.touch_id order by k.key`)
}

const touchesOnDays = (
  db: Reader,
  source: string,
  on: Place[],
): Promise<(Omit<BookedTouch, 'isLoggedTalk'> & Place & { talk: number })[]> => {
  const pairs = join(on.map((place) => sql`(${place.customerId}, ${place.on})`))
  return db.all(sql`select id, customer_id as "customerId", on_day as "on", channel_id as "channelId", purpose_id as "purposeId",
      tone, begun_by as "begunBy", minutes, note, by_id as "byId",
      case when channel_id in (select id from channels where spoken = 1)
        and not exists (select 1 from import_keys k where k.touch_id = touches.id and k.source = ${source}) then 1 else 0 end as talk
    from touches where (customer_id, on_day) in (values ${pairs}) order by id`)
}

type Place = { customerId: number; on: Day }

const handful = 1_000

/** Each handful has one length, the last filled up with its first, so that their query is one text, prepared once. */
function* handfuls<T>(list: T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += handful) {
    const some = list.slice(start, start + handful)
    while (some.length < handful) some.push(some[0] as T)
    yield some
  }
}
