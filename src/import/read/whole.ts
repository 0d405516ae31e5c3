import { checkText } from '#domain/customers/name.ts'
import { misfitsAmong } from '#domain/shop/setting.ts'
import { settingKeys } from '#domain/shop/settings.ts'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import { linesIn } from '#formats/lines.ts'
import { tableNames } from '#tables/tables.ts'

export type ExportedRow = Record<string, string | number | null>

/** The rows follow each other. */
type ExportedRows = { table: string; rows: ExportedRow[] }

/** `filled` are the columns that are not empty in every row. */
type TableFound = { count: number; filled: Set<string> }

/** Rows are by number within each table. */
export type Exported = { tables: Map<string, TableFound>; rows: () => AsyncIterable<ExportedRows> }

export const exportAgain = 'Export it again: cl export book.json'

/** Characters: a file that is not as we write it is read as a whole. */
const longestRewritten = 50_000_000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCell = (value: unknown): boolean => value === null || typeof value === 'string' || Number.isSafeInteger(value)

/**
 * Our own full export is read once to learn its contents; its rows are read once more when they are written, so that never all of
 * them are in memory.
 * @param parts reads the text from its beginning, each time that it is called
 * @throws wrong usage, for a file that is no export, or one of a newer cl; cannot, for a long one that another program wrote
 */
export async function readExport(parts: () => AsyncIterable<string>): Promise<Exported> {
  const asWritten = await inTheOrderOfNumbers(() => rowsAsWritten(parts()))
  if (asWritten) return asWritten
  const tables = rowsOfAll(await wholeText(parts()))
  const rows = async function* () {
    yield* tables
  }
  return { tables: await survey(rows(), { isSorted: true }), rows }
}

/** @returns undefined, where the rows are not as we write them */
async function inTheOrderOfNumbers(rows: Exported['rows']): Promise<Exported | undefined> {
  try {
    return { tables: await survey(rows(), { isSorted: false }), rows }
  } catch (error) {
    if (error instanceof NotAsWritten) return undefined
    throw error
  }
}

/** Another program, or somebody by hand, has written the file anew. */
class NotAsWritten extends Error {}

/**
 * @param options `isSorted`: true when tables and numbers are in the right order anyway
 * @throws wrong usage; NotAsWritten, for rows that come in another order
 */
async function survey(
  pages: AsyncIterable<ExportedRows>,
  { isSorted }: { isSorted: boolean },
): Promise<Map<string, TableFound>> {
  const tables = new Map<string, TableFound>()
  let [last, id] = ['', 0]
  for await (const { table, rows } of pages) {
    if (!isSorted && table !== last && (tables.has(table) || rankOf(table) < rankOf(last))) throw new NotAsWritten()
    if (table !== last) [last, id] = [table, 0]
    const found = tables.get(table) ?? { count: 0, filled: new Set() }
    tables.set(table, found)
    for (const row of rows) {
      found.count += 1
      checkRow(row, table, found)
      if (!isSorted && Number(row['id']) < id) throw new NotAsWritten()
      id = Number(row['id'])
    }
  }
  return tables
}

/** Unknown tables are the last. */
function rankOf(table: string): number {
  const rank = (['', ...tableNames] as string[]).indexOf(table)
  return rank < 0 ? Number.POSITIVE_INFINITY : rank
}

function checkRow(row: ExportedRow, table: string, { count, filled }: TableFound): void {
  if (!isObject(row) || !Object.values(row).every(isCell))
    throw wrongUsage(`Row ${count} of the table "${table.slice(0, 40)}" cannot be read.`, exportAgain)
  for (const [column, cell] of Object.entries(row)) {
    if (typeof cell === 'string') checkText(`field "${column}" of row ${count} of the table "${table}"`, cell)
    if (cell !== null) filled.add(column)
  }
  if (table === 'settings') checkSetting(row)
}

/** A book with a setting that cannot be read would refuse every command. @throws wrong usage */
function checkSetting({ key, value }: ExportedRow): void {
  const [misfit] = misfitsAmong(settingKeys, [{ key: String(key), value: String(value) }])
  if (misfit) throw wrongUsage(misfit.what, `In the book of the export: cl config unset ${misfit.key}   ${exportAgain}`)
}

