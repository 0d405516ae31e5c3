import sql, { empty, join } from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Day } from '#domain/days/day.ts'
import { withDueBy } from '#domain/loops/loop.ts'
import { decimalText } from '#domain/practices/money.ts'
import { customerLines } from '#figures/customer-lines.ts'
import { bookJson } from '#formats/book-json.ts'
import type { Cells } from '#formats/csv.ts'
import { byteOrderMark } from '#formats/encoding/byte-order-mark.ts'
import type { AddressCard } from '#formats/vcard/write.ts'
import { tablesAboutCustomer } from '#tables/belonging.ts'
import { allCustomers, customerStillThere } from '#tables/customers/customers.ts'
import { aliasesByCustomer } from '#tables/customers/own-handles.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { allDates, datesOf } from '#tables/dates.ts'
import { openLoops } from '#tables/loops.ts'
import { rulesOf, settingsOf } from '#tables/rules.ts'
import { type TableName, tableNames } from '#tables/tables.ts'
import { fullCsv } from '#views/customers/list.ts'
import { markdownPage, type ReadablePage, touchesShown } from '#views/customers/markdown.ts'
import { csvOf } from '#views/view.ts'
import { calendarFor } from './calendar.ts'
import { didBy, rowPages } from './rows.ts'
import { type SheetName, sheetColumns, sheetPages } from './sheets.ts'

const page = 500

/** All customers without the team, or one customer or teammate. @throws cannot, when that one is not there any more */
async function* cardPages(db: Reader, id: number | undefined): AsyncGenerator<AddressCard[]> {
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

async function* readablePages(db: Reader, today: Day, id: number | undefined): AsyncGenerator<ReadablePage[]> {
  const [settings, open] = await Promise.all([settingsOf(db), openLoops(db, today, id)])
  const loops = byCustomer(open.map((loop) => withDueBy(loop, settings)))
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

/** The order is that in which they were entered. */
const factsAsEntered = (db: Reader, id: number | undefined): Promise<EnteredFact[]> =>
  db.all<EnteredFact>(sql`select f.customer_id as "customerId", f.on_day as "on", o.name as topic, f.text
    from facts f left join topics o on o.id = f.topic_id
    ${id === undefined ? empty : sql`where f.customer_id = ${id}`} order by f.id`)

type LastTouch = ReadablePage['touches'][number] & { customerId: number }

/** The newest come first. */
const lastTouches = (db: Reader, today: Day, ids: number[]): Promise<LastTouch[]> =>
  db.all(sql`select t.customer_id as "customerId", t.on_day as "on", ch.name as channel, p.name as purpose, t.tone, t.note
    from customers c join touches t on t.id in (select l.id from touches l
      where l.customer_id = c.id and l.on_day <= ${today} order by l.on_day desc, l.id desc limit ${touchesShown})
    join channels ch on ch.id = t.channel_id join purposes p on p.id = t.purpose_id
    where c.id in (${join(ids)}) order by c.id, t.on_day desc, t.id desc`)

export const kinds = ['csv', 'xlsx', 'json', 'vcard', 'ics', 'md'] as const
export type Kind = (typeof kinds)[number]

export type What = 'customers' | SheetName
export type Wanted = {
  what: What | undefined
  customerId: number | undefined
  raw: boolean
  today: Day
  /** The rows go into a file. */
  isFile: boolean
}

/** Other names of `--what` stand for one table of that name. */
const tablesOf: Partial<Record<What, TableName[]>> = {
  customers: ['customers', 'handles', 'tags'],
  reviews: ['letter_reviews'],
  audits: ['audits', 'audit_answers'],
}

/** The parts follow each other, so that never all of an export is in memory. */
export const parts: Record<Kind, (db: Reader, wanted: Wanted) => AsyncIterable<string | Uint8Array>> = {
  async *json(db, { what, customerId }) {
    const all = customerId === undefined ? tableNames : tablesAboutCustomer
    const own = what === undefined ? all : (tablesOf[what] ?? [what as TableName])
    const tables = own.map((table) => ({ table, pages: rowPages(db, table, customerId) }))
    yield* bookJson(tables, customerId === undefined ? {} : await aboutCustomer(db, customerId))
  },
  async *csv(db, wanted) {
    const { csvParts } = await import('#formats/csv.ts')
    if (wanted.isFile) yield byteOrderMark
    const { columns, pages } = sheetOf(db, wanted)
    yield* csvParts(columns, pages, wanted.raw)
  },
  async *xlsx(db, wanted) {
    const { workbookParts } = await import('#formats/workbook/write.ts')
    const { columns, pages } = sheetOf(db, wanted)
    yield* workbookParts(wanted.what ?? 'customers', columns, pages)
  },
  async *vcard(db, { customerId }) {
    const { vcardText } = await import('#formats/vcard/write.ts')
    for await (const cards of cardPages(db, customerId)) yield cards.map(vcardText).join('')
  },
  async *ics(db, { customerId, today }) {
    yield (await calendarFor(db, today, { customerId })).text
  },
  async *md(db, { customerId, today }) {
    let between = ''
    for await (const pages of readablePages(db, today, customerId)) {
      yield between + pages.map((page) => markdownPage(page, today)).join('\n')
      between = '\n'
    }
  },
}

function sheetOf(db: Reader, wanted: Wanted): { columns: string[]; pages: AsyncIterable<Cells[]> } {
  const { what = 'customers', customerId } = wanted
  if (what === 'customers') return { columns: Object.keys(fullCsv), pages: customerCells(db, wanted) }
  const pages = what === 'savings' ? savingsCells(db, customerId) : sheetPages(db, what, customerId)
  return { columns: sheetColumns(what), pages }
}

/** Further keys of a file about one person, besides its rows. */
async function aboutCustomer(db: Reader, id: number): Promise<Record<string, unknown>> {
  const { kind } = await customerStillThere(db, id)
  return { customer: id, ...(kind === 'teammate' ? { did: await didBy(db, id) } : {}) }
}

async function* customerCells(db: Reader, { customerId, today }: Wanted): AsyncGenerator<Cells[]> {
  const aliases = await aliasesByCustomer(db)
  const dates = byCustomer(await allDates(db))
  const lines = (await customerLines(db, today, allCustomers)).filter(
    ({ customer }) => customerId === undefined || customer.id === customerId,
  )
  const whole = lines.map((line) => {
    const { id } = line.customer
    return { aliases: aliases.get(id) ?? [], dates: dates.get(id) ?? [], ...line }
  })
  yield csvOf(whole, fullCsv).rows
}

/** The money is as it is written in the book's currency. */
async function* savingsCells(db: Reader, customerId: number | undefined): AsyncGenerator<Cells[]> {
  const { currency } = (await rulesOf(db)).settings
  const place = sheetColumns('savings').indexOf('money')
  for await (const rows of sheetPages(db, 'savings', customerId))
    yield rows.map((row) =>
      row.map((cell, i) => (i === place && cell !== null ? decimalText(Number(cell), currency) : cell)),
    )
}
