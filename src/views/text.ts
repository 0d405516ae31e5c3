import measure from 'fast-string-truncated-width'
import { withoutAccents } from '#domain/accents.ts'
import type { Kind } from '#domain/customers/customer.ts'
import type { Paper } from './view.ts'

// Control characters, and characters that turn the direction of the text after them; the end of a line has a sign of its own.
const unseen = () => /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu
// Latin letters, the signs between them, a minus, a euro and bars: one column each, and every one of them visible. Others are
// measured by patterns that take V8 milliseconds to make.
const latin = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac\u2212\u2580-\u259f]*$/

const signOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (character === '\n') return '⏎'
  if (character === '\t') return ' '
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `\\u${code.toString(16).padStart(4, '0')}`
}

/**
 * Every cell, prompt and error passes through here (docs/reliability.md, "Input and output"): characters that could move the cursor
 * or turn the text become visible.
 */
export const visible = (text: string): string =>
  latin.test(text) ? text : text.replaceAll('\r\n', '\n').replace(unseen(), signOf)

/** A wide character takes two columns. */
export const widthOf = (text: string): number => (latin.test(text) ? text.length : measure(text).width)

/** UTF-16 units that are split into signs at once: each sign comes with a copy of the whole piece. */
const stretch = 1_000
/** Half of a surrogate pair would be a sign of its own. */
const halfAtEnd = /[\ud800-\udbff]$/

/** Signs are those that a reader sees, each of one or more code points; only one longer than a stretch is cut. */
function* signsOf(text: string): Generator<string> {
  const segmenter = new Intl.Segmenter('en')
  let start = 0
  while (start < text.length) {
    const isLast = start + stretch >= text.length
    const part = isLast ? text.slice(start) : text.slice(start, start + stretch).replace(halfAtEnd, '')
    for (const { segment, index } of segmenter.segment(part)) {
      // The last sign of a piece may go on in the next piece.
      if (!isLast && index > 0 && index + segment.length === part.length) break
      yield segment
      start += segment.length
    }
  }
}

/** `…` stands where the text was cut; a character of several code points is never cut in two. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  if (width < 1) return ''
  if (latin.test(text)) return `${text.slice(0, width - 1).trimEnd()}…`
  let [kept, left] = ['', width - 1]
  for (const sign of signsOf(text)) {
    left -= widthOf(sign)
    if (left < 0) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}

/** A note may be pages long. */
export const excerpt = (text: string): string => cut(visible(text), 120)

/**
 * The words around the text that was found, whatever its case and accents, in about `most` columns; `…` stands for the words
 * left out.
 */
export function partWith(text: string, found: string, most: number): string {
  if (widthOf(text) <= most) return text
  const words = text.split(' ')
  const compared = withoutAccents(text)
  const at = Math.max(0, compared.indexOf(withoutAccents(found)))
  const first = Math.min(words.length, compared.slice(0, at).split(' ').length) - 1
  const widthFrom = (start: number, end: number) => widthOf(words.slice(start, end).join(' '))
  let start = first
  let end = first + found.split(' ').length
  while (start > 0 && widthFrom(start - 1, first) <= most / 3) start -= 1
  while (end < words.length && widthFrom(start, end + 1) <= most) end += 1
  return joined(' ', [start > 0 ? '…' : '', ...words.slice(start, end), end < words.length ? '…' : ''])
}

/**
 * A word that is wider than the columns has a line to itself.
 * @param between the text between two words, which does not stand at the end of a line
 */
