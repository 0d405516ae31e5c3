import { checkName, checkNote } from '#domain/customers/name.ts'
import { toneFrom } from '#domain/touches/vocabulary.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { csvLine } from '#formats/csv-line.ts'
import { writtenDay } from '#formats/days/day-parts.ts'
import { countMore, type ImportedTouch, noRecords, plainTouch, type Records } from '../../records.ts'
import { addToNote, appointmentOf, hasAppointments, isAddedTo, lastVisitsOf } from './appointments.ts'
import { callFromRow } from './calls.ts'
import { isFilled } from './cells.ts'
import { type CsvRow, fitted, rowTrouble } from './csv.ts'
import { columnsOf, nameFields } from './mapping.ts'
import { groupCalled, hasAmountsAlone, whyNoRecord } from './no-record.ts'
import { customerFromRow, idFrom } from './row-customer.ts'
import { RowFields, type Table } from './row-fields.ts'
import { knownTitles } from './titles.ts'

function begunByFrom(text: string): 'us' | 'them' {
  if (text !== 'us' && text !== 'them') throw wrongUsage(`"${text}" does not say who began it: write us or them.`)
  return text
}

/** Adds the note of the second line of a bill or an order to its touch. @returns the reason why the line is none */
function furtherLine(fields: RowFields, above: ImportedTouch | null): string {
  if (above) addToNote(above, noteLines(fields))
  return 'further lines of the one above'
}

const noteLines = (fields: RowFields): string[] =>
  [...fields.all('note'), ...fields.noted(), ...fields.length().lines].flatMap((text) => text.split('\n'))

/** @throws wrong usage, where nothing tells why the row has no customer */
function whyNobody(fields: RowFields, row: CsvRow, table: Table): string {
  if (fields.one('on') === '' && hasAmountsAlone(row.cells)) return 'sums of columns'
  if (table.last.key !== null && fields.key() === table.last.key) return furtherLine(fields, table.last.touch)
  if (table.billColumn !== null) return 'without a customer'
  throw wrongUsage('The customer is empty.')
}

/**
 * A text is the reason why the row is no touch. Customer, channel and purpose are compared with the book later.
 * @throws wrong usage, for values that no touch can have
 */
function touchFromRow(row: CsvRow, table: Table): ImportedTouch | string {
  const fields = new RowFields(row, table)
  if (table.mapping.fields.has('call')) return callFromRow(fields, row.line)
  const customer = fields.one('customer')
  if (customer === '') return whyNobody(fields, row, table)
  const above = table.last.touch
  table.last.touch = null
  table.last.key = fields.key()
  const whyNot = fields.whyNotTaken()
  if (whyNot !== undefined) return whyNot
  const on = fields.day('on', (text, reading) => writtenDay('day', text, reading))
  if (on === null) throw wrongUsage('The day is empty.')
  const bill = table.last.key === null ? fields.bill(customer, on) : [table.last.key, customer, on].join('\t')
  if (bill !== null && bill === table.last.bill) {
    table.last.touch = above
    return furtherLine(fields, above)
  }
  table.last.bill = bill
  const note = noteLines(fields).join('\n')
  table.last.touch = {
    ...plainTouch(row.line, { called: customer }, on),
    key: table.last.key,
    id: table.mapping.own ? fields.optional('id', idFrom) : null,
    channel: fields.optional('channel', (text) => text),
    purpose: fields.optional('purpose', (text) => text),
    tone: fields.optional('tone', toneFrom),
    begunBy: fields.optional('begun_by', begunByFrom),
    minutes: fields.length().minutes,
    note: note === '' ? null : checkNote('note', note),
    by: fields.optional('by', (text) => checkName('teammate', text)),
  }
  return table.last.touch
}

/** Each row is a customer, a touch, left out, or bad. */
export function recordsFrom(rows: CsvRow[], table: Table): Records {
  const records = noRecords()
  for (const [i, each] of rows.entries()) {
    const row = fitted(each, table.header)
    const reason = rowTrouble(row, table.header) ?? reasonFor(() => addRecord(records, row, rows[i + 1], table))
    if (reason !== undefined) records.bad.push({ line: row.line, reason, text: csvLine(each.cells, table.delimiter) })
  }
  return records
}

/** A list of several tables has titles in its columns again. */
const isHeaderAgain = ({ cells }: CsvRow, { header }: Table): boolean =>
  cells.every((cell, column) => !isFilled(cell) || cell.trim() === header[column]) && cells.filter(isFilled).length > 1

/** The row is the header of another table; undefined for any other row, such as `Ana Lopez, Customer, Member`. */
function otherTitles({ cells }: CsvRow, { mapping: { fields } }: Table): string | undefined {
  const filled = cells.filter(isFilled)
  if (filled.length < 2 || filled.some((cell) => /[\d@]/.test(cell))) return undefined
  const called = [...nameFields, 'customer']
    .flatMap((field) => columnsOf(fields, field))
    .map((column) => cells[column] ?? '')
  if (called.some((cell) => isFilled(cell) && knownTitles([cell]) === 0)) return undefined
  const known = knownTitles(filled)
  return known >= 2 && known * 2 >= filled.length ? filled.join(', ') : undefined
}

/** Magento writes the further addresses of somebody into rows of their own, in columns such as `_address_street`. */
const isFurtherAddress = ({ cells }: CsvRow, { header }: Table): boolean =>
  cells.some(isFilled) && cells.every((cell, column) => !isFilled(cell) || header[column]?.startsWith('_address_'))

/** Undefined for a record. @param next the row below it: above a header there is the title of a group */
function whyNone(row: CsvRow, next: CsvRow | undefined, table: Table): string | undefined {
  const [title = '', ...others] = row.cells.filter(isFilled)
  if (others.length === 0 && next && isHeaderAgain(fitted(next, table.header), table)) return groupCalled(title)
  if (isHeaderAgain(row, table)) {
    table.last.below = null
    return 'the header once more'
  }
  if (isFurtherAddress(row, table)) return 'further addresses of the one above'
  table.last.below = otherTitles(row, table) ?? table.last.below
  return table.last.below === null ? whyNoRecord(row.cells) : `rows of another table: ${table.last.below}`
}

function addRecord(records: Records, row: CsvRow, next: CsvRow | undefined, table: Table): void {
  const why = table.mapping.own ? undefined : whyNone(row, next, table)
  if (why !== undefined) countMore(records.leftOut, why)
  else if (table.mapping.what === 'touches') {
    const touch = touchFromRow(row, table)
    if (typeof touch === 'string') countMore(records.leftOut, touch)
    else records.touches.push(touch)
  } else {
    const customer = customerFromRow(row, table)
    if (typeof customer === 'string') countMore(records.leftOut, customer)
    else {
      const fields = new RowFields(row, table)
      records.customers.push(customer)
      const touch = hasAppointments(table.mapping)
        ? appointmentOf(fields, row.line, customer, table.last.met?.touch)
        : null
      if (touch && !isAddedTo(table.last.met, { touch, customer }, fields)) {
        records.touches.push(touch)
        table.last.met = { touch, customer }
      }
      records.touches.push(...lastVisitsOf(fields, row.line))
    }
  }
}
