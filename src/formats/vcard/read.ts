import { checkText, withoutAccents } from '#domain/name.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { quotedPrintable } from '../encoding.ts'
import { linesIn } from '../lines.ts'

/** The lines of one card, and the line of the file that it begins on. */
type Block = { line: number; lines: string[] }

/** A property as the library gives it: name, parameters, type, values. */
type Property = [name: string, params: Record<string, string | string[]>, type: string, ...values: unknown[]]

const anniversaries = ['anniversary', 'x-anniversary', 'x-ms-anniversary', 'x-evolution-anniversary']
/** Properties that are days. */
const dated = new Set(['bday', ...anniversaries, 'x-abdate'])

/** What is read of a card. The rest, pictures above all, is passed over before anything is made of it. */
const wanted = new Set([
  ...dated,
  'version',
  'fn',
  'n',
  'nickname',
  'org',
  'email',
  'tel',
  'adr',
  'note',
  'categories',
  'x-ablabel',
  'x-abshowas',
  'x-addressbookserver-kind',
  'uid',
  'kind',
])
/** Properties whose value has parts between semicolons. */
const structured = new Set(['n', 'org', 'adr'])
/** Properties that are read as they are written, whatever the library would make of them. */
const plain = new Set(['tel', 'email', 'uid', 'x-ablabel'])

/** A card as it is written, and the line of the file that it begins on. */
type WrittenCard = {
  line: number
  text: string
  /** @throws wrong usage, for a card that cannot be read */
  read: () => Card
}

/** How many characters a card may have, and what is read of it: pictures are passed over. */
const longestCard = 10_000_000
const longestRead = 1_000_000

/**
 * The cards of an address book: vCard 2.1, 3.0 and 4.0, any number of them in a file.
 * @throws cannot, for a card that is longer than any can be
 */
export async function* cardsIn(parts: AsyncIterable<string>): AsyncGenerator<WrittenCard> {
  const { default: ical } = await import('ical.js')
  for await (const blocks of blocksIn(parts)) {
    for (const { line, lines } of blocks) {
      const isWhole = /^END:VCARD\s*$/i.test(lines.at(-1) ?? '')
      const card = isWhole ? await normalised(lines) : ''
      const read = () => {
        if (!isWhole) throw wrongUsage('The card that begins here has no end.')
        if (card === null) throw wrongUsage('The card holds more than 1 MB besides its pictures.')
        return new Card(propertiesOf(ical, card))
      }
      // The text of a card is asked for where it is bad alone.
      yield {
        line,
        get text() {
          return lines.join('\n')
        },
        read,
      }
    }
  }
}

/** The cards of a file, in handfuls. */
async function* blocksIn(parts: AsyncIterable<string>): AsyncGenerator<Block[]> {
  const blocks = new Blocks()
  for await (const lines of linesIn(parts, longestCard)) yield lines.flatMap((line) => blocks.after(line) ?? [])
  yield blocks.begun
}

