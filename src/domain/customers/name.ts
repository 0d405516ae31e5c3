import { wrongUsage } from '#errors.ts'
import { isPlain, withoutAccents } from '../accents.ts'

const longestName = 200
/** Letters. */
export const longestNote = 65_536
const takeItOut = 'Take it out.'
const chooseAnother = 'Choose another.'

/** Null stands for the note itself. */
export function noteKey(note: string | null): string | null {
  const key = note === null ? null : withoutAccents(note)
  return key === note ? null : key
}

/** Names are compared without case, accents, spaces and characters that cannot be seen. */
export const foldName = (name: string): string =>
  isPlain(name)
    ? name.toLowerCase().replace(/\s+/g, '')
    : withoutAccents(name).replace(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu, '')

/** Neither case nor accents stay. */
export const wordsIn = (text: string): string[] => withoutAccents(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

/** `Acme Bakery` gives `acmebakery`, `bakery`. */
export function wordKeys(name: string): string[] {
  const plain = withoutAccents(name)
  const starts = [...plain.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((word) => foldName(plain.slice(word.index)))
  return [...new Set([foldName(name), ...starts])]
}

export const foldEmail = (email: string): string => email.trim().toLowerCase()

/** Text without the signs that turn its direction, and signs that cannot be seen: many come along with a text that is pasted. */
export const withoutUnseen = (text: string): string =>
  isPlain(text) ? text : text.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')

const codeOf = (character: string) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`

/**
 * @param field the name of the text in an error
 * @throws wrong usage, for a NUL character or half of a surrogate pair, which no file could give back
 */
export function checkText(field: string, text: string): string {
  if (text.includes('\0')) throw wrongUsage(`The ${field} holds a NUL character.`, takeItOut)
  if (!text.isWellFormed()) throw wrongUsage(`The ${field} holds half of a character (a lone surrogate).`, takeItOut)
  return text
}

/** @returns one trimmed line @throws wrong usage, for an empty one, more than 200 characters, and control characters */
export function checkLine(field: string, text: string): string {
  if (text.length <= longestName && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return text
  const line = checkText(field, text).trim()
  const control = /\p{Cc}/u.exec(line)
  if (line === '') throw wrongUsage(`The ${field} is empty.`, 'Write something between the quotes.')
  if (control) throw wrongUsage(`The ${field} holds a control character (${codeOf(control[0])}).`, takeItOut)
  const length = line.length <= longestName ? line.length : [...line].length
  if (length > longestName) {
    throw wrongUsage(`The ${field} has ${length} characters; there is room for ${longestName}.`, 'Write a shorter one.')
  }
  return line
}

/** A name has to be typed again later. @throws wrong usage, for `#12`, and for a dash at the beginning */
export function checkName(field: string, text: string): string {
  const name = checkLine(field, text).replace(/\s+/gu, ' ')
  if (/^#\d+$/.test(name)) {
    throw wrongUsage(`The ${field} cannot be "${name}": that means the customer with that number.`, chooseAnother)
  }
  if (name.startsWith('-'))
    throw wrongUsage(`The ${field} cannot begin with a dash: it would be read as an option.`, chooseAnother)
  if (foldName(name) === '') throw wrongUsage(`The ${field} holds nothing that can be seen.`, chooseAnother)
  return name
}

/** Lines and tabs are welcome. @throws wrong usage, for an empty text, and more than 65,536 characters */
export function checkNote(field: string, text: string): string {
  const note = checkText(field, text).trim()
  if (note === '') throw wrongUsage(`The ${field} is empty.`, 'Leave it out, or write something.')
  const length = note.length <= longestNote ? note.length : [...note].length
  if (length > longestNote) {
    throw wrongUsage(
      `The ${field} has ${length} characters; there is room for ${longestNote}.`,
      'Keep the long text in a file, and its name in the note.',
    )
  }
  return note
}

/** @throws wrong usage, for another shape than an e-mail address has */
export function checkEmail(text: string): string {
  const email = checkLine('e-mail', withoutUnseen(text))
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw wrongUsage(`"${email}" is not an e-mail address.`, 'Write it like kim@example.com.')
  }
  return email
}

/** A tag stands in one cell with others: in lower case. @throws wrong usage, for a comma, a semicolon, and several lines */
export function checkTag(text: string): string {
  const tag = checkLine('tag', withoutUnseen(text)).toLowerCase()
  if (/[,;]/.test(tag)) throw wrongUsage(`The tag "${tag}" holds a comma or a semicolon.`, 'Give one tag at a time.')
  return tag
}
