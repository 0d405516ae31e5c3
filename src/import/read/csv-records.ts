import { keptKey } from '#book/kept-key.ts'
import { cadenceFrom } from '#domain/cadence.ts'
import { minutesFrom } from '#domain/lengths.ts'
import { checkName, checkNote } from '#domain/name.ts'
import { toneFrom } from '#domain/vocabulary.ts'
import { reasonFor, wrongUsage } from '#errors.ts'
import { csvLine } from '#formats/csv-line.ts'
import { unguarded } from '#formats/formula-guard.ts'
import { type ImportedCustomer, type ImportedTouch, noRecords, plainTouch, type Records } from '../records.ts'
import type { FieldSource, Mapping } from './columns.ts'
import { countryCode } from './countries.ts'
import { type CsvRow, rowTrouble } from './csv.ts'
import { customerFromParts } from './customer-parts.ts'
import { writtenDay } from './written-days.ts'

/** What a spreadsheet program or Google Contacts puts between several values in one cell. */
const between = ' ::: '
/** What stands before the groups that Google makes itself. */
const googleGroup = /^\* /

/** Reads the fields of one row. */
class Fields {
  readonly #row: CsvRow
  readonly #header: string[]
  readonly #mapping: Mapping

  constructor(row: CsvRow, header: string[], mapping: Mapping) {
    this.#row = row
    this.#header = header
    this.#mapping = mapping
  }

  /** Every value of a field that is not empty, in the order of the columns. */
  all(field: string): string[] {
    const source = this.#mapping.fields.get(field)
    return source === undefined ? [] : this.#valuesOf(source)
  }

  /** The first value of a field; empty when there is none. */
  one(field: string): string {
    return this.all(field)[0] ?? ''
  }

  /** What is read of the first value of a field; null when there is none. */
  optional<T>(field: string, read: (text: string) => T): T | null {
    const text = this.one(field)
    return text === '' ? null : read(text)
  }

  /** What identifies the record; null when no column was said to. */
  key(): string | null {
    const { key } = this.#mapping
    if (key === null) return null
    const [value] = this.#valuesOf({ columns: key })
    if (value === undefined) throw wrongUsage(`The field "${this.#header[key[0] ?? 0]}" is empty: it is the key.`)
    return keptKey(value)
  }

  #valuesOf(source: FieldSource): string[] {
    if ('value' in source) return [source.value]
    const { columns } = source
    for (const [i, column] of columns.entries()) this.#refuseConflict(column, columns.slice(0, i))
    return columns.map((column) => this.#cell(column)).filter((value) => value !== '')
  }

  /** @throws wrong usage, where two columns of one name say different things */
  #refuseConflict(column: number, earlier: number[]): void {
    const other = earlier.find((each) => this.#header[each] === this.#header[column])
    if (other !== undefined && this.#cell(other) !== this.#cell(column)) {
      throw wrongUsage(`There are two columns "${this.#header[column]}", and they differ here.`)
    }
  }

  #cell(column: number): string {
    const cell = this.#row.cells[column] ?? ''
    return (this.#mapping.own ? unguarded(cell) : cell).trim()
  }
}

const divided = (values: string[]): string[] => values.flatMap((value) => value.split(between))

/** The tags of a cell; the groups in which Google puts everybody are none. */
const tagsOf = (values: string[]): string[] =>
  divided(values)
    .filter((tag) => !/^\* ?(my ?contacts|starred)$/i.test(tag.trim()))
    .map((tag) => tag.trim().replace(googleGroup, ''))

/**
 * The customer of a row.
 * @throws wrong usage, for what no customer can have
 */
function customerFromRow(row: CsvRow, header: string[], mapping: Mapping): ImportedCustomer {
  const fields = new Fields(row, header, mapping)
  const person = ['given', 'middle', 'family'].map((field) => fields.one(field)).join(' ')
  const company = fields.one('company')
  const contact = fields.one('contact')
  // A list of companies has somebody to ask for in each; a list of people has where they work.
  const names = contact === '' ? [fields.one('name'), person, company] : [fields.one('name'), company, contact, person]
  const customer = customerFromParts({
    line: row.line,
    names: [...names, ...divided(fields.all('email'))],
    aliases: divided(fields.all('alias').flatMap((each) => each.split(';'))),
    company,
    contact,
    emails: divided(fields.all('email')),
    phones: divided(fields.all('phone')),
    address: fields.all('address').join(', '),
    country: countryCode(fields.one('country')),
    note: fields.all('note').join('\n'),
    tags: tagsOf(fields.all('tags')),
    dates: ['birthday', 'anniversary'].flatMap((label) => fields.all(label).map((text) => ({ label, text }))),
  })
  return {
    ...customer,
    key: fields.key(),
    id: mapping.own ? fields.optional('id', idFrom) : null,
    since: fields.optional('since', (text) => writtenDay('day since', text)),
    visitEvery: fields.optional('every', cadenceFrom),
    snoozedUntil: fields.optional('snoozed', (text) => writtenDay('day of the snooze', text)),
    archivedOn: fields.optional('archived', (text) => writtenDay('day of archiving', text)),
    archivedWhy: fields.optional('why', (text) => checkNote('reason', text)),
    kind: fields.one('kind') === 'teammate' ? 'teammate' : 'customer',
  }
}

function idFrom(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw wrongUsage(`The id "${text}" is not a number.`)
  return Number(text)
}

function begunByFrom(text: string): 'us' | 'them' {
  if (text !== 'us' && text !== 'them') throw wrongUsage(`"${text}" does not say who began it: write us or them.`)
  return text
}

/**
 * The touch of a row. Whether its customer, channel and purpose are known is the book's to say.
 * @throws wrong usage, for what no touch can have
 */
function touchFromRow(row: CsvRow, header: string[], mapping: Mapping): ImportedTouch {
  const fields = new Fields(row, header, mapping)
  const customer = fields.one('customer')
  if (customer === '') throw wrongUsage('The customer is empty.')
  const on = fields.one('on')
  if (on === '') throw wrongUsage('The day is empty.')
  return {
    ...plainTouch(row.line, { called: customer }, writtenDay('day', on)),
    key: fields.key(),
    id: mapping.own ? fields.optional('id', idFrom) : null,
    channel: fields.optional('channel', (text) => text),
    purpose: fields.optional('purpose', (text) => text),
    tone: fields.optional('tone', toneFrom),
    begunBy: fields.optional('begun_by', begunByFrom),
    minutes: fields.optional('minutes', minutesFrom),
    note: fields.optional('note', (text) => checkNote('note', text)),
    by: fields.optional('by', (text) => checkName('teammate', text)),
  }
}

/** The records of rows, each a customer, a touch, or bad. */
export function recordsFrom(rows: CsvRow[], header: string[], mapping: Mapping, delimiter: string): Records {
  const records = noRecords()
  for (const row of rows) {
    const reason = rowTrouble(row, header) ?? reasonFor(() => addRecord(records, row, header, mapping))
    if (reason !== undefined) records.bad.push({ line: row.line, reason, text: csvLine(row.cells, delimiter) })
  }
  return records
}

function addRecord(records: Records, row: CsvRow, header: string[], mapping: Mapping): void {
  if (mapping.what === 'customers') records.customers.push(customerFromRow(row, header, mapping))
  else records.touches.push(touchFromRow(row, header, mapping))
}
