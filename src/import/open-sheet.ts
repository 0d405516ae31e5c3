import type { Context } from '#cli/context.ts'
import { foldEmail } from '#domain/customers/name.ts'
import { wrongUsage } from '#errors.ts'
import { csvLine } from '#formats/csv-line.ts'
import { rememberedMapping } from '#tables/column-maps.ts'
import { dayOrders } from './day-orders.ts'
import type { ImportFile, ReadOptions, UnreadColumn } from './import-file.ts'
import { askAboutUnread, askForChannel, askForColumns } from './questions.ts'
import { hasAppointments } from './read/table/appointments.ts'
import { mappingOf } from './read/table/columns.ts'
import {
  type CsvRow,
  checkHeader,
  delimiterWithin,
  fitted,
  headerOfNone,
  headerPlace,
  rowsWithin,
} from './read/table/csv.ts'
import { recordsFrom } from './read/table/csv-records.ts'
import { columnsOf, type Mapping, type SaidMapping } from './read/table/mapping.ts'
import type { Table } from './read/table/row-fields.ts'
import { isBillNumber, isOurs } from './read/table/titles.ts'
import type { Records } from './records.ts'
import { areTurned } from './turned-name.ts'
import { addLater, emptySoFar, openDays, shortenedIn, unreadOf, weights } from './unread-columns.ts'

/** Rows of a file, from CSV or a workbook; a workbook has no text and no delimiter of its own. */
export type Sheet = {
  kind: 'csv' | 'xlsx'
  words: string
  delimiter: string
  rows: () => AsyncIterable<CsvRow[]>
  parts: () => AsyncIterable<string>
  /** Further parts of the file that are not read. */
  others: UnreadColumn[]
}

/** The most columns without a title that are read behind the others. */
const mostUntitled = 5

/** Nothing has been read of a table. */
const noneYet: Table['last'] = { key: null, bill: null, below: null }

/** The number of rows that are sampled to tell the contents of a column. */
const sampled = 200

/**
 * Opens a table: finds its header, the field of each column, and the order of days in each.
 * @throws wrong usage, where the columns are not recognised and nobody can be asked, or where the header is none
 */
export async function openSheet(
  context: Context,
  name: string,
  options: ReadOptions,
  { kind, words, delimiter, rows: written, parts, others }: Sheet,
): Promise<ImportFile> {
  const { rows, first } = await rowsOf(written)
  const skip = headerPlace(first) + 1
  const titles = checkHeader(skip === 0 ? { line: 1, cells: headerOfNone(first) } : first[skip - 1])
  const header = kind === 'xlsx' ? widened(titles, first.slice(skip)) : titles
  const cells = cellsByColumn(first.slice(skip), header)
  const { mapping, said, isNew } = await mappingFor(context, name, { header, cells }, options)
  const all = () => rowsAfter(rows(), skip)
  const { orders, answer, open } = await dayOrders(
    context,
    { header, mapping, first: first.slice(skip), all },
    options,
    said.dates,
  )
  const remembered: SaidMapping = answer === undefined ? said : { ...said, dates: answer }
  const table: Table = {
    header,
    mapping,
    delimiter,
    guarded: mapping.own && kind === 'csv',
    days: { today: options.today, orders },
    billColumn: billColumnOf(header, mapping),
    last: { ...noneYet },
    ours: ourAddresses(header, cells),
    isFamilyFirst:
      !mapping.own && areTurned(columnsOf(mapping.fields, 'name').flatMap((column) => cells[column] ?? [])),
  }
  const unread = [
    ...shortenedIn(header, mapping, cells),
    ...openDays(header, mapping, open),
    ...unreadOf(header, mapping, cells),
    ...others,
  ]
  const empty = emptySoFar(header, mapping, cells)
  const keyed = mapping.key === null ? '' : ` by ${header[mapping.key[0] ?? 0]}`
  const [customerColumn] = columnsOf(mapping.fields, 'customer')
  return {
    name,
    kind,
    words: `${mapping.what}${hasAppointments(mapping) ? ' and their appointments' : ''} in ${words.replace(/^(CSV|a workbook)/, mapping.own ? '$1 of cl' : '$1')}`,
    unread,
    holds: mapping.what,
    onlyTouches: mapping.what === 'touches',
    sources: { customers: `customers${keyed}`, touches: `touches${keyed}` },
    remember:
      skip > 0 && (isNew || answer !== undefined)
        ? { header: header.join('\t'), mapping: JSON.stringify(remembered) }
        : null,
    header: csvLine(header, delimiter),
    assumedPurpose: mapping.assumed ?? null,
    purposeWithoutChannel: purposeWithoutChannel(mapping),
    customerColumn: customerColumn === undefined ? null : (header[customerColumn] ?? null),
    async *records(): AsyncGenerator<Records> {
      table.last = { ...noneYet }
      for await (const page of all()) {
        addLater(unread, empty, page, header)
        yield recordsFrom(page, table)
      }
    },
    parts,
  }
}

function billColumnOf(header: string[], { own }: Mapping): number | null {
  const column = own ? -1 : header.findIndex(isBillNumber)
  return column < 0 ? null : column
}

function purposeWithoutChannel({ what, fields }: Mapping): string | null | undefined {
  if (what === 'customers' || fields.has('channel')) return undefined
  const purpose = fields.get('purpose')
  return purpose && 'value' in purpose ? purpose.value : null
}