export function wrapped(text: string, width: number, between = ' '): string[] {
  const lines: string[] = []
  for (const word of text.split(between)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)}${between}${word}`
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Each piece is as long as it can be: a long word has no spaces to wrap at. */
export function broken(line: string, width: number): string[] {
  if (widthOf(line) <= width || width < 1) return [line]
  const pieces: string[] = []
  let [piece, left] = ['', width]
  for (const sign of signsOf(line)) {
    const wide = widthOf(sign)
    if (wide > left && piece !== '') {
      pieces.push(piece)
      piece = ''
      left = width
    }
    piece += sign
    left -= wide
  }
  return [...pieces, piece]
}

/** A word that is wider than the room is broken in a terminal, and not in a pipe. */
export type Room = Pick<Paper, 'width' | 'tableWidth'>

/** `left` columns are taken at the left. */
const fitted = (text: string, { width, tableWidth }: Room, left: number, between?: string): string[] => {
  const space = Math.min(Math.max(20, width - left), Math.max(1, tableWidth - left))
  return wrapped(text, space, between).flatMap((line) =>
    wrapped(line, space).flatMap((each) => broken(each, tableWidth - left)),
  )
}

/** Every word and every line of the author stays. */
export const prose = (text: string, room: Room): string[] =>
  text.split(/\r\n|\n/).flatMap((line) => fitted(visible(line), room, 0))

/** Further lines are two columns further in than the line's own indent. */
export function hanging(line: string, room: Room): string[] {
  const lead = /^ */.exec(line)?.[0] ?? ''
  return fitted(line.slice(lead.length), room, lead.length + 2).map((each, i) => `${lead}${i === 0 ? '' : '  '}${each}`)
}

/** People copy a command as a whole, up to the sentence's end or to a gap. */
const commandIn = /\bcl [a-z](?:(?! {2}).)*?(?=\.? *$| {2}|\. )/g
const glue = '\u00a0'

/** Lines are broken between phrases where that is possible, and not within a command. In a pipe, the answer is one line. */
export function answered(line: string, { tableWidth }: Room): string[] {
  if (widthOf(line) <= tableWidth) return [line]
  const lead = /^ */.exec(line)?.[0] ?? ''
  const left = lead.length + 2
  const whole = (command: string) => (widthOf(command) <= tableWidth - left ? command.replaceAll(' ', glue) : command)
  const text = line.slice(lead.length)
  const glued = text.includes(glue) ? text : text.replace(commandIn, whole)
  return fitted(glued, { width: tableWidth, tableWidth }, left, ' · ').map(
    (each, i) => `${lead}${i === 0 ? '' : '  '}${each.trim().replaceAll(glue, ' ')}`,
  )
}

/** Missing and empty texts are left out. */
export const joined = (between: string, texts: (string | number | false | null | undefined)[]): string =>
  texts.filter(Boolean).join(between)

/** Missing and empty lines are left out. */
export const visibleLines = (...lines: Parameters<typeof joined>[1]): string =>
  lines.flatMap((line) => (line ? visible(String(line)) : [])).join('\n')

/** An empty line stands between two parts. A part without lines is left out. */
export const paragraphs = (parts: string[][]): string =>
  parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')

/** `·` stands between the phrases of the words. */
export type TitledWords = [title: string, words: string]

/**
 * A phrase that is wider than a line goes on in the next.
 * @param columns the width of the title
 */
export const titled = (title: string, phrases: string, columns: number, room: Room): string[] =>
  fitted(phrases, room, columns, ' · ').map((line, i) => (i === 0 ? title : '').padEnd(columns) + line)

/** A title without words is left out. */
export const detailLines = (details: TitledWords[], columns: number, room: Room): string[] =>
  details.filter(([, words]) => words !== '').flatMap(([title, words]) => titled(title, visible(words), columns, room))

/** `Teammate` where everybody listed is one. */
export const titleOfNames = (listed: { kind: Kind }[]): string =>
  listed.every(({ kind }) => kind === 'teammate') ? 'Teammate' : 'Customer'

/** `Kim (#8, teammate)` */
export const titleOf = ({ id, name, kind }: { id: number; name: string; kind: Kind }): string =>
  `${name} (#${id}${kind === 'teammate' ? ', teammate' : ''})`

export const titleLines = (of: Parameters<typeof titleOf>[0], paper: Paper): string[] =>
  hanging(visible(titleOf(of)), paper).map((line) => paper.colour.bold(line))

/** A teammate is marked where there are customers, too. */
export function namesAmong<T extends { name: string; kind: Kind }>(listed: T[]): (one: T) => string {
  const isMixed = listed.some(({ kind }) => kind === 'customer')
  return ({ name, kind }) => (isMixed && kind === 'teammate' ? `${name} (teammate)` : name)
}

const plural = (word: string): string => (/(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`)

/** `1 day`, `2 touches`; `many` where the word has a plural of its own. */
export const counted = (n: number, one: string, many = plural(one)): string => `${n} ${n === 1 ? one : many}`

/** `the same day`, `2 days`: a time between two days. */
export const daysApart = (days: number): string => (days === 0 ? 'the same day' : counted(days, 'day'))

/** `+2`, `−1`, `0`. */
export const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0')

/** `up 2`, `down 1`; the change is not 0. */
export const upOrDown = (change: number): string => (change > 0 ? `up ${change}` : `down ${-change}`)

/** `…` stands for the others. */
export const firstOf = (texts: string[], most: number, between = ', '): string =>
  [...texts.slice(0, most), ...(texts.length > most ? ['…'] : [])].join(between)

/** `12 touches, 1 loop` */
export const countedKinds = (counts: { what: string; count: number }[]): string =>
  counts.map(({ what, count }) => counted(count, what)).join(', ')
