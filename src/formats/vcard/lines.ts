import { cannot } from '#errors.ts'
import { bytesIn, decodedText, quotedPrintable } from '../encoding.ts'
import { linesIn } from '../lines.ts'

/** The lines of one card, and the line of the file that it begins on. */
type Block = { line: number; lines: string[] }

/** Properties whose value has parts between semicolons. */
export const structured: ReadonlySet<string> = new Set(['n', 'org', 'adr'])
/** Properties whose value is a list, with commas between. */
export const listed: ReadonlySet<string> = new Set(['categories', 'nickname', 'x-nickname'])

/** The properties of a card that are read. */
const wanted = new Set([
  ...structured,
  ...listed,
  ...['version', 'fn', 'tel', 'email', 'uid', 'url', 'impp', 'related', 'note', 'kind', 'title', 'role', 'label'],
  ...['bday', 'anniversary', 'x-anniversary', 'x-ms-anniversary', 'x-evolution-anniversary', 'x-abdate', 'x-ablabel'],
  ...['x-android-custom', 'x-abshowas', 'x-addressbookserver-kind'],
  ...['x-abrelatednames', 'x-socialprofile', 'x-spouse', 'x-ms-spouse', 'x-evolution-spouse'],
  ...['x-assistant', 'x-ms-assistant', 'x-evolution-assistant', 'x-manager', 'x-ms-manager', 'x-evolution-manager'],
  ...['x-ms-tel', 'x-ms-child', 'x-children', 'x-ms-imaddress', 'x-skype', 'x-skype-username', 'x-jabber', 'x-icq'],
  ...['x-aim', 'x-msn', 'x-yahoo', 'x-gtalk', 'x-google-talk', 'x-qq', 'x-twitter'],
])

/** Properties that say how a card was made and not who somebody is: nobody misses them. */
const technical =
  /^(begin|end|prodid|rev|profile|source|name|class|mailer|sort-string|x-abuid|x-abadr|x-phonetic-.*|x-ms-ol-.*|x-ms-card.*|x-evolution-file-as|x-wab-.*|clientpidmap|xml|x-reduced|x-productid|x-imagehash|x-imagetype|x-sharing.*)$/

const base64 = /^(encoding=)?(base64|b)$/i

/** The most characters of a card, and of the lines that are read of it: pictures are passed over. */
const longestCard = 10_000_000
const longestRead = 1_000_000

/** The cards of a file, in handfuls. @throws cannot, for a card that is longer than 10 million characters */
export async function* blocksIn(parts: AsyncIterable<string>): AsyncGenerator<Block[]> {
  const blocks = new Blocks()
  for await (const lines of linesIn(parts, longestCard)) yield lines.flatMap((line) => blocks.after(line) ?? [])
  yield blocks.begun
}

/** The line before a card within a card. */
const agent = /^(?:[a-z\d-]+\.)?AGENT[;:]/i

/** Puts lines together to cards; a card within a card, such as an assistant's, goes with the outer one. Where the end is missing, the next card is the end. */
class Blocks {
  #card: Block | undefined
  #depth = 0
  #length = 0
  #number = 0

  /** The card that has no end yet, if there is one. */
  get begun(): Block[] {
    return this.#card ? [this.#card] : []
  }

