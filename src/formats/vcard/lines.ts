import { remembering } from '#domain/remembered.ts'
import { decodedText, quotedPrintable } from '../encoding/decoded.ts'
import { named, services, yearly } from './meanings.ts'
import { type Params, paramsFrom } from './params.ts'

/** Semicolons part the value. */
export const structured: ReadonlySet<string> = new Set(['n', 'org', 'adr', 'x-samsungadr'])
/** Commas part the list. */
export const listed: ReadonlySet<string> = new Set(['categories', 'nickname', 'x-nickname'])

const wanted = new Set([
  ...structured,
  ...listed,
  ...[...yearly, ...named, ...services].flatMap(([, names]) => names),
  ...['version', 'fn', 'tel', 'x-ms-tel', 'email', 'uid', 'url', 'related', 'x-abrelatednames', 'note', 'kind'],
  ...[
    'label',
    'x-abdate',
    'x-ablabel',
    'x-android-custom',
    'x-abshowas',
    'x-addressbookserver-kind',
    'x-socialprofile',
    'socialprofile',
  ],
])

/** Properties that say how a card was made and not who somebody is: nobody misses them. */
const technical =
  /^(begin|end|prodid|rev|profile|source|name|class|mailer|sort-string|x-abuid|x-abadr|x-phonetic-.*|x-ms-ol-.*|x-ms-card.*|x-evolution-file-as|x-wab-.*|clientpidmap|xml|x-reduced|x-productid|x-imagehash|x-imagetype|x-sharing.*|x-kaddressbook-crypto.*|x-file-as|x-class|x-account|x-pm-.*)$/

/** Characters of a card: pictures are passed over. */
const longestRead = 1_000_000

/** `head` is all before the value as it stands there; the name is in small letters; the value is as version 3.0 writes it. */
export type Line = { head: string; group: string; name: string; params: Params; value: string }

type Head = Omit<Line, 'head' | 'value'>

function lineFrom(text: string): Line | undefined {
  const plain = text.slice(0, text.indexOf(':') + 1)
  const written = plain.includes('"') ? (/^(?:"[^"]*"|[^":])*:/.exec(text)?.[0] ?? '') : plain
  const head = written === '' ? undefined : headOf(written)
  return (
    head && {
      head: written,
      group: head.group,
      name: head.name,
      params: head.params,
      value: text.slice(written.length),
    }
  )
}

/** A file has few different heads, which come again and again. Some programs write a space before the first `;`. */
const headOf = remembering((text: string): Head | undefined => {
  const [, group = '', name = '', params = ''] =
    /^(?:([a-z\d-]+)\.)?([a-z\d-]+)(?: +(?=;))?((?:;(?:"[^"]*"|[^":;])*)*):$/i.exec(text) ?? []
  if (name === '') return undefined
  return { group: group.toLowerCase(), name: name.toLowerCase(), params: paramsFrom(params) }
}, 500)

/** `wanted` is null for a card longer than is read; `unread` has the names of properties that are not read. */
type WantedLines = { wanted: Line[] | null; unread: Set<string> }

/**
 * Lines of version 2.1 are turned into the form of 3.0.
 * @param encoding the encoding of the file: a line can say that it is in another
 */
export async function wantedLines(lines: string[], encoding: string): Promise<WantedLines> {
  const card = new CardLines(encoding)
  let depth = 0
  for (const text of unfolded(lines)) {
    if (/^BEGIN:/i.test(text)) {
      depth += 1
      if (depth > 1) card.unread.add('AGENT')
    } else if (/^END:/i.test(text)) depth -= 1
    else if (depth === 1) {
      const decoding = card.add(text)
      if (decoding) await decoding
    }
    if (card.length > longestRead) return { wanted: null, unread: card.unread }
  }
  return { wanted: card.kept, unread: card.unread }
}

class CardLines {
  readonly unread = new Set<string>()
  /** Characters that are read. */
  length = 0
  readonly kept: Line[] = []
  readonly #encoding: string
  #before: Line | undefined

  constructor(encoding: string) {
    this.#encoding = encoding
  }

