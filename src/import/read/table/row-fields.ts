import { keptKey } from '#book/kept-key.ts'
import { type Day, yearOf } from '#domain/days/day.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { wrongUsage } from '#errors.ts'
import type { DayReading } from '#formats/days/day-parts.ts'
import { unguarded } from '#formats/formula-guard.ts'
import type { ImportedTouch, Met } from '../../records.ts'
import { turned } from '../../turned-name.ts'
import type { CsvRow } from './csv.ts'
import { minutesIn, type Unit } from './lengths.ts'
import { columnsOf, type FieldSource, type Mapping, takesSeveral } from './mapping.ts'
import { isNoValue, saysNo } from './no-value.ts'
import { whyNotTaken } from './row-state.ts'
import { deniesContact, isUsualConsent } from './titles.ts'

/** A table is read by the field of each column, and by the order of days in each. */
export type Table = {
  header: string[]
  mapping: Mapping
  /** The sign between two cells, where a bad row is written down. */
  delimiter: string
  /** True when text that looks like a formula has a `'` before it, as in our own CSV. */
  guarded: boolean
  days: { today: Day; orders: Map<number, DateOrder> }
  /** The unit of plain numbers in each column of lengths, where it is known. */
  units: Map<number, Unit | null>
  /** True when the family name comes first in its names: `Lopez, Ana`. */
  isFamilyFirst: boolean
  /** The column with the number of a bill or an order; null where there is none. */
  billColumn: number | null
  /**
   * The touch that was read last, with its key and its bill: an order of several things has a row for each, with one key, and its customer in
   * the first; or with one number, day and customer; the appointment or the order of the row above; and the titles of another table that has begun below
   * this one.
   */
  last: { touch: ImportedTouch | null; key: string | null; bill: string | null; met: Met | null; below: string | null }
  /** The e-mail addresses of the shop, as other columns say. */
  ours: Set<string>
}

/** The cell holds something. */
export type Cell = { column: number; text: string }

export class RowFields {
  readonly #row: CsvRow
  readonly #table: Table

  constructor(row: CsvRow, table: Table) {
    this.#row = row
    this.#table = table
  }

  /** Values that are not empty come in the order of the columns. */
  all(field: string): string[] {
    return this.cells(field).map(({ text }) => text)
  }