  /** @returns the card that ends with a line, if one does. @throws cannot, for one that is too long */
  after(line: string): Block | undefined {
    this.#number += 1
    if (!this.#card && line.trim() === '') return undefined
    const isBeginning = /^BEGIN:VCARD\s*$/i.test(line)
    const before = isBeginning ? this.#ended() : undefined
    const card = this.#card ?? { line: this.#number, lines: [] }
    this.#card = card
    card.lines.push(line)
    this.#length += line.length
    if (this.#length > longestCard)
      throw cannot(`Line ${card.line}: the card that begins there is longer than 10 MB.`, 'Take its picture out.')
    if (isBeginning) this.#depth += 1
    if (!/^END:VCARD\s*$/i.test(line)) return before
    this.#depth -= 1
    if (this.#depth > 0) return undefined
    return this.#taken()
  }

  /** The card so far, at the beginning of another that is not within it. */
  #ended(): Block | undefined {
    const last = this.#card?.lines.findLast((line) => line.trim() !== '') ?? ''
    return this.#depth === 1 && !agent.test(last) ? this.#taken() : undefined
  }

  #taken(): Block | undefined {
    const card = this.#card
    this.#card = undefined
    ;[this.#depth, this.#length] = [0, 0]
    return card
  }
}

/** The parts of a line that goes on behind soft breaks: where each of them begins with a space, it is that of the fold. */
const softlyJoined = ([first = '', ...others]: string[]): string =>
  first + (others.every((part) => /^[ \t]/.test(part)) ? others.map((part) => part.slice(1)) : others).join('')

/** A line with the lines that go on with it. */
type Folded = { isQuoted: boolean; isOpen: boolean; parts: string[] }

/** Unfolded lines: one that begins with a space goes on with the one before, as does one after a soft line break. */
function unfolded(lines: string[]): string[] {
  const whole: Folded[] = []
  for (const line of lines) {
    const last = whole.at(-1)
    if (last?.isOpen) last.parts.push(line)
    else if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.parts[last.parts.length - 1] += line.slice(1)
    else whole.push({ isQuoted: /^[^:]*QUOTED-PRINTABLE/i.test(line), isOpen: false, parts: [line] })
    const now = whole.at(-1)
    if (now) now.isOpen = now.isQuoted && line.endsWith('=')
  }
  return whole.map(({ isQuoted, parts }) =>
    isQuoted ? softlyJoined(parts.map((part) => part.replace(/=$/, ''))) : (parts[0] ?? ''),
  )
}

/** A line of a card that is read: its name in small letters, with the group before it, and its value as version 3.0 writes it. */
export type Line = { group: string; name: string; params: Params; value: string }

function lineFrom(text: string): Line | undefined {
  const [, group = '', name = '', params = '', value = ''] =
    /^(?:([a-z\d-]+)\.)?([a-z\d-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/is.exec(text) ?? []
  if (name === '') return undefined
  return { group: group.toLowerCase(), name: name.toLowerCase(), params: paramsIn(params), value }
}

/** The parameters of a line. */
type Params = {
  charset: string
  coding: 'quoted-printable' | 'base64' | null
  /** The types in lower case. */
  types: string[]
  /** The label that Android writes as a type; empty without one. */
  label: string
  /** Its place among others of its name: version 4.0 numbers them, the others mark one. */
  pref: number
}

/** The place of a line without a number of its own: after all that have one. */
const lastOfAll = 101

/** The most parameters that are kept: a file has few different ones, which come again and again. */
const mostKept = 500
const keptParams = new Map<string, Params>()

function paramsIn(text: string): Params {
  const known = keptParams.get(text)
  if (known) return known
  if (keptParams.size >= mostKept) keptParams.clear()
  const params = paramsFrom(text.split(';').slice(1))
  keptParams.set(text, params)
  return params
}

/**
 * The label that Android writes where a phone has a type of its own: `X-Oven`, or in quoted-printable, always of UTF-8,
 * `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=96fen)`.
 */
function labelled(params: string[]): string {
  const types = params.map((param) => param.replace(/^type=/i, ''))
  const own = types.find((type) => /^x-[^=]*$|^x-custom\(/i.test(type)) ?? ''
  const [, coded] = /^x-custom\([^)]*quoted-printable,(.*)\)$/i.exec(own) ?? []
  const label = coded === undefined ? own.slice(2) : Buffer.from(bytesIn(coded)).toString('utf8')
  return label.replace(/["\p{Cc}]/gu, '')
}

function paramsFrom(params: string[]): Params {
  const said = params.map((param) => param.split('=') as [string, string?])
  const textOf = (wanted: string) => said.find(([param]) => param.toUpperCase() === wanted)?.[1]?.replaceAll('"', '')
  const isCoded = (how: RegExp) => params.some((param) => how.test(param))
  const types = said.flatMap(([param, text]) => {
    if (text === undefined) return /^(quoted-printable|base64|8bit|7bit)$/i.test(param) ? [] : [param]
    return param.toUpperCase() === 'TYPE' ? text.replaceAll('"', '').split(',') : []
  })
  const typed = types.filter((type) => /^[a-z\d-]+$/i.test(type)).map((type) => type.toLowerCase())
  const pref = textOf('PREF') ?? ''
  return {
    charset: textOf('CHARSET') ?? '',
    coding: isCoded(/(^|=)quoted-printable$/i) ? 'quoted-printable' : isCoded(base64) ? 'base64' : null,
    types: typed,
    label: labelled(params),
    pref: /^\d{1,3}$/.test(pref) ? Number(pref) : typed.includes('pref') ? 1 : lastOfAll,
  }
}

/**
 * The lines of a card that are wanted; lines of version 2.1 are turned into the form of 3.0.
 * @param encoding the encoding of the file: a line can say that it is in another
 * @returns the lines, null where they are longer than is read, and the names of properties of the card that are not read
 */
export async function wantedLines(
  lines: string[],
  encoding: string,
): Promise<{ wanted: Line[] | null; unread: Set<string> }> {
  const card = new CardLines(encoding)
  let depth = 0
  for (const text of unfolded(lines)) {
    if (/^BEGIN:/i.test(text)) depth += 1
    else if (/^END:/i.test(text)) depth -= 1
    else if (depth === 1) {
      const decoding = card.add(text)
      if (decoding) await decoding
    }
    if (card.length > longestRead) return { wanted: null, unread: card.unread }
  }
  return { wanted: card.kept, unread: card.unread }
}

/** The lines of a card that are wanted, and the names of others. */
class CardLines {
  readonly unread = new Set<string>()
  /** The number of characters that are read. */
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

/** A value of a file that was read in one encoding, where its line says that it is in another. */
async function inCharset(value: string, charset: string, encoding: string): Promise<string> {
  if (encoding !== 'windows-1252' || charset === '' || /^(us-ascii|iso-8859-1|windows-1252)$/i.test(charset))
    return value
  const { default: iconv } = await import('iconv-lite')
  return value.includes('\ufffd') ? value : decodedText(iconv.encode(value, 'win1252'), charset)
}

/** Decoded text as a value of 3.0 has it. */
function escaped(name: string, text: string): string {
  const lines = text.replace(/\\(?![;,])/g, '\\\\').replace(/\r\n|\n|\r/g, '\\n')
  if (name === 'categories' || name === 'nickname') return lines
  const commas = lines.replace(/(?<!\\),/g, '\\,')
  return structured.has(name) ? commas : commas.replace(/(?<!\\);/g, '\\;')
}
