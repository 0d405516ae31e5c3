import type { Context } from '#cli/context.ts'
import type { InputFile } from '#cli/world.ts'
import type { Day } from '#domain/day.ts'
import { cannot, isInterrupted, UserError, wrongUsage } from '#errors.ts'
import { textOf } from '#formats/encoding.ts'
import { rememberedMapping } from '#tables/column-maps.ts'
import { askForColumns } from './questions.ts'
import { type Mapping, mappingOf, type SaidMapping, unusedColumns, type What } from './read/columns.ts'
import { type CsvRow, type CsvShape, checkHeader, csvRows, csvShape } from './read/csv.ts'
import { recordsFrom } from './read/csv-records.ts'
import { type FileKind, isMail, kindNames, kindOf, type TextKind } from './read/kinds.ts'
import type { Records } from './records.ts'

/** What was said on the command line of how files are read. */
type ReadOptions = { as?: FileKind; said: SaidMapping; today: Day; since: Day | null; me: string[] }

/** A file whose records can be read, more than once. */
export type ImportFile = {
  name: string
  kind: FileKind
  /** What it is, in words. */
  words: string
  /** What of it is not read: columns, or what a card holds; of a whole file, once its records are. */
  unused: string[]
  /** What its records are counted as, those that are left out or bad. */
  holds: What
  /** Whether all its rows are touches: they may be more than memory has room for. */
  onlyTouches: boolean
  /** How the keys of its customers and of its touches are called. */
  sources: { customers: string; touches: string }
  /** How its columns are named, to be remembered; null when nobody had to say. */
  remember: { header: string; mapping: string } | null
  /** Its first line, for a file of the rows that are bad. */
  header: string | null
  /** The name of the column that the customers of touches are in. */
  customerColumn: string | null
  records: () => AsyncIterable<Records>
  /** Its text, part by part. */
  parts: () => AsyncIterable<string>
}

const megabyte = 1_000_000
const longest: Record<FileKind, number> = {
  csv: 2_000 * megabyte,
  vcard: 50 * megabyte,
  ics: 50 * megabyte,
  mail: 20_000 * megabyte,
  friends: 10 * megabyte,
  json: 500 * megabyte,
}
/** How much of a text is looked at to tell its kind, in characters. */
const startLength = 65_536

type Text = { start: string; encoding: string; parts: () => AsyncIterable<string> }

/**
 * Opens a file, tells its kind by what is in it, and how it is read.
 * @throws cannot and wrong usage, naming the file
 */
export async function openImport(context: Context, path: string, options: ReadOptions): Promise<ImportFile> {
  const file = await context.input(path)
  return naming(file.name, async () => {
    if (isMail(await startOf(asLatin(file.bytes())))) return openMail(context, file, options)
    if (file.size > longest.csv) throw tooLong('csv')
    const { encoding, text } = await textOf(() => counted(context, file))
    const start = await startOf(text())
    if (start.trim() === '')
      throw cannot('It is empty: there is nothing to import in it.', 'Export it again, or name another file.')
    const kind = kindOf(start)
    checkKind(kind, file, options)
    const opened = { start, encoding, parts: text }
    return kind === 'csv'
      ? openCsv(context, file.name, opened, options)
      : openWhole(context, file.name, kind, opened, options)
  })
}

/** @throws wrong usage, where another kind was said; cannot, where it is too long */
function checkKind(kind: FileKind, { size }: InputFile, { as: said }: ReadOptions): void {
  if (said !== undefined && said !== kind) {
    throw wrongUsage(
      `It is not ${kindNames[said]} but, by what is in it, ${kindNames[kind]}.`,
      'Leave --as out: the kind is recognised.',
    )
  }
  if (size > longest[kind]) throw tooLong(kind)
}

const tooLong = (kind: FileKind) =>
  cannot(`It is too long: there is room for ${longest[kind] / megabyte} MB of ${kindNames[kind]}.`, 'Divide it.')

/** Runs something, and puts a file's name before what is wrong. */
export async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UserError) || isInterrupted(error)) throw error
    throw error.message.includes(name) ? error : new UserError(error.exitCode, `${name}: ${error.message}`, error.hint)
  }
}

/** The bytes of a file, while the terminal shows how many of them have been read. */
async function* counted({ out }: Context, file: InputFile): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const part of file.bytes()) {
    read += part.length
    await out.progress(`Reading ${file.name}`, read, file.size)
    yield part
  }
}

/** Bytes as text of one character each: enough to tell mail, whose every message has a character set of its own. */
async function* asLatin(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const part of bytes) yield Buffer.from(part).toString('latin1')
}

async function startOf(parts: AsyncIterable<string>): Promise<string> {
  let start = ''
  for await (const part of parts) {
    start += part
    if (start.length >= startLength) break
  }
  return start.slice(0, startLength)
}

async function wholeOf(parts: AsyncIterable<string>): Promise<string> {
  const all: string[] = []
  for await (const part of parts) all.push(part)
  return all.join('')
}

