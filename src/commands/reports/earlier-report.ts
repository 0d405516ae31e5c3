import type { Context } from '#cli/context.ts'
import { byteOrderMark } from '#formats/encoding/byte-order-mark.ts'

/** A larger file, in bytes, is none of ours. */
const largest = 100_000_000

export async function bytesIfBegun({ out, input }: Context, path: string, beginning: string): Promise<Buffer | null> {
  // A pipe would be waited for; it is no file with that beginning.
  if (!out.isFileWith(path, beginning)) return null
  const file = await input(path)
  if (file.size > largest) return null
  const parts: Uint8Array[] = []
  for await (const part of file.bytes()) parts.push(part)
  return Buffer.concat(parts)
}

/**
 * True for the text of an earlier report: its columns, or the first of them as new ones come at the end, and days as written
 * here. Another program that saves it writes days its own way, and its user adds columns and rows: it is somebody's own then.
 * @param text the report that would be written now
 */
export function isEarlierTable(found: string, text: string): boolean {
  const [header = '', ...rows] = found.replace(byteOrderMark, '').split('\r\n')
  const columns = header.split(',')
  const known = text.slice(0, text.indexOf('\r\n')).split(',')
  const isRow = (row: string): boolean => {
    const cells = row.replaceAll(/"(?:[^"]|"")*"/g, '').split(',')
    return cells.length === columns.length && !cells.some((cell) => /^\d+[./]\d+[./]\d+$/.test(cell))
  }
  return rows.pop() === '' && columns.every((column, i) => column === known[i]) && rows.every(isRow)
}
