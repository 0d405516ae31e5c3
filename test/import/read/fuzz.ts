import { day } from '#domain/days/day.ts'
import { UserError } from '#errors.ts'
import { textOf } from '#formats/encoding/encoding.ts'
import { friendsRecords } from '#import/read/friends.ts'
import { icsRecords } from '#import/read/ics.ts'
import { type FileKind, isMail, kindOf, type TextKind } from '#import/read/kinds.ts'
import { mailRecords } from '#import/read/mail.ts'
import { mappingOf } from '#import/read/table/columns.ts'
import { type CsvRow, checkHeader, csvRows, csvShape } from '#import/read/table/csv.ts'
import { recordsFrom } from '#import/read/table/csv-records.ts'
import { sheetToRead } from '#import/read/table/workbook.ts'
import { vcardRecords } from '#import/read/vcard.ts'
import { readExport } from '#import/read/whole.ts'
import type { Records } from '#import/records.ts'
import { workbookOf } from '../../formats/workbook/zip.ts'

/** The sign between the parts of a workbook that is fuzzed. */
export const betweenParts = '\u0001'

/** Pieces of the formats that are put into inputs, besides odd bytes. */
const tokens = [
  ...['"', "'", ',', ';', ':', '\n', '\r\n', '\r', '\t', '\0', '=', '\\', '\\n', '=0D=0A=\r\n', '=C3', '--', '*', '**'],
  ...[
    'BEGIN:VCARD\r\n',
    'END:VCARD\r\n',
    'BEGIN:VEVENT\r\n',
    'END:VEVENT\r\n',
    'VERSION:2.1\r\n',
    'FN:x\r\n',
    'N:;;\r\n',
  ],
  ...[
    'ENCODING=QUOTED-PRINTABLE',
    ';CHARSET=x',
    ';CHARSET=utf-7',
    'BDAY:--0230\r\n',
    'TEL:tel:+1;ext=\r\n',
    'VALUE=',
    'TZID=',
  ],
  ...[
    'RRULE:FREQ=DAILY\r\n',
    'RRULE:FREQ=YEARLY;BYDAY=53MO\r\n',
    'FREQ=',
    'MONTHLY',
    'WEEKLY',
    'YEARLY',
    'SECONDLY',
    ';UNTIL=',
  ],
  ...[
    ';COUNT=1000000000',
    ';INTERVAL=0',
    ';INTERVAL=999',
    ';BYDAY=MO,5SU,-1FR',
    ';BYMONTHDAY=31,-31,0',
    ';BYMONTH=2,13',
  ],
  ...[
    ';BYYEARDAY=366',
    ';BYWEEKNO=53',
    ';BYSETPOS=-1',
    ';BYHOUR=25',
    ';WKST=SU',
    'EXDATE:',
    'RDATE:',
    'DTSTART:00000000T000000Z',
    'BEGIN:VTIMEZONE\r\nTZID:x\r\n',
    'END:VTIMEZONE\r\n',
    'RECURRENCE-ID:20260109',
    'DURATION:-P9W',
    'X-ABLabel:_$!<',
    'X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;',
    '=\r\n ',
  ],
  ...[
    '\nFrom a@x.example Tue Nov  3 23:30:00 2026\n',
    'From: ',
    'Date: ',
    'Subject: =?utf-8?B?',
    '?=',
    '=?x?Q?=FF?=',
    'References: <',
    '>',
    'X-Gmail-Labels: ',
    'Content-Type: multipart/mixed; boundary=x\n',
    ' folded\n',
  ],
  ...[
    '9999',
    '0000',
    '-1',
    '1e9',
    '{',
    '}',
    '[',
    ']',
    'null',
    '"cl": 1',
    '### Friends:\n',
    '<row r="',
    '</row>',
    '<c r="XFD1048576" t="s"><v>-1</v></c>',
    '<c t="inlineStr"><is><t>',
    '<v>1e308</v>',
    '&#0;',
    '&amp;',
    'numFmtId="14"',
    '- x (a.k.a. ) [] @\n',
    '- 2020-01-01: **x**\n',
  ],
  ...[
    '\ufeff',
    '\ud83d\ude00',
    '\u202e',
    'a\u0300'.repeat(20),
    'x'.repeat(300),
    '1900-01-01',
    '2026-02-30',
    '=1+1',
    '#1',
    '-',
  ],
].map((text) => Buffer.from(text))

