import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import { isAny, type Reader, RowRefused, type Value } from '#book/engine.ts'
import { keptKey, touchKeyAnew } from '#book/kept-key.ts'
import type { Context } from '#cli/context.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import { noteKey } from '#domain/customers/name.ts'
import { nameKeys } from '#domain/customers/name-keys.ts'
import { isDay } from '#domain/days/day.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { columnsThatAre } from '#tables/meanings.ts'
import { insertMany, removeWhere, updateWhere } from '#tables/rows.ts'
import { wordLackingIn } from '#tables/rules.ts'
import { type NewRow, type TableName, tableNames } from '#tables/tables.ts'
import type { ImportFile } from './import-file.ts'
import type { Imported } from './imported.ts'
import { naming } from './open.ts'
import { noPiles } from './plan.ts'
import { type Exported, type ExportedRow, exportAgain, readExport } from './read/whole.ts'
import { countWords, importedView, nothingWritten, notWritten } from './view.ts'

/**
 * An empty book becomes equal to the one that was exported as a whole.
 * @param text the text of the export, part by part
 * @param asks true to ask before it is written
 * @throws cannot, for a book that has customers; wrong usage, for a file that is no whole export
 */
export async function importWholeBook(
  context: Context,
  file: ImportFile,
  text: () => AsyncIterable<string>,
  dryRun: boolean,
  asks: boolean,
): Promise<void> {
  const { book, out } = context
  const exported = await naming(file.name, () => readExport(text))
  await book.readOrNew((db) => refuseFullBook(db, file.name))
  const count = (table: string) => exported.tables.get(table)?.count ?? 0
  const shown: Imported = {
    files: [{ name: file.name, words: file.words, unread: [], keep: null, orders: null, channel: null, purpose: null }],
    customers: { ...noPiles(), new: count('customers') },
    touches: { ...noPiles(), new: count('touches') },
    newCustomers: [],
    newTouches: [],
    changed: [],
    doubtful: [],
    doubtfulTouches: [],
    leftOut: [],
    ofNobody: [],
    bad: [],
    written: false,
  }
  if (out.format !== 'json' || dryRun) await out.show(shown, importedView)
  if (dryRun) return out.say(nothingWritten)
  const words = countWords(count('customers'), count('touches'))
  if (asks && !(await askYesOrNo(context, `Make the book of it: ${words}?`))) return out.say(notWritten)
  const write = () =>
    book.write(async (db) => {
      await refuseFullBook(db, file.name)
      await writeTables(db, exported)
      return { summary: `imported a whole export: ${words}`, result: undefined }
    })
  await naming(file.name, () => book.afterSnapshot('import', write))
  if (out.format === 'json') await out.show({ ...shown, written: true }, importedView)
  out.say(`The book is what the export was made of: ${words}.`)
}

/** @throws cannot, for a book into which somebody has been entered */
async function refuseFullBook(db: Reader, file: string): Promise<void> {
  if (!(await isAny(db, sql`customers`))) return
  throw cannot(
    'The book has customers already; a whole export goes into an empty one.',
    (quote) => `Name a new book: cl import ${quote(file)} --book new.db`,
  )
}

/**
 * The rows keep their ids.
 * @throws wrong usage, for a table or a column that no book has; cannot, for rows that contradict each other
 */
