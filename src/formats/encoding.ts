import { wrongUsage } from '#errors.ts'

type Encoding = 'UTF-8' | 'UTF-16' | 'windows-1252'

type Bytes = () => AsyncIterable<Uint8Array>

const marks: [bytes: number[], decoder: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/** First bytes of files that are no text, and the kind of each. */
const notText: [bytes: number[], what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or another packed file'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old workbook'],
  [[...new TextEncoder().encode('SQLite format 3')], 'a database'],
]

const beginsWith = (bytes: Uint8Array, start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)

async function firstOf(bytes: Bytes): Promise<Uint8Array> {
  for await (const part of bytes()) if (part.length > 0) return part
  return new Uint8Array()
}

async function isUtf8(bytes: Bytes): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const part of bytes()) decoder.decode(part, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function* decoded(bytes: Bytes, label: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(label)
  for await (const part of bytes()) yield decoder.decode(part, { stream: true })
  yield decoder.decode()
}

// Node's own decoder turns byte 0x9B into a terminal's control character.
async function* decodedAsWindows(bytes: Bytes): AsyncGenerator<string> {
  const { default: iconv } = await import('iconv-lite')
  for await (const part of bytes()) yield iconv.decode(Buffer.from(part), 'win1252')
}

/**
 * The text of a file, part by part: by its byte order mark; else as UTF-8, if all of it is; else as windows-1252.
 * @param bytes reads the file from its beginning, each time that it is called
 * @throws wrong usage for a file that is no text
 */
export async function textOf(bytes: Bytes): Promise<{ encoding: Encoding; text: () => AsyncIterable<string> }> {
  const start = await firstOf(bytes)
  const binary = notText.find(([mark]) => beginsWith(start, mark))
  if (binary) {
    throw wrongUsage(`It is ${binary[1]}, not text.`, 'Open it in its program, and save or export it as CSV.')
  }
  const mark = marks.find(([each]) => beginsWith(start, each))
  if (mark) {
    return { encoding: mark[1] === 'utf-8' ? 'UTF-8' : 'UTF-16', text: () => decoded(bytes, mark[1]) }
  }
  if (await isUtf8(bytes)) return { encoding: 'UTF-8', text: () => decoded(bytes, 'utf-8') }
  return { encoding: 'windows-1252', text: () => decodedAsWindows(bytes) }
}

/** Bytes as text: in a character set that is known, else as UTF-8 if they are, else as windows-1252. */
export async function decodedText(bytes: Buffer, charset: string): Promise<string> {
  const { default: iconv } = await import('iconv-lite')
  if (charset !== '' && iconv.encodingExists(charset)) return iconv.decode(bytes, charset)
  const isUnicode = await isUtf8(async function* () {
    yield bytes
  })
  return iconv.decode(bytes, isUnicode ? 'utf-8' : 'win1252')
}

/** Text in quoted-printable, in a character set as `decodedText` takes it. */
export async function quotedPrintable(text: string, charset: string): Promise<string> {
  const bytes: number[] = []
  const coded = text.replace(/[ \t]+$/, '')
  for (let i = 0; i < coded.length; i += 1) {
    const code = /^=([0-9a-f]{2})/i.exec(coded.slice(i, i + 3))?.[1]
    if (code !== undefined) {
      bytes.push(Number.parseInt(code, 16))
      i += 2
    } else bytes.push(...new TextEncoder().encode(coded[i]))
  }
  return decodedText(Buffer.from(bytes), charset)
}