/** Numbers from 0 to 1 from a seed, alike at every run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A seed input with one to six things done to it. */
export function mutated(seeds: Buffer[], random: () => number): Buffer {
  const below = (n: number) => Math.floor(random() * n)
  const one = () => seeds[below(seeds.length)] ?? Buffer.alloc(0)
  let bytes = Buffer.from(one())
  for (let left = 1 + below(6); left > 0; left -= 1) {
    const at = below(bytes.length + 1)
    const to = Math.min(bytes.length, at + below(60))
    const token = tokens[below(tokens.length)] ?? Buffer.alloc(0)
    const kinds = [
      () => Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(to)]),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]),
      () => Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), one().subarray(below(40))]),
      () => Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1)]),
    ]
    bytes = kinds[below(kinds.length)]?.() ?? bytes
  }
  return bytes
}

const today = day('2026-11-21')

async function readCsv(start: string, parts: () => AsyncIterable<string>): Promise<Records[]> {
  const shape = csvShape(start)
  return readTable(csvRows(parts(), shape), shape.delimiter)
}

/** Reads the parts of a workbook: its list of sheets, its texts, its styles, and a sheet. */
async function readWorkbook(bytes: Buffer): Promise<Records[]> {
  const [workbook, strings, styles, sheet = ''] = bytes.toString().split(betweenParts)
  const packed = workbookOf({ workbook: workbook || '', strings: strings ?? '', styles: styles ?? '', sheets: [sheet] })
  const { rows } = await sheetToRead(packed)
  return readTable(rows(), ',')
}

async function readTable(pages: AsyncIterable<CsvRow[]>, delimiter: string): Promise<Records[]> {
  const all: Records[] = []
  let header: string[] | undefined
  for await (const rows of pages) {
    const [first] = rows
    header ??= checkHeader(first)
    const titles = header
    const cells = titles.map((_, i) => rows.map((row) => row.cells[i] ?? ''))
    const mapping = mappingOf(titles, { what: null, fields: {}, key: null }, cells)
    const table = {
      header: titles,
      delimiter,
      guarded: false,
      days: { today: day('2026-11-26'), orders: new Map() },
      isFamilyFirst: rows.length % 2 === 1,
      billColumn: 0,
      units: new Map(),
      last: { touch: null, key: null, bill: null, met: null, below: null },
      ours: new Set<string>(),
    }
    if (mapping) all.push(recordsFrom(rows, { ...table, mapping }))
  }
  return all
}

async function allOf(pages: AsyncIterable<Records>): Promise<Records[]> {
  const all: Records[] = []
  for await (const page of pages) all.push(page)
  return all
}

async function readMail(bytes: Buffer): Promise<Records[]> {
  isMail(bytes.toString('latin1'))
  const all: Records[] = []
  const parts = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]
  for await (const records of mailRecords(parts.values() as unknown as AsyncIterable<Uint8Array>)) all.push(records)
  return all
}

/** Reads any bytes as a file: as the kind that they look like, or as `kind`. */
async function read(kind: FileKind, bytes: Buffer): Promise<void> {
  if (kind === 'xlsx') {
    await readWorkbook(bytes)
    return
  }
  if (kind === 'mail') {
    await readMail(bytes)
    return
  }
  const { text, encoding } = await textOf(async function* () {
    yield bytes
  })
  let whole = ''
  for await (const part of text()) whole += part
  const parts = async function* () {
    yield whole
  }
  const readers: Record<TextKind, () => unknown> = {
    csv: () => readCsv(whole, parts),
    vcard: () => allOf(vcardRecords(parts(), encoding)),
    ics: () => allOf(icsRecords(whole, { today, since: null, me: [] })),
    friends: () => friendsRecords(whole),
    json: () => readExport(parts),
  }
  kindOf(whole)
  await readers[kind]()
}

/** The faults of so many mutated inputs: an error that is not ours, or more than a second of work. */
export async function fuzz(kind: FileKind, seeds: Buffer[], runs: number, seed: number): Promise<string[]> {
  const random = chance(seed)
  const found: string[] = []
  // Of this process alone: others may keep the machine busy.
  let before = process.cpuUsage().user
  for (let run = 0; run < runs && found.length < 3; run += 1) {
    const bytes = mutated(seeds, random)
    try {
      await read(kind, bytes)
    } catch (error) {
      if (!(error instanceof UserError))
        found.push(`run ${run}: ${(error as Error).stack}\n${bytes.toString('latin1')}`)
    }
    const after = process.cpuUsage().user
    const took = (after - before) / 1000
    before = after
    if (took > 1_000) found.push(`run ${run} took ${Math.round(took)} ms:\n${bytes.toString('latin1')}`)
  }
  return found
}
