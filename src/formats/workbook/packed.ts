import { cannot } from '#errors.ts'

const endOfDirectory = 0x06054b50
const entryOfDirectory = 0x02014b50
const longestComment = 65_535
const endLength = 22
const entryLength = 46
const notIn32Bits = 0xffffffff

const mostUnpacked = 500_000_000

const damaged = () =>
  cannot('It is no whole workbook.', 'Open it in its program, and save it again; or save it as CSV.')

function directoryOf(view: DataView): { entries: number; start: number } {
  for (let at = view.byteLength - endLength; at >= Math.max(0, view.byteLength - endLength - longestComment); at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory)
      return { entries: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) }
  }
  throw damaged()
}

/**
 * Refuses a packed file of a few bytes that gigabytes would be unpacked from, by the sizes that its directory names. The library
 * unpacks no part further than to its size there, as long as there is one.
 * @throws cannot, for more than 500 MB, and for a directory that cannot be read
 */
export function refuseBomb(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < endLength) throw damaged()
  const { entries, start } = directoryOf(view)
  let unpacked = 0
  let at = start
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + entryLength > view.byteLength || view.getUint32(at, true) !== entryOfDirectory) throw damaged()
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const isSizeLater = (view.getUint16(at + 8, true) & 8) !== 0 && packed === 0
    if (isSizeLater || (size === 0 && packed > 2)) throw damaged()
    unpacked += size
    if (size === notIn32Bits || packed === notIn32Bits || unpacked > mostUnpacked)
      throw cannot(
        `More than ${mostUnpacked / 1e6} MB would be unpacked from it.`,
        'Divide it, or save the sheet that you need as CSV.',
      )
    at += entryLength + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}