/** A mailbox, which is read message by message. */
function openMail(context: Context, file: InputFile, options: ReadOptions): ImportFile {
  checkKind('mail', file, options)
  return {
    name: file.name,
    kind: 'mail',
    words: kindNames.mail,
    unused: [],
    holds: 'touches',
    onlyTouches: true,
    sources: { customers: 'mail', touches: 'mail' },
    remember: null,
    header: null,
    customerColumn: null,
    async *records() {
      const { mailRecords } = await import('./read/mail.ts')
      yield* mailRecords(counted(context, file))
    },
    parts: () => asLatin(file.bytes()),
  }
}

/** A file of any kind but CSV. */
function openWhole(
  context: Context,
  name: string,
  kind: Exclude<TextKind, 'csv'>,
  { encoding, parts }: Text,
  options: ReadOptions,
): ImportFile {
  const unused: string[] = []
  return {
    name,
    kind,
    words: `${kindNames[kind]}, ${encoding}`,
    unused,
    holds: kind === 'vcard' ? 'customers' : 'touches',
    onlyTouches: false,
    sources: { customers: kind, touches: kind },
    remember: null,
    header: null,
    customerColumn: null,
    async *records() {
      unused.length = 0
      for await (const page of recordsOf(context, name, kind, { parts: parts(), encoding }, options)) {
        for (const what of page.unread) if (!unused.includes(what)) unused.push(what)
        yield page
      }
    },
    parts,
  }
}

async function* recordsOf(
  { out }: Context,
  name: string,
  kind: Exclude<TextKind, 'csv'>,
  { parts, encoding }: { parts: AsyncIterable<string>; encoding: string },
  { today, since, me }: ReadOptions,
): AsyncGenerator<Records> {
  if (kind === 'vcard') yield* (await import('./read/vcard.ts')).vcardRecords(parts, encoding)
  else if (kind === 'ics') {
    const text = await wholeOf(parts)
    const told = (read: number) => out.progress(`Reading ${name}`, read, text.length)
    yield* (await import('./read/ics.ts')).icsRecords(text, { today, since, me }, told)
    out.endProgress()
  } else if (kind === 'friends') yield (await import('./read/friends.ts')).friendsRecords(await wholeOf(parts))
  else throw wrongUsage('A whole export goes into an empty book alone.', 'Import it by itself.')
}

async function openCsv(context: Context, name: string, text: Text, options: ReadOptions): Promise<ImportFile> {
  const shape = csvShape(text.start)
  const header = checkHeader(await firstRow(csvRows(text.parts(), shape)))
  const { mapping, said } = await mappingFor(context, name, header, options.said)
  const keyed = mapping.key === null ? '' : ` by ${header[mapping.key[0] ?? 0]}`
  const customers = mapping.fields.get('customer')
  return {
    name,
    kind: 'csv',
    words: `${mapping.what} in CSV${mapping.own ? ' of cl' : ''}, ${text.encoding}`,
    unused: mapping.own ? [] : unusedColumns(header, mapping),
    holds: mapping.what,
    onlyTouches: mapping.what === 'touches',
    sources: { customers: `customers${keyed}`, touches: `touches${keyed}` },
    remember: said === null ? null : { header: header.join('\t'), mapping: JSON.stringify(said) },
    header: header.join(shape.delimiter),
    customerColumn: customers && 'columns' in customers ? (header[customers.columns[0] ?? 0] ?? null) : null,
    records: () => csvRecords(text.parts(), shape, header, mapping),
    parts: text.parts,
  }
}

async function firstRow(rows: AsyncIterable<CsvRow[]>): Promise<CsvRow | undefined> {
  for await (const [first] of rows) if (first) return first
  return undefined
}

async function* csvRecords(
  text: AsyncIterable<string>,
  shape: CsvShape,
  header: string[],
  mapping: Mapping,
): AsyncGenerator<Records> {
  let skip = 1
  for await (const rows of csvRows(text, shape)) {
    yield recordsFrom(rows.slice(skip), header, mapping, shape.delimiter)
    skip = 0
  }
}

/** How the columns are read: as said now, else as said the last time, else as recognised, else as answered. */
async function mappingFor(
  context: Context,
  name: string,
  header: string[],
  said: SaidMapping,
): Promise<{ mapping: Mapping; said: SaidMapping | null }> {
  const isSaid = Object.keys(said.fields).length > 0
  const kept = isSaid ? null : await context.book.readOrNew((db) => rememberedMapping(db, header.join('\t')))
  const before: SaidMapping =
    kept === null ? said : { ...JSON.parse(kept), ...(said.key === null ? {} : { key: said.key }) }
  const mapping = mappingOf(header, before)
  if (mapping) return { mapping, said: isSaid || said.key !== null ? before : null }
  if (!context.prompts.available) {
    throw wrongUsage(
      `Its columns are not recognised: ${header.slice(0, 30).join(', ')}`,
      'Say which is which, as in: --map name=COLUMN   or, for touches: --map customer=COLUMN --map on=COLUMN',
    )
  }
  const answered = { ...(await askForColumns(context, name, header)), key: said.key }
  const found = mappingOf(header, answered)
  if (!found)
    throw wrongUsage('Its columns were not named.', 'Name at least a name; for touches, the customer and the day.')
  return { mapping: found, said: answered }
}
