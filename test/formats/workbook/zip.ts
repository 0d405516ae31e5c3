/** A part of a packed file; `claims` is the size in the directory, if it is another than the true one. */
export type Part = { name: string; content: Uint8Array; claims?: number; method?: number }

const words = (...values: [size: 2 | 4, value: number][]): Buffer => {
  const bytes = Buffer.alloc(values.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of values) {
    bytes.writeUIntLE(value, at, size)
    at += size
  }
  return bytes
}

/** A packed file with its parts stored as they are, and with checksums that nobody has worked out. */
export function zip(parts: Part[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claims = content.length, method = 0 } of parts) {
    const title = Buffer.from(name)
    const common = words([2, 0], [2, method], [4, 0], [4, 0], [4, content.length], [4, claims], [2, title.length])
    const entry = Buffer.concat([words([4, 0x04034b50], [2, 20]), common, words([2, 0]), title, content])
    directory.push(
      Buffer.concat([
        words([4, 0x02014b50], [2, 20], [2, 20]),
        common,
        words([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
        title,
      ]),
    )
    local.push(entry)
    at += entry.length
  }
  const all = Buffer.concat(directory)
  const count = parts.length
  const end = words([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, all.length], [4, at], [2, 0])
  return Buffer.concat([...local, all, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** The handwritten parts of a workbook: its list of sheets, the sheets, its texts and its styles. */
export type Workbook = { workbook?: string; sheets: string[]; strings?: string; styles?: string }

/** A date's format is the style 1, unless there are other styles. */
export const plainStyles = `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`

export const workbookOf = (workbook: Workbook): Buffer => zip(partsOf(workbook))

/** The parts of a workbook, as Excel names them. */
export function partsOf({ workbook, sheets, strings = '', styles = plainStyles }: Workbook): Part[] {
  const list = sheets.map((_, i) => `<sheet name="Sheet${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')
  const sheetRelations = sheets
    .map(
      (_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join('')
  const text = (name: string, content: string): Part => ({ name, content: Buffer.from(content) })
  return [
    text(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    text(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    text(
      'xl/workbook.xml',
      workbook ?? `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list}</sheets></workbook>`,
    ),
    text(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${sheetRelations}<Relationship Id="rId98" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    ...sheets.map((sheet, i) => text(`xl/worksheets/sheet${i + 1}.xml`, sheet)),
    text('xl/sharedStrings.xml', `<sst xmlns="${main}">${strings}</sst>`),
    text('xl/styles.xml', styles),
  ]
}

/** A sheet of rows, each of cells in XML. */
export const sheetOf = (...rows: string[]): string =>
  `<worksheet xmlns="${main}"><sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('')}</sheetData></worksheet>`

/** A cell of text that stands in it. */
export const textCell = (place: string, text: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
