import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { Reader } from '#book/engine.ts'
import { customerIdIfNamed } from '#cli/choose-customer.ts'
import { command, type OptionsOf } from '#cli/command.ts'
import { byCustomer } from '#domain/customers/by-customer.ts'
import type { Day } from '#domain/days/day.ts'
import { decimalText } from '#domain/practices/money.ts'
import { wrongUsage } from '#errors.ts'
import { customerLines } from '#figures/customer-lines.ts'
import { bookJson } from '#formats/book-json.ts'
import { byteOrderMark } from '#formats/byte-order-mark.ts'
import type { Cells } from '#formats/csv.ts'
import { tablesAboutCustomer } from '#tables/belonging.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { aliasesByCustomer } from '#tables/customers/own-handles.ts'
import { allDates } from '#tables/dates.ts'
import { rulesOf } from '#tables/rules.ts'
import { type TableName, tableNames } from '#tables/tables.ts'
import { csvOf } from '#views/csv-of.ts'
import { fullCsv } from '#views/customers/list.ts'
import { markdownPage } from '#views/customers/markdown.ts'
import { calendarFor } from './calendar.ts'
import { cardPages, readablePages } from './pages.ts'
import { didBy, rowPages } from './rows.ts'
import { isOfCustomers, type SheetName, sheetColumns, sheetNames, sheetPages } from './sheets.ts'

type What = 'customers' | SheetName
/** The wanted rows: of everybody, or of one customer. */
type Wanted = {
  what: What | undefined
  customerId: number | undefined
  raw: boolean
  today: Day
  /** True when they go into a file. */
  isFile: boolean
}

const kinds = ['csv', 'xlsx', 'json', 'vcard', 'ics', 'md'] as const
type Kind = (typeof kinds)[number]

const kindByEnding: Record<string, Kind> = {
  csv: 'csv',
  xlsx: 'xlsx',
  json: 'json',
  vcf: 'vcard',
  vcard: 'vcard',
  ics: 'ics',
  md: 'md',
}

/** The tables behind the names of `--what` that do not stand for one table of that name. */
const tablesOf: Partial<Record<What, TableName[]>> = {
  customers: ['customers', 'handles', 'tags'],
  reviews: ['letter_reviews'],
  audits: ['audits', 'audit_answers'],
}

const whats: What[] = ['customers', ...sheetNames]

const define = (blank: Commander) =>
  blank
    .argument('[file]', 'where to; its ending says the kind. - or, in a pipe, none: the standard output')
    .addOption(new Option('--as <kind>', 'the kind, where no ending says it (json)').choices(kinds))
    .addOption(
      new Option('--what <rows>', 'csv, xlsx, json: what to export (csv, xlsx: customers; json: all)').choices(whats),
    )
    .option('--customer <customer>', 'only this one: name, alias, e-mail, phone or number')
    .option('--force', 'replace the file if it is there')
    .option('--raw', "csv: no ' before text that a spreadsheet would take for a formula")

type Options = OptionsOf<typeof define>

export const exportCommand = command({
  name: 'export',
  summary: 'The book for other programs',
  examples: [
    ['cl export book.json', 'everything, without loss: cl import reads it again'],
    ['cl export customers.xlsx', 'the customers, for a spreadsheet; also customers.csv'],
    ['cl export touches.csv --what touches', 'every touch'],
    ['cl export phone.vcf', 'an address book'],
    ['cl export acme.json --customer acme', 'all that is kept about one customer'],
  ],
  define,
  async run(context, options, [path]) {
    const { book, out, today } = context
    if (path === undefined && out.rows !== null && isUnsaid(options) && out.format !== 'json') throw wholeBookHere()
    const file = path === '-' ? undefined : path
    const kind = kindOf(options.as, file, out.format === 'json')
    refuseWhatDoesNotFit(options, kind)
    if (kind === 'xlsx' && file === undefined)
      throw wrongUsage('A workbook goes into a file.', 'Name it: cl export customers.xlsx')
    const { customer, what } = options
    const customerId = await customerIdIfNamed(context, customer)
    const wanted: Wanted = { what, customerId, raw: options.raw === true, today, isFile: file !== undefined }
    const publish = await book.read((db) => out.collect(parts[kind](db, wanted), file, options.force === true))
    publish()
    if (file !== undefined) out.say(`${subject(kind, wanted)} written to ${file}.`)
    const missing = customerId === undefined ? notInIt(kind, wanted) : null
    if (file !== undefined && missing !== null) out.say(`${missing}: cl export book.json holds all of it.`)
    if (kind === 'json' && customerId !== undefined)
      out.say('The undo log and the snapshots hold older versions of these rows. cl forget erases all of them.')
  },
})

