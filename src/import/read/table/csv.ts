import { cannot, codeOf, wrongUsage } from '#errors.ts'
import { areNamesWithPhones, filledLength, isFilled, surelyHolds } from './cells.ts'
import { knownTitles } from './titles.ts'

/** `line` is that of the file on which the row begins. */
export type CsvRow = { line: number; cells: string[] }

/** `skipLines` is the number of lines before the header. */
type CsvShape = { delimiter: string; skipLines: number }

const mostColumns = 200
const longestField = 65_536
const delimiters = [',', ';', '\t', '|']
const headerWithin = 10

const withoutQuoted = (line: string): string => line.replace(/"(?:[^"]|"")*"/g, '')

/**
 * The header is the first of ten lines with two known titles, else the first line. A spreadsheet may say its delimiter there:
 * `sep=;`.
 */
export function csvShape(start: string): CsvShape {
  const said = /^sep=(.)\r?\n/i.exec(start)?.[1]
  if (said !== undefined) return { delimiter: said, skipLines: 1 }
  const lines = start.replace(/^\s+/, '').split(/\r?\n|\r/, headerWithin)
  const most = (count: (delimiter: string) => number) =>
    delimiters.reduce((best, each) => (count(each) > count(best) ? each : best))
  for (const line of lines) {
    const titles = (delimiter: string) =>
      knownTitles(line.split(delimiter, mostColumns).map((title) => title.replaceAll('"', '')))
    const delimiter = most(titles)
    if (titles(delimiter) >= 2) return { delimiter, skipLines: 0 }
  }
  const first = withoutQuoted(lines[0] ?? '')
  return { delimiter: most((delimiter) => first.split(delimiter).length), skipLines: 0 }
}

/**
 * Empty rows are left out, the header is included; handfuls.
 * @throws cannot, for a quote that is never closed, and a record that is longer than 13 MB
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  { delimiter, skipLines }: CsvShape,
): AsyncGenerator<CsvRow[]> {
  const { parse } = await import('csv-parse')
  let rows: CsvRow[] = []
  let line = skipLines + 1
  const parser = parse({
    delimiter,
    from_line: skipLines + 1,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: mostColumns * longestField,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
      line = lines + 1
      return null
    },
  })
  parser.resume()
  // The parser emits its error once more after `write` has given it: without a listener, that would be thrown.
  parser.on('error', () => {})
  const take = () => {
    const taken = rows
    rows = []
    return taken
  }
  const done = (feed: (callback: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      parser.once('error', reject)
      feed((error) => {
        parser.off('error', reject)
        if (error) reject(error)
        else resolve()
      })
    })
  try {
    for await (const part of text) {
      if (part !== '') await done((callback) => parser.write(part, callback))
      if (rows.length > 0) yield take()
    }
    await done((callback) => {
      parser.once('end', () => callback())
      parser.end()
    })
    if (rows.length > 0) yield take()
  } catch (error) {
    throw explained(error, line)
  }
}

function explained(error: unknown, line: number): unknown {
  const code = codeOf(error)
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return cannot(
      `Line ${line}: the record that begins there is longer than 13 MB.`,
      'Look for a quote (") that is opened in it and never closed.',
    )
  }
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return cannot(`Line ${line}: a quote (") is opened there and never closed.`, 'Close it, or take it out.')
  }
  return code.startsWith('CSV_') ? cannot(`Line ${line}: ${(error as Error).message}`) : error
}

/**
 * The header is the first of ten rows with two known titles, or the one below it where that has more of them, as below titles of
 * groups; else the first row. -1 where the first row is a record already.
 */
export function headerPlace(rows: CsvRow[]): number {
  const known = rows.slice(0, headerWithin).map(({ cells }) => knownTitles(cells))
  const place = known.findIndex((titles) => titles >= 2)
  if (place >= 0) return (known[place + 1] ?? 0) > (known[place] ?? 0) ? place + 1 : place
  const isList =
    known[0] === 0 &&
    rows.every(({ cells }) => cells.length === 1) &&
    areNamesWithPhones(rows.flatMap(({ cells }) => cells))
  return isList || (known[0] === 0 && rows[0]?.cells.some(isReached)) ? -1 : 0
}

