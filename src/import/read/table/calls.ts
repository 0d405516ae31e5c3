import { keptKey } from '#book/kept-key.ts'
import { wrongUsage } from '#errors.ts'
import { writtenDay } from '#formats/days/day-parts.ts'
import { type ImportedTouch, plainTouch } from '../../records.ts'
import { timeIn } from './appointments.ts'
import { isFilled, looksLike, mostly, surelyHolds } from './cells.ts'
import { minutesIn } from './lengths.ts'
import type { FieldSource } from './mapping.ts'
import type { Cell, RowFields } from './row-fields.ts'
import { fieldTitled, isOurs } from './titles.ts'

/** The words of telephones begin so for a call that one made, took or did not take, in thirteen languages. */
const words: [side: 'us' | 'them' | 'nobody', pattern: RegExp][] = [
  [
    'us',
    /^(?:outgoing|outbound|dial|made|placed|ausgehend|abgehend|gewählt|sortant|émis|salient|realizad|in uscita|effettuat|uitgaand|efetuad|wychodząc|utgående|udgående|lähtevä|odchozí)/iu,
  ],
  [
    'them',
    /^(?:incoming|inbound|received|eingehend|ankommend|angenommen|entrant|reçu|recibid|in arrivo|ricevut|inkomend|binnenkomend|recebid|przychodząc|inkommande|indgående|innkommende|saapuva|příchozí)/iu,
  ],
  [
    'nobody',
    /^(?:missed|rejected|declined|blocked|no answer|unanswered|not answered|cancell?ed|busy|failed|voice ?mail|verpasst|entgangen|abgelehnt|blockiert|manqué|rejeté|refusé|bloqué|perdid|rechazad|pers[ao]|rifiutat|gemist|geweigerd|nieodebran|odrzucon|missat|ubesvaret|tapt|avvist|vastaamat|hylätty|zmeškan|odmítnut)/iu,
  ],
]

const inWords = (cell: string) => words.find(([, pattern]) => pattern.test(cell.normalize().trim()))?.[0]

/** Android has numbers for the kinds of calls: the further ones were missed, rejected, blocked or taken elsewhere. */
const sideOf = (cell: string) =>
  /^[1-7]$/.test(cell) ? (cell === '1' ? 'them' : cell === '2' ? 'us' : 'nobody') : inWords(cell)

/**
 * The calls of a telephone have a side that began each, a day, a length, and the numbers and names of whoever was called.
 * Undefined for any other table.
 */
export function callFields(header: string[], cells: string[][]): Map<string, FieldSource> | undefined {
  const isOfSides = (column: string[], i: number) =>
    mostly(
      column,
      /^(?:call ?)?type$/i.test(header[i] ?? '')
        ? (cell) => sideOf(cell) !== undefined
        : (cell) => inWords(cell) !== undefined,
    ) && column.some((cell) => /us|them/.test(sideOf(cell) ?? ''))
  const sides = cells.findIndex(isOfSides)
  const columns = (is: (title: string, column: string[]) => boolean) =>
    header.flatMap((title, i) => (i !== sides && !isOurs(title, header) && is(title, cells[i] ?? []) ? [i] : []))
  const titled = (field: string) => columns((title) => fieldTitled(title, 'touches') === field)
  // A backup has the time in milliseconds as its `date`.
  const days = columns((_, column) => looksLike(column) === 'days')
  const on = titled('on').find((column) => days.includes(column)) ?? days[0]
  const names = [...titled('customer'), ...columns((_, column) => looksLike(column) === 'names')]
  // Among numbers stand `Private`, and short ones of services.
  const numbers = columns((_, column) => column.some((cell) => surelyHolds([cell]) === 'phone'))
  const minutes = titled('minutes')
  const times = columns((_, column) => mostly(column, (cell) => timeIn(cell) === cell)).filter(
    (i) => i !== on && !minutes.includes(i),
  )
  // An order may be placed or received as well, and have a length.
  if (sides < 0 || on === undefined || minutes.length === 0 || numbers.length === 0) return undefined
  const of = (some: number[]) => ({ columns: some })
  return new Map<string, FieldSource>([
    ['call', of([sides])],
    ['channel', { value: 'call' }],
    ['on', of([on])],
    ['at', of([on, ...times])],
    ['minutes', of(minutes)],
    ['customer', of([...new Set([...names, ...numbers])])],
  ])
}

export function addCalls(fields: Map<string, FieldSource>, header: string[], cells: string[][]): void {
  for (const [field, source] of callFields(header, cells) ?? []) fields.set(field, source)
}

/** Telephones have such words for somebody of whom they know no name. */
const unnamed = /^\(?(?:unknown|unbekannt|private|withheld|anonym(?:ous)?|inconnu|desconocido)\)?$/i

/**
 * Minutes: a number alone is one of seconds, unless its title says so, and `4:12` has minutes and seconds. Null where the length
 * is not known.
 */
const lengthOf = ({ text, column }: Cell, fields: RowFields): number | null =>
  minutesIn(/^\d{1,2}:\d{2}$/.test(text) ? text.padStart(8, '00:00:') : text, fields.unitIn(column) ?? 'seconds')

/** A text is the reason why the call is no touch. @throws wrong usage, for a day that is none */
export function callFromRow(fields: RowFields, line: number): ImportedTouch | string {
  const side = sideOf(fields.one('call'))
  const [length] = fields.cells('minutes')
  if (side === 'nobody' || (length && !/[1-9]/.test(length.text))) return 'calls that nobody took'
  const on = fields.day('on', (text, reading) => writtenDay('day', text, reading))
  if (on === null) throw wrongUsage('The day is empty.')
  const callers = fields.all('customer').filter((each) => isFilled(each) && !unnamed.test(each))
  const [at = null] = fields.all('at').flatMap((text) => timeIn(text) ?? [])
  const minutes = length ? lengthOf(length, fields) : null
  return {
    ...plainTouch(line, { callers, at }, on),
    key: keptKey(['call', on, at ?? length?.text ?? '', callers.at(-1) ?? ''].join(' ')),
    channel: fields.one('channel'),
    purpose: fields.optional('purpose', (text) => text),
    begunBy: side ?? null,
    minutes: minutes === null ? null : Math.max(1, minutes),
  }
}