/** True when only the name of the command says what is wanted. */
const isUnsaid = ({ as, what, customer }: Options): boolean => [as, what, customer].every((each) => each === undefined)

const wholeBookHere = () =>
  wrongUsage(
    'Where to? The whole book would run through this terminal.',
    'Name a file: cl export customers.xlsx, or book.json for all of it. To see it here: cl export -',
  )

function kindOf(said: Kind | undefined, file: string | undefined, json: boolean): Kind {
  if (json && said !== undefined && said !== 'json')
    throw wrongUsage(`--json and --as ${said} cannot go together.`, 'Leave one of them out.')
  if (said !== undefined || json) return said ?? 'json'
  if (file === undefined) return 'json'
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const kind = Object.hasOwn(kindByEnding, ending) ? kindByEnding[ending] : undefined
  if (!kind) {
    throw wrongUsage(
      `The ending of "${file}" does not say what to write.`,
      'Let it end in .csv, .xlsx, .json, .vcf, .ics or .md, or say --as.',
    )
  }
  return kind
}

function refuseWhatDoesNotFit({ what, customer, raw }: Options, kind: Kind): void {
  if (what !== undefined && kind !== 'csv' && kind !== 'xlsx' && kind !== 'json')
    throw wrongUsage(`--what is for csv, xlsx and json: ${kind} has customers alone.`, 'Leave it out.')
  if (raw && kind !== 'csv') throw wrongUsage('--raw is for csv: only there text is changed.', 'Leave it out.')
  if (customer !== undefined && what !== undefined && what !== 'customers' && !isOfCustomers(what))
    throw wrongUsage(`The ${what} belong to no customer.`, 'Leave out --customer, or choose other rows.')
}

function subject(kind: Kind, { what, customerId }: Wanted): string {
  if (kind === 'ics') return 'The calendar was'
  if (kind === 'csv' || kind === 'xlsx') return `The ${what ?? 'customers'} were`
  if (kind === 'json' && what !== undefined) return `The ${what} were`
  if (customerId !== undefined) return `Customer #${customerId} was`
  return kind === 'json' ? 'The book was' : 'The customers were'
}

/** A sentence on the rows that a file with all customers lacks; null for a file in which nobody would expect them. */
function notInIt(kind: Kind, { what }: Wanted): string | null {
  if (kind === 'vcard')
    return 'An address book says neither since when they are customers, how often you visit, who is archived, nor what you logged'
  return (kind === 'csv' || kind === 'xlsx') && (what ?? 'customers') === 'customers'
    ? 'It has no touches, loops, facts and other dates than birthday and anniversary'
    : null
}

const parts: Record<Kind, (db: Reader, wanted: Wanted) => AsyncIterable<string | Uint8Array>> = {
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
  const lines = (await customerLines(db, today)).filter(
    ({ customer }) => customerId === undefined || customer.id === customerId,
  )
  const whole = lines.map((line) => {
    const { id } = line.customer
    return { ...line, aliases: aliases.get(id) ?? [], dates: dates.get(id) ?? [] }
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
