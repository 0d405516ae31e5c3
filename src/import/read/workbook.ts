import type { InputFile } from '#cli/input.ts'
import { cannot } from '#errors.ts'
import { type SheetRow, sheetsOf, type WorkbookSheet, workbookMark } from '#formats/workbook/read.ts'
import { headerPlace } from './csv.ts'
import { knownTitles } from './titles.ts'

/** Whether a file is a workbook, by how it begins and what stands in it. */
export async function isWorkbook(file: InputFile): Promise<boolean> {
  for await (const part of file.bytes()) {
    const start = Buffer.from(part.subarray(0, 4))
    if (part.length > 0) return start.equals(Buffer.from(workbookMark))
  }
  return false
}

async function firstRows({ rows }: WorkbookSheet): Promise<SheetRow[]> {
  for await (const page of rows()) return page
  return []
}

/**
 * The sheet of a workbook that is read: the first with a header, else the first that is not empty; and the names of the others
 * that hold something.
 * @throws cannot, for a workbook in which nothing is
 */
export async function sheetToRead(bytes: Uint8Array): Promise<WorkbookSheet & { others: string[] }> {
  const filled: { sheet: WorkbookSheet; titles: number }[] = []
  for (const sheet of await sheetsOf(bytes)) {
    const rows = await firstRows(sheet)
    if (rows.length > 0) filled.push({ sheet, titles: knownTitles(rows[Math.max(0, headerPlace(rows))]?.cells ?? []) })
  }
  const chosen = filled.find(({ titles }) => titles >= 2) ?? filled[0]
  if (!chosen) throw cannot('It is empty: there is nothing to import in it.', 'Save it again, or name another file.')
  return { ...chosen.sheet, others: filled.flatMap(({ sheet }) => (sheet === chosen.sheet ? [] : [sheet.name])) }
}