/** Puts lines together to cards; a card within a card, such as an assistant's, goes with the outer one. */
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
    const card = this.#card ?? { line: this.#number, lines: [] }
    this.#card = card
    card.lines.push(line)
    this.#length += line.length
    if (this.#length > longestCard)
      throw cannot(`Line ${card.line}: the card that begins there is longer than 10 MB.`, 'Take its picture out.')
    if (/^BEGIN:VCARD\s*$/i.test(line)) this.#depth += 1
    if (!/^END:VCARD\s*$/i.test(line)) return undefined
    this.#depth -= 1
    if (this.#depth > 0) return undefined
    this.#card = undefined
    ;[this.#depth, this.#length] = [0, 0]
    return card
  }
}

/** Unfolded lines: one that begins with a space goes on with the one before, as does one after a soft line break. */
function unfolded(lines: string[]): string[] {
  const whole: string[][] = []
  let isSoft = false
  for (const line of lines) {
    const last = whole.at(-1)
    if (isSoft && last) {
      last[last.length - 1] = (last.at(-1) ?? '').replace(/=$/, '')
      last.push(line)
    } else if (/^[ \t]/.test(line) && last) last.push(line.slice(1))
    else whole.push([line])
    isSoft = line.endsWith('=') && /^[^:]*QUOTED-PRINTABLE/i.test(whole.at(-1)?.[0] ?? '')
  }
  return whole.map((parts) => parts.join(''))
}

type Line = { group: string; name: string; params: string[]; value: string }

function lineFrom(text: string): Line | undefined {
  const [, group = '', name = '', params = '', value = ''] =
    /^([a-z\d-]+\.)?([a-z\d-]+)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/is.exec(text) ?? []
  return name === '' ? undefined : { group, name: name.toLowerCase(), params: params.split(';').slice(1), value }
}

/**
 * The lines of a card that are wanted, each as the library reads them: those of 2.1 as 3.0 would have them.
 * @returns null, where they are more than is read
 */
async function normalised(lines: string[]): Promise<string | null> {
  const kept: string[] = []
  let depth = 0
  let length = 0
  for (const text of unfolded(lines)) {
    if (/^BEGIN:/i.test(text)) depth += 1
    else if (/^END:/i.test(text)) depth -= 1
    const line = depth === 1 ? lineFrom(text) : undefined
    if (!line || !wanted.has(line.name)) continue
    length += line.value.length
    if (length > longestRead) return null
    const decoded = isQuoted(line) ? await decodedValue(line) : line.value
    kept.push(normalLine(line, decoded))
  }
  const versions = kept.filter((line) => line.startsWith('VERSION'))
  const version = versions[0]?.trim() === 'VERSION:4.0' ? '4.0' : '3.0'
  return ['BEGIN:VCARD', `VERSION:${version}`, ...kept.filter((line) => !versions.includes(line)), 'END:VCARD'].join(
    '\r\n',
  )
}

const isQuoted = ({ params }: Line): boolean => params.some((param) => /(^|=)quoted-printable$/i.test(param))

const paramsOf = ({ params }: Line) => params.map((param) => param.split('=') as [string, string?])
const paramNamed = (said: [string, string?][], wanted: string): string =>
  said.find(([param]) => param.toUpperCase() === wanted)?.[1] ?? ''

const decodedValue = async (line: Line): Promise<string> =>
  escaped(line.name, await quotedPrintable(line.value, paramNamed(paramsOf(line), 'CHARSET') || 'utf-8'))

/** @param decoded its value, as a value of 3.0 has it */
function normalLine(line: Line, decoded: string): string {
  const { group, name } = line
  const said = paramsOf(line)
  const types = said.flatMap(([param, text]) => {
    if (text === undefined) return /^(quoted-printable|base64|8bit|7bit)$/i.test(param) ? [] : [param]
    return param.toUpperCase() === 'TYPE' ? text.replaceAll('"', '').split(',') : []
  })
  const pref = paramNamed(said, 'PREF') === '' ? [] : ['pref']
  const typed = [...types, ...pref].filter((type) => /^[a-z\d-]+$/i.test(type)).map((type) => `;TYPE=${type}`)
  const as = dated.has(name) || plain.has(name) ? ';VALUE=text' : ''
  return `${group}${name.toUpperCase()}${as}${typed.join('')}:${withKnownEscapes(name, decoded)}`
}

/** Decoded text as a value of 3.0 has it. */
function escaped(name: string, text: string): string {
  const lines = text.replace(/\\(?![;,])/g, '\\\\').replace(/\r\n|\n|\r/g, '\\n')
  if (name === 'categories' || name === 'nickname') return lines
  const commas = lines.replace(/(?<!\\),/g, '\\,')
  return structured.has(name) ? commas : commas.replace(/(?<!\\);/g, '\\;')
}

/**
 * A value with no more escapes than the library undoes, which some programs write; and with one for each comma of a note,
 * which the library would divide there.
 */
const withKnownEscapes = (name: string, value: string): string =>
  !/[\\,]/.test(value)
    ? value
    : value.replace(/\\(.)|,/g, (found, character?: string) => {
        if (character === undefined) return name === 'note' ? '\\,' : found
        return /[":]/.test(character) || (character === ';' && !structured.has(name)) ? character : found
      })

type Library = { parse(text: string): unknown }

/** @throws wrong usage, for a card that cannot be read */
function propertiesOf(ical: Library, card: string): Property[] {
  try {
    const [, properties] = ical.parse(card) as [string, Property[]]
    return properties
  } catch (error) {
    throw wrongUsage(`The card cannot be read: ${(error as Error).message.slice(0, 200)}`)
  }
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : [checkText('card', String(value ?? ''))]

const typesOf = ([, { type }]: Property): string[] => [type ?? []].flat().map((each) => each.toLowerCase())

/** The properties of a card, by name. */
export class Card {
  readonly #byName = new Map<string, Property[]>()

  constructor(properties: Property[]) {
    for (const property of properties) {
      const others = this.#byName.get(property[0])
      if (others) others.push(property)
      else this.#byName.set(property[0], [property])
    }
  }

  /** Every text of a property. */
  texts(name: string): string[] {
    return this.#all(name).flatMap(([, , , ...values]) => values.flatMap(textsOf))
  }

  /** The first text of a property that is not empty; empty when there is none. */
  one(name: string): string {
    return this.texts(name).find((text) => text.trim() !== '') ?? ''
  }

  /** The values of a property, the preferred and the mobile ones first. */
  preferred(name: string): { text: string; types: string[] }[] {
    const rank = (types: string[]) => (types.includes('pref') ? 0 : types.includes('cell') ? 1 : 2)
    return this.#all(name)
      .map((property) => ({ text: textsOf(property[3]).join(''), types: typesOf(property) }))
      .toSorted((a, b) => rank(a.types) - rank(b.types))
  }

  /** The parts of the name: family, given, and middle names. */
  nameParts(): string[] {
    return this.#all('n').flatMap(([, , , value]) => [value].flat().map((part) => textsOf(part).join(' ')))
  }

  /** The countries of the addresses, as they are written. */
  countries(): string[] {
    return this.#all('adr').map(([, , , value]) => textsOf([value].flat().at(-1)).join(''))
  }

  /** Every day of the card as it is written, with its label. */
  dates(): { label: string; text: string }[] {
    const named = (label: string, names: string[]) =>
      names.flatMap((name) => this.texts(name).map((text) => ({ label, text })))
    const labelled = this.#all('x-abdate').map((property) => ({
      label: plainLabel(this.#labelOf(property)) || 'date',
      text: textsOf(property[3]).join(''),
    }))
    return [...named('birthday', ['bday']), ...named('anniversary', anniversaries), ...labelled]
  }

  /** The label that Apple gives to a property of the same group. */
  #labelOf([, { group }]: Property): string {
    const label = this.#all('x-ablabel').find(([, params]) => group !== undefined && params['group'] === group)
    return label ? textsOf(label[3]).join('') : ''
  }

  #all(name: string): Property[] {
    return this.#byName.get(name) ?? []
  }
}

/** `_$!<Anniversary>!$_` and `Anniversary` are the same label. */
const plainLabel = (label: string): string =>
  withoutAccents(label.replace(/^_\$!<(.*)>!\$_$/, '$1'))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 40)
