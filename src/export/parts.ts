import type { Reader } from '#book/engine.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Day } from '#domain/days/day.ts'
import { decimalText } from '#domain/practices/money.ts'
import { customerLines } from '#figures/customer-lines.ts'
import { bookJson } from '#formats/book-json.ts'
import type { Cells } from '#formats/csv.ts'
import { byteOrderMark } from '#formats/encoding/byte-order-mark.ts'
import { tablesAboutCustomer } from '#tables/belonging.ts'
import { allCustomers, customerStillThere } from '#tables/customers/customers.ts'
import { aliasesByCustomer } from '#tables/customers/own-handles.ts'
import { allDates } from '#tables/dates.ts'
import { rulesOf } from '#tables/rules.ts'
import { type TableName, tableNames } from '#tables/tables.ts'
import { fullCsv } from '#views/customers/list.ts'
import { markdownPage } from '#views/customers/markdown.ts'
import { csvOf } from '#views/view.ts'
import { calendarFor } from './calendar.ts'
import { cardPages, readablePages } from './pages.ts'
import { didBy, rowPages } from './rows.ts'
import { type SheetName, sheetColumns, sheetPages } from './sheets.ts'

/** The kinds of files that an export makes. */
export const kinds = ['csv', 'xlsx', 'json', 'vcard', 'ics', 'md'] as const
export type Kind = (typeof kinds)[number]

export type What = 'customers' | SheetName
/** The wanted rows: of everybody, or of one customer. */
export type Wanted = {
  what: What | undefined
  customerId: number | undefined
  raw: boolean
  today: Day
  /** True when they go into a file. */
  isFile: boolean
}

/** The tables behind the names of `--what` that do not stand for one table of that name. */
const tablesOf: Partial<Record<What, TableName[]>> = {
  customers: ['customers', 'handles', 'tags'],
  reviews: ['letter_reviews'],
  audits: ['audits', 'audit_answers'],
}

/** The parts of an export of each kind, one after the other, so that never all of it is in memory. */
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

/** The titles and the rows of a sheet. */
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

/** The savings, with the money as it is written in the book's currency. */
async function* savingsCells(db: Reader, customerId: number | undefined): AsyncGenerator<Cells[]> {
  const { currency } = (await rulesOf(db)).settings
  const place = sheetColumns('savings').indexOf('money')
  for await (const rows of sheetPages(db, 'savings', customerId))
    yield rows.map((row) =>
      row.map((cell, i) => (i === place && cell !== null ? decimalText(Number(cell), currency) : cell)),
    )
}