/** The rows of a table, also where it stands in one column, and the first of them. */
async function rowsOf(written: Sheet['rows']): Promise<{ rows: Sheet['rows']; first: CsvRow[] }> {
  const first = await firstRows(written())
  const within = delimiterWithin(first)
  if (within === undefined) return { rows: written, first }
  const rows = () => rowsWithin(written(), within)
  return { rows, first: await firstRows(rows()) }
}

async function firstRows(rows: AsyncIterable<CsvRow[]>): Promise<CsvRow[]> {
  const first: CsvRow[] = []
  for await (const page of rows) {
    first.push(...page.slice(0, sampled))
    if (first.length >= sampled) break
  }
  return first
}

/** The header of a sheet, with empty titles for columns behind it in which somebody has written. */
function widened(header: string[], rows: CsvRow[]): string[] {
  const filled = rows.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1)
  const more = Math.max(header.length, ...filled) - header.length
  return more > mostUntitled ? header : [...header, ...Array.from({ length: more }, () => '')]
}

/** The rows of a table after the first ones up to its header. */
async function* rowsAfter(rows: AsyncIterable<CsvRow[]>, skip: number): AsyncGenerator<CsvRow[]> {
  let left = skip
  for await (const page of rows) {
    yield left > 0 ? page.slice(left) : page
    left = Math.max(0, left - page.length)
  }
}

const cellsByColumn = (rows: CsvRow[], header: string[]): string[][] => {
  const fit = rows.map((row) => fitted(row, header).cells)
  return header.map((_, column) => fit.map((cells) => (cells[column] ?? '').slice(0, 200)))
}

/** The addresses that stand in most cells of a column about the shop, such as PayPal's `To Email Address`. */
function ourAddresses(header: string[], cells: string[][]): Set<string> {
  const isMost = (address: string, _: number, all: string[]) =>
    all.filter((each) => each === address).length > all.length / 2
  const columns = cells.filter((_, column) => isOurs(header[column] ?? '', header))
  return new Set(
    columns.flatMap((column) =>
      column
        .map(foldEmail)
        .filter((cell) => cell.includes('@'))
        .filter(isMost),
    ),
  )
}

/** The meaning of the columns, the options and answers behind it, and whether these are to be remembered. */
type Found = { mapping: Mapping; said: SaidMapping; isNew: boolean }

/** The meaning of the columns: as the options say, else as remembered, else as recognised, else as answered. */
async function mappingFor(
  context: Context,
  name: string,
  table: { header: string[]; cells: string[][] },
  { said, asks }: ReadOptions,
): Promise<Found> {
  const { header, cells } = table
  const isSaid = Object.keys(said.fields).length > 0
  const kept = isSaid ? null : await context.book.readOrNew((db) => rememberedMapping(db, header.join('\t')))
  const before: SaidMapping =
    kept === null ? said : { ...JSON.parse(kept), ...(said.key === null ? {} : { key: said.key }) }
  const mapping = mappingOf(header, before, cells)
  if (mapping) {
    const found = { mapping, said: before, isNew: isSaid || said.key !== null }
    return asks && !mapping.own ? askedForChannel(context, table, await askedAbout(context, name, table, found)) : found
  }
  if (!context.prompts.available) {
    throw wrongUsage(
      `Its columns are not recognised: ${header.slice(0, 30).join(', ')}`,
      'Say which is which, as in: --map name=COLUMN   or, for touches: --map customer=COLUMN --map on=COLUMN',
    )
  }
  const answered = { ...(await askForColumns(context, name, table)), ...(said.key === null ? {} : { key: said.key }) }
  const found = mappingOf(header, answered, cells)
  if (!found)
    throw wrongUsage('Its columns were not named.', 'Name at least a name; for touches, the customer and the day.')
  return { mapping: found, said: answered, isNew: true }
}

/** Asks for the channel of touches of one purpose, where no column has it: bills go by mail in one shop, by hand in another. */
async function askedForChannel(
  context: Context,
  { header, cells }: { header: string[]; cells: string[][] },
  found: Found,
): Promise<Found> {
  const purpose = purposeWithoutChannel(found.mapping)
  if (!purpose) return found
  const channel = await askForChannel(context, purpose)
  const answered = { ...found.said, fields: { ...found.said.fields, channel: `=${channel}` } }
  return { mapping: mappingOf(header, answered, cells) ?? found.mapping, said: answered, isNew: true }
}

/** Asks about the unread columns that hold something that matters; each is asked about once and for all. */
async function askedAbout(
  context: Context,
  name: string,
  { header, cells }: { header: string[]; cells: string[][] },
  found: Found,
): Promise<Found> {
  const { mapping, said, isNew } = found
  const toAsk = unreadOf(header, mapping, cells).filter(
    ({ column, holds }) => weights.includes(holds) && header.includes(column) && !said.columns?.[column],
  )
  const samples = (title: string) => cells[header.indexOf(title)] ?? []
  const answers = await askAboutUnread(context, name, mapping.what, toAsk, samples)
  if (answers.size === 0) return { mapping, said, isNew }
  const answered = { ...said, columns: { ...said.columns, ...Object.fromEntries(answers) } }
  return { mapping: mappingOf(header, answered, cells) ?? mapping, said: answered, isNew: true }
}
