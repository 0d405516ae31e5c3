import { wrongUsage } from '#errors.ts'

export const kinds = ['csv', 'xlsx', 'vcard', 'ics', 'mail', 'json', 'friends'] as const
export type FileKind = (typeof kinds)[number]

/** The text of such a file is read as a whole, or by rows. */
export type TextKind = Exclude<FileKind, 'xlsx' | 'mail'>

/** The name stands in a sentence. */
export const kindNames: Record<FileKind, string> = {
  csv: 'CSV',
  xlsx: 'a workbook',
  vcard: 'vCard',
  ics: 'a calendar',
  mail: 'mail',
  json: 'an export of cl',
  friends: 'a file of friends',
}

const beginnings: [kind: TextKind, pattern: RegExp][] = [
  ['vcard', /^\s*BEGIN:VCARD\b/i],
  ['ics', /^\s*BEGIN:VCALENDAR\b/i],
  ['json', /^\s*\{\s*"cl"\s*:/],
  ['friends', /^\s*(# .*\s+)?### (Activities|Notes|Friends|Locations):/i],
]

/** `cl` does not read such files; the hint says what to do with them. */
const others: [pattern: RegExp, what: string, hint: string][] = [
  [/^\s*(?:version:\s*\d+\s+)?(?:#.*\s+)*dn::?\s/i, 'an address book in LDIF', 'Export it as vCard or CSV.'],
  [
    /^\s*<(?:!doctype\s+html|html|head|body|table)\b/i,
    'a web page (HTML)',
    'Open it in a spreadsheet program, and save it as CSV.',
  ],
  [
    /^\s*<\?xml\b[^>]*>(?:\s|<!--.*?-->|<\?.*?\?>)*<calls\b/is,
    'a backup of the calls of a telephone (XML of SMS Backup & Restore)',
    'Open it in Excel, as a table of XML, and save that as CSV.',
  ],
  [
    /^\s*<\?xml\b[^>]*>(?:\s|<!--.*?-->|<\?.*?\?>)*<smses\b/is,
    'a backup of messages (XML of SMS Backup & Restore)',
    'Write down the talks that matter: cl log NAME chat "what it was about" --on "12 nov"',
  ],
  [/^\s*<\?xml\b/i, 'XML', 'Export it as CSV, vCard or a calendar.'],
  [
    /^\s*[[{]\s*(?:["{[]|\}|\])/,
    'JSON, and no export of cl',
    'Export it as CSV, or write the parts that you need into a CSV file.',
  ],
  [/^\{\\rtf/, 'a text document (RTF)', 'Save it as CSV.'],
  [/^ID;P\w*[;\r\n]/, 'a table in SYLK (slk)', 'Open it in a spreadsheet program, and save it as CSV.'],
  [/^TABLE\r?\n0,1\r?\n/, 'a table in DIF', 'Open it in a spreadsheet program, and save it as CSV.'],
  [/^[^\n]*[^\P{Cc}\t-\r\u0080-\u009f]/u, 'no text, but a picture, a packed file or the like', 'Export it as CSV.'],
  [
    /^\W{0,2}\d+([./-])\d+\1\d+,? \d+[:.]\d{2}(?:[:.]\d{2})?(?:\W?[ap]\.?m\.?)?(?:\]| -) |^From: .*\r?\nType: (?:incoming|outgoing)/iu,
    'a chat',
    'Write down the talks that matter: cl log NAME chat "what it was about" --on "12 nov"',
  ],
  [
    /^\s*# [^\n]*\r?\n\r?\n/,
    'a page to read (Markdown)',
    'An export of cl that comes in again is JSON: cl export book.json',
  ],
]

/**
 * A file's name does not matter, and everything that is no other kind may be CSV.
 * @throws wrong usage, for a file of a known kind that cl does not read
 */
export function kindOf(start: string): TextKind {
  const kind = beginnings.find(([, pattern]) => pattern.test(start))?.[0]
  if (kind !== undefined) return kind
  const [, what, hint] = others.find(([pattern]) => pattern.test(start)) ?? []
  if (what !== undefined) throw wrongUsage(`It is ${what}, which cl does not read.`, hint)
  return 'csv'
}
/**
 * A byte order mark, and the line that a mailbox has before each message, or the length that Apple Mail writes there (emlx), may
 * stand before the headers. The text is Latin 1.
 */
export function isMail(start: string): boolean {
  const [head = ''] = start
    .replace(/^(?:\u00ef\u00bb\u00bf)?(?:From \S+\s.*\r?\n|\d{1,10} *\r?\n)?/, '')
    .split(/\r?\n\r?\n/, 1)
  const lines = head.split(/\r?\n/)
  const has = (name: RegExp) => lines.some((line) => name.test(line))
  return lines.every((line) => /^([\w-]+:|[ \t])/.test(line)) && has(/^From:/i) && has(/^(Date|Message-ID):/i)
}
