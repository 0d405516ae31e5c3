import type { Context } from '#cli/context.ts'
import { foldEmail } from '#domain/customers/name.ts'
import { csvLine } from '#formats/csv-line.ts'
import { word } from '#hints.ts'
import { mappingFor, purposeWithoutChannel } from './column-meanings.ts'
import { dayOrders } from './day-orders.ts'
import type { ImportFile, ReadOptions, UnreadColumn } from './import-file.ts'
import { hasAppointments, hasLastVisits } from './read/table/appointments.ts'
import { filledLength } from './read/table/cells.ts'
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
import { unitOf } from './read/table/lengths.ts'
import { type Columns, columnsOf, type Mapping, type SaidMapping } from './read/table/mapping.ts'
import { hasOrders, ordersUnread } from './read/table/orders.ts'
import type { Table } from './read/table/row-fields.ts'
import { isBillNumber, isOurs } from './read/table/titles.ts'
import { type ImportedTouch, noRecords, type Records } from './records.ts'
import { areTurned } from './turned-name.ts'
import { addLater, allUnread, emptySoFar, unreadOf } from './unread-columns.ts'

/** A workbook has no delimiter of its own. */
type Sheet = {
  kind: 'csv' | 'xlsx'
  words: string
  delimiter: string
  rows: () => AsyncIterable<CsvRow[]>
  others: UnreadColumn[]
}

/** So many columns without a title are read behind the others. */
const mostUntitled = 5

/** Nothing has been read of a table. */
const noneYet: Table['last'] = { touch: null, key: null, bill: null, met: null, below: null }

/** So many rows are sampled to tell what a column holds. */
const sampled = 200

/** @throws wrong usage, where the columns are not recognised and nobody can be asked, or where the header is none */
export async function openSheet(
  context: Context,
  name: string,
  options: ReadOptions,
  { kind, words, delimiter, rows: written, others }: Sheet,
): Promise<ImportFile> {
  const { rows, first } = await rowsOf(written)
  const skip = headerPlace(first) + 1
  const titles = checkHeader(skip === 0 ? { line: 1, cells: headerOfNone(first) } : first[skip - 1])
  const sample = first.slice(skip)
  const header = kind === 'xlsx' ? widened(titles, sample) : titles
  const columns = { header, cells: cellsByColumn(sample, header) }
  const { mapping, said, isNew } = await mappingFor(context, name, columns, options)
  const all = () => rowsAfter(rows(), skip)
  const { orders, answer, open } = await dayOrders(
    context,
    { header, mapping, first: sample, all },
    options,
    said.dates,
  )
  const table: Table = {
    ...columnsToRead(columns, mapping),
    delimiter,
    guarded: mapping.own && kind === 'csv',
    days: { today: options.today, orders },
    last: { ...noneYet },
  }
  const unread = [...allUnread(columns, mapping, open), ...others]
  const empty = emptySoFar(columns, mapping)
  const missed = ordersUnread(header, columns.cells, mapping)
  const isToRemember = skip > 0 && (isNew || answer !== undefined)
  const remembered: SaidMapping = answer === undefined ? said : { ...said, dates: answer }
  return {
    name,
    kind,
    ...meaningOf(mapping, header, words),
    unread,
    keep: isSaid(said) || missed ? null : keptIn(columns, mapping, context.quote),
    orders: missed && `--map on=${word(missed.day, context.quote)} --map purpose==${missed.purpose}`,
    remember: isToRemember ? { header: header.join('\t'), mapping: JSON.stringify(remembered) } : null,
    header: csvLine(header, delimiter),
    async *records(): AsyncGenerator<Records> {
      table.last = { ...noneYet }
      // The next page may begin with further lines of the last one.
      let open: ImportedTouch[] = []
      for await (const page of all()) {
        addLater(unread, empty, page, header)
        const records = recordsFrom(page, table)
        records.touches.unshift(...open)
        open = records.touches.splice(-1)
        yield records
      }
      yield { ...noRecords(), touches: open }
    },
  }
}

/** Options replace all that is remembered. */
const isSaid = ({ fields, key }: SaidMapping): boolean => key !== null || Object.keys(fields).length > 0

/** The options put the column into the note beside the columns that are there already. */
function keptIn(columns: Columns, mapping: Mapping, quote: Context['quote']): ImportFile['keep'] {
  const column = unreadOf(columns, mapping).find((each) => columns.header.includes(each.column))?.column
  if (column === undefined) return null
  const noted = columnsOf(mapping.fields, 'note').flatMap((each) => columns.header[each] || [])
  return { column, options: [column, ...noted].map((each) => `--map note=${word(each, quote)}`).join(' ') }
}

/** The columns tell the kind, the sources and the assumptions of the records. */
function meaningOf(mapping: Mapping, header: string[], words: string) {
  const { what, own, key, fields, assumed = null } = mapping
  const keyed = key === null ? '' : ` by ${header[key[0] ?? 0]}`
  const [customerColumn] = columnsOf(fields, 'customer')
  const met = hasOrders(mapping)
    ? ' and their orders'
    : hasAppointments(mapping)
      ? ' and their appointments'
      : hasLastVisits(mapping)
        ? ' and their last visits'
        : ''
  return {
    words: `${what}${met} in ${words.replace(/^(CSV|a workbook)/, own ? '$1 of cl' : '$1')}`,
    holds: what,
    onlyTouches: what === 'touches',
    sources: {
      customers: `customers${keyed}`,
      touches: `touches${hasLastVisits(mapping) ? ' of last visits' : ''}${keyed}`,
    },
    assumedPurpose: assumed,
    purposeWithoutChannel: purposeWithoutChannel(mapping),
    customerColumn: customerColumn === undefined ? null : (header[customerColumn] ?? null),
  }
}

function columnsToRead(columns: Columns, mapping: Mapping) {
  const { header, cells } = columns
  const names = columnsOf(mapping.fields, 'name').flatMap((column) => cells[column] ?? [])
  return {
    header,
    mapping,
    billColumn: billColumnOf(header, mapping),
    units: new Map(
      columnsOf(mapping.fields, 'minutes').map((column) => [column, unitOf(header[column] ?? '', cells[column] ?? [])]),
    ),
    ours: ourAddresses(columns),
    isFamilyFirst: !mapping.own && areTurned(names),
  }
}

function billColumnOf(header: string[], { own }: Mapping): number | null {
  const column = own ? -1 : header.findIndex(isBillNumber)
  return column < 0 ? null : column
}

/** A table may stand in one column. */
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

/** Columns behind the header in which somebody has written get empty titles. */
function widened(header: string[], rows: CsvRow[]): string[] {
  const filled = rows.map(({ cells }) => filledLength(cells))
  const more = Math.max(header.length, ...filled) - header.length
  return more > mostUntitled ? header : [...header, ...Array.from({ length: more }, () => '')]
}

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

/** The addresses stand in most cells of a column about the shop, such as PayPal's `To Email Address`. */
function ourAddresses({ header, cells }: Columns): Set<string> {
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