async function writeTables(db: Writer, { tables, rows }: Exported): Promise<void> {
  const unknown = [...tables.keys()].find((table) => !isTable(table))
  if (!tables.has('customers') || !tables.has('purposes') || !tables.has('settings')) {
    throw wrongUsage('It is an export of a part of a book.', 'Only a whole one can be imported: cl export book.json')
  }
  if (unknown !== undefined) throw wrongUsage(`There is no table "${unknown.slice(0, 40)}" in a book.`, exportAgain)
  for (const table of tableNames.toReversed()) await removeWhere(db, table, sql`true`)
  const isRealDay = dayChecker()
  const columns = await db.columns()
  for await (const page of rows()) {
    const { table } = page
    if (!isTable(table) || page.rows.length === 0) continue
    const known = columns.get(table) ?? new Set()
    for (const row of page.rows) checkRow(table, row, known, isRealDay)
    // An export of an earlier cl lacks the columns that came later: they get the defaults of the book.
    const filled = tables.get(table)?.filled ?? new Set()
    const wanted = [...known].filter((column) => filled.has(column) || (table === 'handles' && column === 'keys'))
    await fillTable(db, table, wanted, asOfNow(table, page.rows))
  }
  const lacking = await wordLackingIn(db)
  if (lacking !== undefined)
    throw wrongUsage(`The export lacks the word "${lacking}", which every book has.`, exportAgain)
  // Purposes of an earlier cl do not say whether they reach somebody: `attempt` does not.
  if (!tables.get('purposes')?.filled.has('reached'))
    await updateWhere(db, 'purposes', sql`name = 'attempt'`, () => ({ reached: 0 }))
}

const isTable = (name: string): name is TableName => (tableNames as readonly string[]).includes(name)

/** A book has far more rows than days: each is remembered. */
function dayChecker(): (value: Value) => boolean {
  const known = new Set<Value>()
  return (value) => {
    if (known.has(value)) return true
    if (!isDay(String(value))) return false
    known.add(value)
    return true
  }
}

function checkDays(table: TableName, row: ExportedRow, isRealDay: (value: Value) => boolean): void {
  const days = columnsThatAre(table, 'day').map((column) => row[column] ?? null)
  // A day without a year is checked in a leap year.
  if (table === 'dates') days.push(`2024-${row['month_day']}`)
  const odd = days.find((value) => value !== null && !isRealDay(value))
  if (odd !== undefined)
    throw wrongUsage(`A row of the table "${table}" has a day that no calendar has: ${odd}.`, exportAgain)
}

/** Columns that are derived from others are made. */
function asOfNow(table: TableName, rows: ExportedRow[]): ExportedRow[] {
  if (table === 'touches') return rows.map((row) => ({ ...row, note_key: noteKey(textOrNull(row['note'])) }))
  if (table === 'column_maps') return rows.map((row) => ({ ...row, header: keptKey(String(row['header'])) }))
  if (table === 'import_keys') return rows.map((row) => ({ ...row, key: keyOf(row) }))
  return table === 'handles' ? namesOfNow(rows) : rows
}

const textOrNull = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

const keyOf = ({ key, touch_id }: ExportedRow): string =>
  (touch_id ?? null) === null ? keptKey(String(key)) : touchKeyAnew(String(key))

/** A name holds the keys that it is looked up by; an earlier cl had them in rows of their own. */
function namesOfNow(rows: ExportedRow[]): ExportedRow[] {
  const isName = ({ kind }: ExportedRow) => kind === 'name' || kind === 'alias' || kind === 'company'
  return rows
    .filter(({ kind }) => kind !== 'word')
    .map((row) => (isName(row) ? { ...row, keys: JSON.stringify(nameKeys(String(row['shown']))) } : row))
}

function checkRow(table: TableName, row: ExportedRow, known: Set<string>, isRealDay: (value: Value) => boolean): void {
  const odd = Object.keys(row).find((column) => !known.has(column))
  if (odd !== undefined)
    throw wrongUsage(`There is no column "${odd.slice(0, 40)}" in the table "${table}".`, exportAgain)
  if (!(Number(row['id']) >= 1)) throw wrongUsage(`A row of the table "${table}" has no number.`, exportAgain)
  checkDays(table, row, isRealDay)
}

async function fillTable(db: Writer, table: TableName, filled: string[], rows: ExportedRow[]): Promise<void> {
  try {
    await insertMany(
      db,
      table,
      filled as (keyof NewRow<typeof table> & string)[],
      rows.map((row) => filled.map((column) => row[column] ?? null)),
    )
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    throw cannot(`The table "${table}" holds a value that no book can hold: ${error.message}.`, 'Nothing was written.')
  }
}