/** Our own export, and each table in it, begins with such a line: one row is one line (`bookJson`). */
const beginning = /^\{"cl": (\d+)(?:, .*)?, "tables": \{$/
const tableBeginning = /^"(\w+)": \[(\],?)?$/

/** @throws NotAsWritten; wrong usage, where the export breaks off */
async function* rowsAsWritten(parts: AsyncIterable<string>): AsyncGenerator<ExportedRows> {
  const tables = new TableLines()
  for await (const lines of linesIn(parts, longestRewritten)) {
    for (const line of lines) {
      const table = tables.after(line)
      if (table) yield table
    }
    if (tables.open) yield tables.taken(tables.open)
  }
  tables.end()
}

class TableLines {
  /** Undefined between two tables. */
  open: string | undefined
  #rows: ExportedRow[] = []
  #number = 0
  #isOver = false

  /** @returns the rows of a table that this line ends */
  after(line: string): ExportedRows | undefined {
    this.#number += 1
    if (this.#number === 1) checkBeginning(line)
    else if (this.open === undefined) return this.#outside(line)
    else if (/^\],?$/.test(line)) {
      const ended = this.taken(this.open)
      this.open = undefined
      return ended
    } else this.#rows.push(rowIn(line, this.#number))
    return undefined
  }

  #outside(line: string): ExportedRows | undefined {
    if (line === '}}') this.#isOver = true
    if (line === '}}' || (line === '' && this.#isOver)) return undefined
    const [, table, isEmpty] = tableBeginning.exec(line) ?? []
    if (table === undefined) throw new NotAsWritten()
    if (isEmpty !== undefined) return { table, rows: [] }
    this.open = table
    return undefined
  }

  /** The rows have come so far. */
  taken(table: string): ExportedRows {
    const rows = this.#rows
    this.#rows = []
    return { table, rows }
  }

  end(): void {
    if (!this.#isOver) throw notWhole(`It breaks off after line ${this.#number}.`)
  }
}

function checkBeginning(line: string): void {
  const version = beginning.exec(line)?.[1]
  if (version === undefined) throw new NotAsWritten()
  checkVersion(Number(version))
}

function checkVersion(version: unknown): void {
  if (version === 1) return
  throw wrongUsage(
    `It is an export of a newer cl (its version is ${String(version).slice(0, 20)}).`,
    'Install the newest cl.',
  )
}

const notWhole = (why: string): UserError => wrongUsage(`It is not whole: ${why.slice(0, 200)}`, exportAgain)

const rowIn = (line: string, number: number): ExportedRow =>
  parsed(line.endsWith(',') ? line.slice(0, -1) : line, `Line ${number}: `) as ExportedRow

/** @param where the words before the trouble with the text */
function parsed(text: string, where = ''): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notWhole(`${where}${(error as Error).message}`)
  }
}

async function wholeText(parts: AsyncIterable<string>): Promise<string> {
  const all: string[] = []
  let length = 0
  for await (const part of parts) {
    all.push(part)
    length += part.length
    if (length > longestRewritten)
      throw cannot('Another program has written it anew, and so there is room for 50 MB of it.', exportAgain)
  }
  return all.join('')
}

/** The export was written anew; the tables come in the order of a book's. */
function rowsOfAll(text: string): ExportedRows[] {
  const value = parsed(text)
  if (!isObject(value) || !isObject(value['tables']))
    throw wrongUsage('It has no tables: it is not a whole export of cl.', 'To make one: cl export book.json')
  checkVersion(value['cl'])
  return Object.entries(value['tables'])
    .map(([table, rows]) => ({ table, rows: sortedRows(table, rows) }))
    .sort((a, b) => (rankOf(a.table) < rankOf(b.table) ? -1 : 1))
}

function sortedRows(table: string, rows: unknown): ExportedRow[] {
  if (!Array.isArray(rows)) throw wrongUsage(`The table "${table.slice(0, 40)}" has no rows.`, exportAgain)
  const odd = rows.findIndex((row) => !isObject(row))
  if (odd >= 0) throw wrongUsage(`Row ${odd + 1} of the table "${table.slice(0, 40)}" cannot be read.`, exportAgain)
  return (rows as ExportedRow[]).sort((a, b) => Number(a['id']) - Number(b['id']))
}