  /**
   * Cells that are not empty come in the order of the columns; a fixed value is in column -1.
   * @throws wrong usage, where two columns of one name differ, for a field that cannot have several
   */
  cells(field: string): Cell[] {
    const source = this.#table.mapping.fields.get(field)
    const cells = source === undefined ? [] : this.#cellsOf(source, takesSeveral.includes(field))
    return cells.filter(({ text }) => !this.#isNoValue(field, text))
  }

  /** Empty cells come as well; a fixed value is in column -1. */
  columns(field: string): Cell[] {
    const source = this.#table.mapping.fields.get(field)
    if (source === undefined) return []
    return 'value' in source
      ? [{ column: -1, text: source.value }]
      : source.columns.map((column) => {
          const text = this.#cell(column)
          return { column, text: this.#isNoValue(field, text) ? '' : text }
        })
  }

  /** Plain numbers in a column of lengths have the unit; null where nothing says it. */
  unitIn(column: number): Unit | null {
    return this.#table.units.get(column) ?? null
  }

  /**
   * Lengths that cannot be read become lines of the note. Hours and minutes in columns of their own are
   * parts of one length; any other second column says it again.
   */
  length(): { minutes: number | null; lines: string[] } {
    const cells = this.cells('minutes').map(({ text, column }) => {
      const unit = this.unitIn(column)
      return { minutes: minutesIn(text, unit), unit, line: `${this.title(column)}: ${text}` }
    })
    const unread = cells.filter(({ minutes }) => minutes === null)
    const read = cells.filter(({ minutes }) => minutes !== null)
    const [hours, rest] = (['hours', 'minutes'] as const).map((each) => read.find(({ unit }) => unit === each)?.minutes)
    const areParts = hours && rest && hours % 60 === 0 && rest < 60
    const [one = null] = [...read.filter(({ minutes }) => minutes), ...read].map(({ minutes }) => minutes)
    return { minutes: areParts ? hours + rest : one, lines: unread.map(({ line }) => line) }
  }

  title(column: number): string {
    return this.#table.header[column] ?? ''
  }

  /** Google puts the label of a value into the cell beside it, `Phone 1 - Label`; undefined for columns of others. */
  googleLabel(column: number): string | undefined {
    const [, start] = /^(.*) - (?:Value|Date)$/.exec(this.title(column)) ?? []
    if (start === undefined) return undefined
    return (this.titled(`${start} - Label`) || this.titled(`${start} - Type`)).replace(/^\* */, '')
  }

  /** A `Website 1 - Value` of the label `Work` is called `Website (Work)`. */
  #labelled(title: string, column: number): string {
    const label = this.googleLabel(column)
    if (label === undefined) return title
    const [name = ''] = title.split(/ \d+ - /, 1)
    return label === '' ? name : `${name} (${label})`
  }

  /** The first column of that title counts; the text is empty where there is none. */
  titled(title: string): string {
    const column = this.#table.header.indexOf(title)
    return column < 0 ? '' : this.#cell(column)
  }

  /** The first value counts; the text is empty when there is none. */
  one(field: string): string {
    return this.all(field)[0] ?? ''
  }

  /** The first value is read by the function; null when there is none. */
  optional<T>(field: string, read: (text: string) => T): T | null {
    const text = this.one(field)
    return text === '' ? null : read(text)
  }

  /** The first value of a field of days is read by the function; null when there is none. */
  day<T>(field: string, read: (text: string, reading: DayReading) => T): T | null {
    const [cell] = this.cells(field)
    return cell === undefined ? null : read(cell.text, this.readingOf(cell))
  }

  readingOf({ column }: Cell): DayReading {
    const { orders, today } = this.#table.days
    return { order: orders.get(column) ?? null, thisYear: yearOf(today), today }
  }

  /** Columns without a field become lines of the note, each under its title. */
  noted(): string[] {
    const { header, mapping } = this.#table
    return [...mapping.noted, ...columnsOf(mapping.fields, 'fax')].flatMap((column) => {
      const text = this.#cell(column)
      const title = this.#labelled(header[column] ?? '', column)
      if (text === '' || this.#isNoValue('noted', text)) return []
      if ((deniesContact(title) && saysNo(text)) || isUsualConsent(title, text)) return []
      return [title === '' ? text : `${title}: ${text}`]
    })
  }

  /** Further columns of a field that differ from its first one become lines of the note. */
  others(fields: string[]): string[] {
    return fields.flatMap((field) => {
      const columns = columnsOf(this.#table.mapping.fields, field)
      if (columns.length < 2) return []
      const [first, ...more] = this.#cellsOf({ columns })
      return more.flatMap(({ column, text }) => (text === first?.text ? [] : [`${this.title(column)}: ${text}`]))
    })
  }

  /** The given name comes first in each. */
  names(field: string): string[] {
    return this.#table.isFamilyFirst ? this.all(field).map(turned) : this.all(field)
  }

  /** The names that somebody is called by: of a person whose name stands in two numbered columns, the family name is in the first. */
  calledNames(): string[] {
    const [family, given, ...others] = this.cells('name')
    const isNumbered = [family, given].every((cell, i) => cell && this.title(cell.column).endsWith(` ${i + 1}`))
    if (!family || !given || others.length > 0 || !isNumbered || !this.#isPerson()) return this.names('name')
    return [`${given.text} ${family.text}`]
  }

  /** True where a column of salutations or of kinds says that the row is about a person, and no company. */
  #isPerson(): boolean {
    return this.#table.header.some(
      (title, column) => isKindOfContact.test(title) && isPersonal.test(this.#cell(column)),
    )
  }

  /** The number of the row's bill, with more that is equal in all of its lines; null where it has none. */
  bill(...more: string[]): string | null {
    const { billColumn } = this.#table
    const number = billColumn === null ? '' : this.#cell(billColumn)
    return number === '' ? null : [number, ...more].join('\t')
  }

  /** The reason why a touch did not take place; undefined where nothing says so. */
  whyNotTaken(): string | undefined {
    const { states } = this.#table.mapping
    return whyNotTaken((column) => this.#cell(column), states)
  }

  /** True where no column says whether something took place: an order says so in the first of its rows. */
  hasNoState(): boolean {
    const { cancelled, noShow, taken, state } = this.#table.mapping.states
    return [...cancelled, ...noShow, ...taken, ...state].every((column) => this.#cell(column) === '')
  }

  /** The key of the record; null when no column was said to hold it. @throws wrong usage, where its cell is empty */
  key(): string | null {
    const { key } = this.#table.mapping
    if (key === null) return null
    const [cell] = this.#cellsOf({ columns: key })
    if (cell === undefined) throw wrongUsage(`The field "${this.#table.header[key[0] ?? 0]}" is empty: it is the key.`)
    return keptKey(cell.text)
  }

  #cellsOf(source: FieldSource, mayDiffer = false): Cell[] {
    if ('value' in source) return [{ column: -1, text: source.value }]
    const { columns } = source
    if (!mayDiffer) for (const [i, column] of columns.entries()) this.#refuseConflict(column, columns.slice(0, i))
    return columns.map((column) => ({ column, text: this.#cell(column) })).filter(({ text }) => text !== '')
  }

  /** @throws wrong usage, where two columns of one name say different things */
  #refuseConflict(column: number, earlier: number[]): void {
    const { header } = this.#table
    const other = earlier.find((each) => header[each] === header[column])
    if (other !== undefined && this.#cell(other) !== this.#cell(column)) {
      throw wrongUsage(`There are two columns "${header[column]}", with different values here.`)
    }
  }

  /** True for a cell that says nothing; in our own export, somebody wrote each cell. */
  #isNoValue(field: string, text: string): boolean {
    return !this.#table.mapping.own && isNoValue(field, text)
  }

  #cell(column: number): string {
    const cell = this.#row.cells[column] ?? ''
    return (this.#table.guarded ? unguarded(cell) : withoutMark(cell)).trim()
  }
}

/** Titles of bexio, in its four languages. */
const isKindOfContact =
  /^(?:kontaktart|anrede|contact type|form of address|type de contact|civilit\u00e9|tipo di contatto|appellativo)$/i
const isPersonal = /^(?:privat|private|priv\u00e9|privato|herr|frau|mrs?\.?|ms\.?|monsieur|madame|signora?)$/i

/** A number without the `'` by which other programs keep a spreadsheet from shortening it: `'01067`. */
const withoutMark = (cell: string): string => (/^'[\d+(][\d\s()./-]*$/.test(cell) ? cell.slice(1) : cell)
