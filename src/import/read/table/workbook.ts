import type { InputFile } from '#cli/input.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { type SheetRow, sheetsOf, type WorkbookSheet, workbookMark } from '#formats/workbook/read.ts'
import { headerPlace } from './csv.ts'
import { knownTitles } from './titles.ts'

/** A packed file of another program is known by the names inside it; the hint says how to save it as something that is read. */
const others: [name: RegExp, what: string, hint: string][] = [
  [
    /opendocument|^content\.xml/,
    'a spreadsheet or a document of LibreOffice (ods, odt)',
    'Save it as xlsx, or as CSV.',
  ],
  [/^Index\/|\.iwa$/, 'a file of Numbers or Pages', 'Export it from Numbers as Excel (xlsx), or as CSV.'],
  [
    /com\.microsoft\.__/,
    'an archive of Outlook (olm)',
    'Drag the contacts out of Outlook, as vCards; or its mail, as eml.',
  ],
  [/^xl\/workbook\.bin$/, 'a binary workbook (xlsb)', 'Save it as xlsx, or as CSV.'],
  [/^word\/|^ppt\//, 'no spreadsheet, but a document', 'Save the table in it as xlsx, or as CSV.'],
]

/** The bytes with which a file begins tell it. @throws wrong usage, for a packed file of another program */
export async function isWorkbook(file: InputFile): Promise<boolean> {
  for await (const part of file.bytes()) {
    const start = Buffer.from(part)
    if (part.length > 0) return start.subarray(0, 4).equals(Buffer.from(workbookMark)) && isOfExcel(start)
  }
  return false
}

const ofWorkbook = /^(?:\[Content_Types\]\.xml|(?:_rels|docProps|xl|customXml)\/.*)$/

/** Bytes of the head of a part stand before its name. */
const headLength = 30

function* namesIn(start: Buffer): Generator<string> {
  const mark = Buffer.from(workbookMark)
  for (let at = start.indexOf(mark); at >= 0 && at + headLength < start.length; at = start.indexOf(mark, at + 1)) {
    const begins = at + headLength
    yield start.toString('utf8', begins, begins + start.readUInt16LE(begins - 4))
  }
}

/** @param start the beginning of a packed file, with the name of the first things in it */
function isOfExcel(start: Buffer): true {
  const names = [...namesIn(start)]
  const [, what, hint] = others.find(([pattern]) => names.some((name) => pattern.test(name))) ?? []
  if (what !== undefined) throw wrongUsage(`It is ${what}, which cl does not read.`, hint)
  const [first] = names
  if (first !== undefined && (/\.xlsx$/i.test(first) || !names.some((name) => ofWorkbook.test(name))))
    throw wrongUsage(`It is a packed folder (zip), with ${first} in it.`, 'Unpack it, and name the files in it.')
  return true
}

const wordsOf = ({ name, isHidden }: WorkbookSheet): string => `${isHidden ? 'hidden sheet' : 'sheet'} "${name}"`

/** Parts with comments on cells have such names, which are not packed. */
const comments = ['xl/comments', 'xl/threadedComments']

async function unreadCells(bytes: Buffer, { look }: WorkbookSheet): Promise<string[]> {
  const { blankFormula } = await look()
  return [
    ...(blankFormula === undefined
      ? []
      : [`formulas without a value, such as ${blankFormula} (open it in a spreadsheet program, and save it)`]),
    ...(comments.some((name) => bytes.includes(name)) ? ['comments on cells'] : []),
  ]
}

async function firstRows({ rows }: WorkbookSheet): Promise<SheetRow[]> {
  for await (const page of rows()) return page
  return []
}

/**
 * The library reads a sheet once and as a whole, in many times the memory of its rows, and they are asked for several times, the
 * last time while records are made of them. They wait as texts outside of V8's heap.
 */
async function keptRows({ rows }: WorkbookSheet): Promise<WorkbookSheet['rows']> {
  const pages: Buffer[] = []
  for await (const page of rows()) pages.push(Buffer.from(JSON.stringify(page)))
  return async function* () {
    for (const page of pages) yield JSON.parse(String(page))
  }
}

/**
 * The first sheet with a header is read, else the first that is not empty, of those that are not hidden. `others` has words for
 * what is not read: other sheets that hold something, comments, and formulas without a value.
 * @throws cannot, for an empty workbook, or one that cannot be read
 */
export async function sheetToRead(bytes: Buffer): Promise<WorkbookSheet & { others: string[] }> {
  const filled: { sheet: WorkbookSheet; titles: number }[] = []
  for (const sheet of await sheetsOf(bytes)) {
    const rows = await firstRows(sheet)
    if (rows.length > 0) filled.push({ sheet, titles: knownTitles(rows[Math.max(0, headerPlace(rows))]?.cells ?? []) })
  }
  const shown = filled.filter(({ sheet }) => !sheet.isHidden)
  const chosen = shown.find(({ titles }) => titles >= 2) ?? shown[0]
  const others = filled.filter((each) => each !== chosen).map(({ sheet }) => wordsOf(sheet))
  if (!chosen)
    throw others.length === 0
      ? cannot('It is empty: there is nothing to import in it.', 'Save it again, or name another file.')
      : cannot(`It is empty but for ${others.join(', ')}.`, 'Show that sheet in its program, and save it again.')
  const rows = await keptRows(chosen.sheet)
  return { ...chosen.sheet, rows, others: [...(await unreadCells(bytes, chosen.sheet)), ...others] }
}
