import { wrongUsage } from '#errors.ts'
import type { Bytes } from './folded-letters.ts'

type Kind<Mark> = [mark: Mark, what: string, hint: string]

const asCsv = 'Open it in a spreadsheet program, and save it as CSV.'
const unpack = 'Unpack it, and name the files in it.'
const typed = 'Type what you need of it into a spreadsheet, and save that as CSV.'

/** A file begins with these bytes, as Latin 1; those of a new picture stand behind a length. */
const kinds: Kind<string[]>[] = [
  [['PK\x03\x04', '\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ'], 'a packed file', unpack],
  [['%PDF'], 'a PDF', `Ask the program that made it for CSV or xlsx. ${typed}`],
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'ftyphei', 'ftypmif', 'ftypavif'], 'a picture', typed],
  // The mark of a table, which no text begins with.
  [['\x03'], 'a table of dBASE (dbf)', asCsv],
  [['!BDN'], 'a file of Outlook (pst)', 'Open it in Outlook, and export its contacts as CSV.'],
  [
    ['SQLite format 3'],
    'a database',
    'Export it as CSV in its program; of a book of cl: cl --book FILE export book.json',
  ],
]

/** Programs of Office name the parts of their older files so, and of those with a password; the first that is there counts. */
const parts: Kind<RegExp>[] = [
  [/^__(?:nameid|properties)_/, 'a message of Outlook (msg)', 'Save it as eml: Outlook on the web and Thunderbird do.'],
  [/^EncryptedPackage$/, 'a workbook with a password', 'Open it in its program, and save it without one, as xlsx.'],
  [/^WordDocument$/, 'a document of Word (doc)', 'Save the table in it as xlsx, or as CSV.'],
  [/^(?:Workbook|Book)$/, 'an old workbook (xls)', 'Open it in a spreadsheet program, and save it as xlsx.'],
]
const ofOffice: Kind<string> = ['\xd0\xcf\x11\xe0', 'a file of an old Office program', asCsv]

/** An entry of the list of parts has 128 bytes: up to 64 of a name, the length of the name, and more. */
const [entryLength, nameLength] = [128, 64]

/** The list of parts may stand anywhere, and a file be read in pieces; each entry begins at a multiple of its length. */
async function ofOfficeWith(bytes: Bytes): Promise<Kind<RegExp | string>> {
  const found = new Set<Kind<RegExp>>()
  for await (const read of bytes()) {
    const part = Buffer.from(read)
    for (let at = 0; at + entryLength <= part.length; at += entryLength) {
      const length = part.readUInt16LE(at + nameLength)
      if (length < 2 || length > nameLength) continue
      const name = part.toString('utf16le', at, at + length - 2)
      const kind = parts.find(([each]) => each.test(name))
      if (kind) found.add(kind)
    }
  }
  return parts.find((each) => found.has(each)) ?? ofOffice
}

/** @param start the bytes with which the file begins @throws wrong usage, for a file that is no text */
export async function refuseOthers(start: Uint8Array, bytes: Bytes): Promise<void> {
  const text = Buffer.from(start).toString('latin1', 0, 32)
  const kind = text.startsWith(ofOffice[0])
    ? await ofOfficeWith(bytes)
    : kinds.find(([marks]) => marks.some((mark) => text.startsWith(mark, mark.startsWith('ftyp') ? 4 : 0)))
  if (kind) throw wrongUsage(`It is ${kind[1]}, which cl does not read.`, kind[2])
}
