import { checkText, withoutAccents } from '#domain/name.ts'
import { wrongUsage } from '#errors.ts'
import { quotedPrintable } from '../encoding.ts'

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

/** The cards of an address book: vCard 2.1, 3.0 and 4.0, any number of them in a file. */
export async function* cardsIn(text: string): AsyncGenerator<WrittenCard> {
  const { default: ical } = await import('ical.js')
  for (const { line, lines } of blocksIn(text)) {
    const isWhole = /^END:VCARD\s*$/i.test(lines.at(-1) ?? '')
    const card = isWhole ? await normalised(lines) : ''
    const read = () => {
      if (!isWhole) throw wrongUsage('The card that begins here has no end.')
      return new Card(propertiesOf(ical, card))
    }
    yield { line, text: lines.join('\n'), read }
  }
}

/** The cards of a file; a card within a card, such as an assistant's, goes with the outer one. */
function* blocksIn(text: string): Generator<Block> {
  let card: Block | undefined
  let depth = 0
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (!card && line.trim() === '') continue
    card ??= { line: i + 1, lines: [] }
    card.lines.push(line)
    if (/^BEGIN:VCARD\s*$/i.test(line)) depth += 1
    if (!/^END:VCARD\s*$/i.test(line)) continue
    depth -= 1
    if (depth > 0) continue
    yield card
    card = undefined
    depth = 0
  }
  if (card) yield card
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

/** The lines of a card that are wanted, each as the library reads them: those of 2.1 as 3.0 would have them. */
async function normalised(lines: string[]): Promise<string> {
  const kept: string[] = []
  let depth = 0
  for (const text of unfolded(lines)) {
    if (/^BEGIN:/i.test(text)) depth += 1
    else if (/^END:/i.test(text)) depth -= 1
    const line = depth === 1 ? lineFrom(text) : undefined
    if (line && wanted.has(line.name)) kept.push(await normalLine(line))
  }
  const versions = kept.filter((line) => line.startsWith('VERSION'))
  const version = versions[0]?.trim() === 'VERSION:4.0' ? '4.0' : '3.0'
  return ['BEGIN:VCARD', `VERSION:${version}`, ...kept.filter((line) => !versions.includes(line)), 'END:VCARD'].join(
    '\r\n',
  )
}

async function normalLine({ group, name, params, value }: Line): Promise<string> {
  const said = params.map((param) => param.split('=') as [string, string?])
  const textOf = (wanted: string) => said.find(([param]) => param.toUpperCase() === wanted)?.[1] ?? ''
  const isQuoted = params.some((param) => /(^|=)quoted-printable$/i.test(param))
  const decoded = isQuoted ? escaped(name, await quotedPrintable(value, textOf('CHARSET') || 'utf-8')) : value
  const types = said.flatMap(([param, text]) => {
    if (text === undefined) return /^(quoted-printable|base64|8bit|7bit)$/i.test(param) ? [] : [param]
    return param.toUpperCase() === 'TYPE' ? text.replaceAll('"', '').split(',') : []
  })
  const pref = textOf('PREF') === '' ? [] : ['pref']
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
  value.replace(/\\(.)|,/g, (found, character?: string) => {
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
  readonly #properties: Property[]

  constructor(properties: Property[]) {
    this.#properties = properties
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
    return this.#properties.filter(([each]) => each === name)
  }
}

/** `_$!<Anniversary>!$_` and `Anniversary` are the same label. */
const plainLabel = (label: string): string =>
  withoutAccents(label.replace(/^_\$!<(.*)>!\$_$/, '$1'))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 40)
