import type { Context } from '#cli/context.ts'
import type { InputFile } from '#cli/input.ts'
import { cannot, isInterrupted, UserError, wrongUsage } from '#errors.ts'
import { textOf } from '#formats/encoding/encoding.ts'
import type { SettledCards } from './decide/settled-cards.ts'
import type { ImportFile, ReadOptions, UnreadColumn } from './import-file.ts'
import { openSheet } from './open-sheet.ts'
import { type FileKind, isMail, kindNames, kindOf, type TextKind } from './read/kinds.ts'
import { csvRows, csvShape } from './read/table/csv.ts'
import { isWorkbook, sheetToRead } from './read/table/workbook.ts'
import type { Records } from './records.ts'

const megabyte = 1_000_000
const longest: Record<FileKind, number> = {
  csv: 2_000 * megabyte,
  xlsx: 50 * megabyte,
  vcard: 50 * megabyte,
  ics: 50 * megabyte,
  mail: 20_000 * megabyte,
  friends: 10 * megabyte,
  json: 500 * megabyte,
}
/** Characters: the beginning of a text tells its kind. */
const startLength = 65_536

type Text = { encoding: string; parts: () => AsyncIterable<string> }

/** The contents of a file tell its kind. @throws cannot and wrong usage, naming the file */
export async function openImport(context: Context, path: string, options: ReadOptions): Promise<ImportFile> {
  const file = await context.input(path)
  return naming(file.name, async () => {
    if (isMail(await startOf(asLatin(file.bytes())))) return openMail(context, file, options)
    if (file.size > longest.csv) throw tooLong('csv')
    if (await isWorkbook(file)) return openWorkbook(context, file, options)
    const { encoding, text } = await textOf(() => counted(context, file), options.encoding)
    const start = await startOf(text())
    if (start.trim() === '')
      throw cannot('It is empty: there is nothing to import in it.', 'Export it again, or name another file.')
    const kind = kindOf(start)
    checkKind(kind, file, options)
    if (kind !== 'csv') return openText(context, file.name, kind, { encoding, parts: text }, options)
    const shape = csvShape(start)
    return openSheet(context, file.name, options, {
      kind,
      words: `CSV, ${encoding}`,
      delimiter: shape.delimiter,
      rows: () => csvRows(text(), shape),
      others: [],
    })
  })
}

/** @throws wrong usage, where `--as` names another kind; cannot, where the file is too long */
function checkKind(kind: FileKind, { size }: InputFile, { as: said }: ReadOptions): void {
  if (said !== undefined && said !== kind) {
    throw wrongUsage(`It is ${kindNames[kind]}, not ${kindNames[said]}.`, 'Leave --as out: the kind is recognised.')
  }
  if (size > longest[kind]) throw tooLong(kind)
}

const tooLong = (kind: FileKind) =>
  cannot(`It is too long: there is room for ${longest[kind] / megabyte} MB of ${kindNames[kind]}.`, 'Divide it.')

/** The file's name stands before the errors of the work. */
export async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UserError) || isInterrupted(error)) throw error
    throw error.message.includes(name) ? error : new UserError(error.exitCode, `${name}: ${error.message}`, error.hint)
  }
}

/** The terminal shows how many bytes have been read. */
async function* counted({ out }: Context, file: InputFile): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const part of file.bytes()) {
    read += part.length
    await out.progress.tell(`Reading ${file.name}`, read, file.size)
    yield part
  }
}

/** One character for each byte is enough to recognise mail, where each message has a character set of its own. */
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

async function openWorkbook(context: Context, file: InputFile, options: ReadOptions): Promise<ImportFile> {
  checkKind('xlsx', file, options)
  const parts: Uint8Array[] = []
  for await (const part of counted(context, file)) parts.push(part)
  const { name, rows, others } = await sheetToRead(Buffer.concat(parts))
  return openSheet(context, file.name, options, {
    kind: 'xlsx',
    words: `a workbook, sheet "${name}"`,
    delimiter: ',',
    rows,
    others: others.map((column) => ({ column, holds: null })),
  })
}

/** A mailbox is read message by message. */
function openMail(context: Context, file: InputFile, options: ReadOptions): ImportFile {
  checkKind('mail', file, options)
  return withoutColumns(file.name, 'mail', kindNames.mail, async function* () {
    const { mailRecords } = await import('./read/mail.ts')
    yield* mailRecords(counted(context, file))
  })
}

function openText(context: Context, name: string, kind: Exclude<TextKind, 'csv'>, text: Text, options: ReadOptions) {
  const file = withoutColumns(name, kind, `${kindNames[kind]}, ${text.encoding}`, (settled) =>
    recordsOf(context, name, kind, text, options, settled),
  )
  return kind === 'json' ? { ...file, exported: text.parts } : file
}

function withoutColumns(
  name: string,
  kind: Exclude<FileKind, 'csv' | 'xlsx'>,
  words: string,
  records: ImportFile['records'],
): ImportFile {
  const unread: UnreadColumn[] = []
  return {
    name,
    kind,
    words,
    unread,
    keep: null,
    orders: null,
    holds: kind === 'vcard' ? 'customers' : 'touches',
    onlyTouches: kind === 'mail',
    sources: { customers: kind, touches: kind },
    remember: null,
    header: null,
    assumedPurpose: null,
    purposeWithoutChannel: undefined,
    customerColumn: null,
    async *records(settled) {
      unread.length = 0
      for await (const page of records(settled)) {
        for (const column of page.unread)
          if (!unread.some((each) => each.column === column)) unread.push({ column, holds: null })
        yield page
      }
    },
  }
}

async function* recordsOf(
  { out }: Context,
  name: string,
  kind: Exclude<TextKind, 'csv'>,
  { parts, encoding }: Text,
  { today, since, me }: ReadOptions,
  settled?: SettledCards,
): AsyncGenerator<Records> {
  if (kind === 'vcard') yield* (await import('./read/vcard.ts')).vcardRecords(parts(), encoding, settled)
  else if (kind === 'ics') {
    const text = await wholeOf(parts())
    const told = (read: number) => out.progress.tell(`Reading ${name}`, read, text.length)
    yield* (await import('./read/ics.ts')).icsRecords(text, { today, since, me }, told)
    out.progress.clear()
  } else if (kind === 'friends') yield (await import('./read/friends.ts')).friendsRecords(await wholeOf(parts()))
  else throw wrongUsage('A whole export goes into an empty book alone.', 'Import it by itself.')
}