/** A whole table stands in the first column of a sheet; undefined where rows have other cells. */
export function delimiterWithin(rows: CsvRow[]): string | undefined {
  const isAlone = ({ cells }: CsvRow) => !cells.slice(1).some(isFilled)
  if (!rows.every(isAlone)) return undefined
  return delimiters.find((delimiter) =>
    rows
      .slice(0, headerWithin)
      .some(({ cells: [first = ''] }) => knownTitles(first.split(delimiter, mostColumns)) >= 2),
  )
}

export async function* rowsWithin(rows: AsyncIterable<CsvRow[]>, delimiter: string): AsyncGenerator<CsvRow[]> {
  const { parse } = await import('csv-parse/sync')
  const options = { delimiter, relax_quotes: true, relax_column_count: true, trim: true }
  for await (const page of rows)
    yield page.map(({ line, cells: [first = ''] }) => ({
      line,
      cells: parse(first.replace(/\s*\n\s*/g, ' '), options)[0] ?? [],
    }))
}

/** A title is no phone number or e-mail address. */
const isReached = (cell: string): boolean => surelyHolds([cell]) === 'email' || surelyHolds([cell]) === 'phone'

/** `column 1`, `column 2` */
export const headerOfNone = (rows: CsvRow[]): string[] =>
  Array.from({ length: Math.max(0, ...rows.map(({ cells }) => cells.length)) }, (_, i) => `column ${i + 1}`)

/** @throws wrong usage, for a header that is not one */
export function checkHeader(header: CsvRow | undefined): string[] {
  if (!header)
    throw wrongUsage('It is empty: there is no header in it.', 'Export it again, with the names of its columns.')
  // A spreadsheet program may write all columns that it has.
  const cells = header.cells.slice(0, filledLength(header.cells))
  if (cells.length > mostColumns) {
    throw wrongUsage(
      `It has ${cells.length} columns; there is room for ${mostColumns}.`,
      'Take out those that are not needed.',
    )
  }
  return (header.cells.length > mostColumns ? cells : header.cells).map((cell) => cell.trim())
}

/** A program may put a row into quotes as a whole: `"Anna Berg, Hauptstr. 5, 030 1112233"`. */
function withoutQuotes(cells: string[], header: string[]): string[] {
  const [first = '', ...rest] = cells
  if (header.length < 3 || rest.some(isFilled)) return cells
  const parts = delimiters.map((delimiter) => first.split(delimiter)).find(({ length }) => length === header.length)
  return parts?.some((part) => isReached(part.trim())) ? parts.map((part) => part.trim()) : cells
}

/** A program leaves out the empty cells at the end, or writes too many of them. */
export function fitted({ line, cells: written }: CsvRow, header: string[]): CsvRow {
  const cells = withoutQuotes(written, header)
  if (cells.length === header.length) return { line, cells }
  const missing = Array.from({ length: header.length - cells.length }, () => '')
  const filled = filledLength(cells)
  return { line, cells: [...cells.slice(0, Math.max(filled, header.length)), ...missing] }
}

/** A sentence; undefined when the row has no fault as a whole. */
export function rowTrouble({ cells }: CsvRow, header: string[]): string | undefined {
  if (cells.length !== header.length) {
    return `The row has ${cells.length} fields, but the header ${header.length}.`
  }
  const long = cells.findIndex((cell) => cell.length > longestField)
  if (long >= 0) {
    return `The field "${header[long]}" has ${cells[long]?.length} characters; there is room for ${longestField}.`
  }
  const odd = cells.findIndex((cell) => cell.includes('\0') || !cell.isWellFormed())
  if (odd < 0) return undefined
  const what = cells[odd]?.includes('\0') ? 'a NUL character' : 'half of a character (a lone surrogate)'
  return `The field "${header[odd]}" holds ${what}.`
}
