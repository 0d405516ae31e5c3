import { wrongUsage } from '#errors.ts'
import { utf8 } from './decoded.ts'
import { type Bytes, withWholeLetters } from './folded-letters.ts'
import { refuseOthers } from './not-text.ts'
import { oldEncoding } from './old-encoding.ts'

const marks: [bytes: number[], decoder: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

const beginsWith = (bytes: Uint8Array, start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)

async function firstOf(bytes: Bytes): Promise<Uint8Array> {
  for await (const part of bytes()) if (part.length > 0) return part
  return new Uint8Array()
}

/** Undefined where all bytes are UTF-8. */
async function firstNotUtf8(bytes: Bytes): Promise<Uint8Array | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let last: Uint8Array | undefined
  try {
    for await (const part of bytes()) {
      last = part
      decoder.decode(part, { stream: true })
    }
    decoder.decode()
    return undefined
  } catch (error) {
    if (error instanceof TypeError) return last
    throw error
  }
}

async function* decoded(bytes: Bytes, label: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(label)
  for await (const part of bytes()) yield decoder.decode(part, { stream: true })
  yield decoder.decode()
}

// Node's own decoder turns byte 0x9B of windows-1252 into a terminal's control character, and knows no CP850.
async function* decodedByTable(bytes: Bytes, label: string): AsyncGenerator<string> {
  const { default: iconv } = await import('iconv-lite')
  const decoder = iconv.getDecoder(label)
  for await (const part of bytes()) yield decoder.write(Buffer.from(part))
  yield decoder.end() ?? ''
}

/** A longer line, in bytes, is cut wherever that is. */
const longestLine = 1_000_000

/** A line that is no UTF-8 is windows-1252: another program has written it. */
async function* decodedByLine(bytes: Bytes): AsyncGenerator<string> {
  const { default: iconv } = await import('iconv-lite')
  yield* decodedLines(bytes, (line) => utf8(line) ?? iconv.decode(Buffer.from(line), 'win1252'))
}

/** A program took these letters for windows-1252, and wrote them as UTF-8 once more. */
const twice = /\u00c3[\u0080-\u00bf\u2013-\u203a\u0152-\u0192\u02c6\u02dc\u20ac\u2122]/

/** Each line that comes out as UTF-8 again is meant so. */
async function* decodedTwice(bytes: Bytes): AsyncGenerator<string> {
  const { default: iconv } = await import('iconv-lite')
  yield* decodedLines(bytes, (line) => {
    const text = new TextDecoder().decode(line)
    if (!twice.test(text)) return text
    const inner = iconv.encode(text, 'win1252')
    return (iconv.decode(inner, 'win1252') === text ? utf8(inner) : undefined) ?? text
  })
}

async function* decodedLines(bytes: Bytes, lineOf: (line: Uint8Array) => string): AsyncGenerator<string> {
  let begun = Buffer.alloc(0)
  for await (const part of bytes()) {
    const all = Buffer.concat([begun, part])
    let text = ''
    let start = 0
    for (let end = all.indexOf(lineFeed); end >= 0; end = all.indexOf(lineFeed, start)) {
      text += lineOf(all.subarray(start, end + 1))
      start = end + 1
    }
    begun = all.subarray(start)
    if (begun.length > longestLine) {
      text += lineOf(begun)
      begun = Buffer.alloc(0)
    }
    yield text
  }
  yield lineOf(begun)
}

const lineFeed = 0x0a

/** Two programs have written the text. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const letters =
    Buffer.from(sample)
      .toString('utf8')
      .match(/[\u0080-\uffff]/g) ?? []
  const odd = letters.filter((letter) => letter === '\ufffd').length
  return letters.length > 2 * odd
}

/** The half of each pair of bytes that is zero says which; undefined for any other text. */
function unmarkedUtf16(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const some = start.subarray(0, 4_096)
  const zeros = [0, 0]
  for (const [i, byte] of some.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (Math.max(even, odd) < some.length * 0.3 || Math.min(even, odd) > some.length * 0.02) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** The mark or the first two letters tell the encoding; undefined for any other text. */
function utf32(start: Uint8Array): 'utf-32le' | 'utf-32be' | undefined {
  const isZero = (...places: number[]) => start.length >= 8 && places.every((place) => start[place] === 0)
  if (isZero(2, 3, 6, 7) && (beginsWith(start, [0xff, 0xfe]) || isZero(1, 5))) return 'utf-32le'
  if (isZero(0, 1, 4, 5) && (beginsWith(start, [0, 0, 0xfe, 0xff]) || isZero(2, 6))) return 'utf-32be'
  return undefined
}

/** The text can be read more than once. */
type DecodedText = { encoding: string; text: () => AsyncIterable<string> }

/**
 * The text of a file, part by part: in the encoding that was said; else by its byte order mark; else as UTF-32 or UTF-16, where three
 * bytes of four or every second one are zero; else as UTF-8, if all of it is, or line by line, if most of it is; else by its letters.
 * @param bytes reads the file from its beginning, each time that it is called
 * @param said the name of an encoding, which `checkEncoding` has let pass
 * @throws wrong usage, for a file that is no text
 */
export async function textOf(bytes: Bytes, said?: string): Promise<DecodedText> {
  const start = await firstOf(bytes)
  await refuseOthers(start, bytes)
  if (said !== undefined) return { encoding: said, text: () => decodedByTable(bytes, said) }
  const wide = utf32(start)
  if (wide !== undefined) return { encoding: 'UTF-32', text: () => decodedByTable(bytes, wide) }
  const mark = marks.find(([each]) => beginsWith(start, each))
  const utf16 = mark ? undefined : unmarkedUtf16(start)
  const label = mark?.[1] ?? utf16
  if (label !== undefined && label !== 'utf-8') return { encoding: 'UTF-16', text: () => decoded(bytes, label) }
  const sample = await firstNotUtf8(bytes)
  if (!sample && twice.test(Buffer.from(start).toString('utf8')))
    return { encoding: 'UTF-8, encoded twice', text: () => decodedTwice(bytes) }
  if (!sample) return { encoding: 'UTF-8', text: () => decoded(bytes, 'utf-8') }
  const unfolded = withWholeLetters(bytes)
  if (!(await firstNotUtf8(unfolded))) return { encoding: 'UTF-8', text: () => decoded(unfolded, 'utf-8') }
  if (label !== undefined || isMostlyUtf8(sample))
    return { encoding: 'UTF-8, some lines windows-1252', text: () => decodedByLine(bytes) }
  const [old, name] = await oldEncoding(sample)
  return { encoding: name, text: () => decodedByTable(bytes, old) }
}

/** @throws wrong usage, for a name that no encoding has */
export async function checkEncoding(name: string): Promise<void> {
  const { default: iconv } = await import('iconv-lite')
  if (!iconv.encodingExists(name))
    throw wrongUsage(
      `"${name}" is not an encoding.`,
      'Write windows-1252, macroman, cp850, iso-8859-2, utf-16le or utf-8.',
    )
}