  /** @returns a promise, for a line that has to be decoded; most lines need none */
  add(text: string): Promise<void> | undefined {
    const line = lineFrom(text)
    if (!line) {
      this.#goOn(text)
      return undefined
    }
    this.#before = line
    if (wanted.has(line.name)) {
      this.length += line.value.length
      if (isToDecode(line, this.#encoding)) return this.#addDecoded(line)
      this.kept.push(line)
    } else if ((line.value.trim() !== '' || isBinary(line)) && !technical.test(line.name))
      this.unread.add(line.name.toUpperCase())
    return undefined
  }

  async #addDecoded(line: Line): Promise<void> {
    line.value = await decoded(line, this.#encoding)
    this.kept.push(line)
  }

  /** Takes a line without a name: some programs break a note where it has lines, and write a picture without folds. */
  #goOn(text: string): void {
    this.length += text.length
    if (this.#before?.name === 'note') this.#before.value += `\\n${escaped('note', text)}`
    else if (text.trim() !== '' && !isBinary(this.#before)) this.unread.add('lines without a name')
  }
}

const isBinary = (line: Line | undefined): boolean => line?.params.coding === 'base64'

const isToDecode = ({ params }: Line, encoding: string): boolean =>
  params.coding !== null || (encoding === 'windows-1252' && params.charset !== '')

async function decoded({ name, params, value }: Line, encoding: string): Promise<string> {
  const { coding, charset } = params
  if (coding === 'quoted-printable') return escaped(name, await quotedPrintable(value, charset))
  return coding === 'base64'
    ? escaped(name, await decodedText(Buffer.from(value, 'base64'), charset))
    : inCharset(value, charset, encoding)
}

/** The file was read in one encoding, and the line says that it is in another. */
async function inCharset(value: string, charset: string, encoding: string): Promise<string> {
  if (encoding !== 'windows-1252' || charset === '' || /^(us-ascii|iso-8859-1|windows-1252)$/i.test(charset))
    return value
  const { default: iconv } = await import('iconv-lite')
  return value.includes('\ufffd') ? value : decodedText(iconv.encode(value, 'win1252'), charset)
}

function escaped(name: string, text: string): string {
  const lines = text.replace(/\\(?![;,])/g, '\\\\').replace(/\r\n|\n|\r/g, '\\n')
  if (name === 'categories' || name === 'nickname') return lines
  const commas = lines.replace(/(?<!\\),/g, '\\,')
  return structured.has(name) ? commas : commas.replace(/(?<!\\);/g, '\\;')
}

/** The parts of a line that goes on behind soft breaks: where each of them begins with a space, it is that of the fold. */
const softlyJoined = ([first = '', ...others]: string[]): string =>
  first + (others.every((part) => /^[ \t]/.test(part)) ? others.map((part) => part.slice(1)) : others).join('')

/** `first` is as it stands in the file. */
type Folded = { first: string; isOpen: boolean; parts: string[] }

const isQuoted = ({ first }: Folded): boolean => /^[^:]*QUOTED-PRINTABLE/i.test(first)

/** A line that begins with a space goes on with the one before, as does one after a soft line break. */
function unfolded(lines: string[]): string[] {
  // Hardly any card has such lines.
  if (!lines.some((line) => /^[ \t]|=$/.test(line))) return lines
  const whole: Folded[] = []
  for (const line of lines) {
    let last = whole.at(-1)
    if (last?.isOpen) last.parts.push(line)
    else if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.parts[last.parts.length - 1] += line.slice(1)
    else {
      last = { first: line, isOpen: false, parts: [line] }
      whole.push(last)
    }
    // Hardly any line is quoted, and few end so: only these are looked at closely.
    last.isOpen = line.endsWith('=') && isQuoted(last)
  }
  return whole.map((each) => {
    const [only = '', ...others] = each.parts
    return (others.length > 0 || only.endsWith('=')) && isQuoted(each)
      ? softlyJoined(each.parts.map((part) => part.replace(/=$/, '')))
      : only
  })
}
