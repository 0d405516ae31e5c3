import { wrongUsage } from '#errors.ts'

// What turns the direction of a text, and what cannot be seen.
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const extended = /^(.*\d.*?)[\s,;]*(?:ext(?:ension)?|x|durchw(?:ahl)?|dw|poste|int|anknytning)[.: ]*=?\s*(\d{1,8})\)?$/i
const fewestDigits = 7
/** In letters: a longer text is a note. */
const longest = 500

const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0

const label = '(?:tel|phone|call(?:to)?|mobile|cell|work|home|main|other)'
const labelled = new RegExp(`^\\s*${label}\\.?:\\s*`, 'i')
const between = new RegExp(`\\s*(?::::|[;\\n/]|,(?=\\s*[+\\d(])|\\bor\\b|\\bund\\b|\\s(?=${label}\\.?:))\\s*`, 'i')

/** A number without what a program or a typesetter put round it: `'+1…`, `="0352"`, `tel:`, marks of direction, en dashes. */
const undisguised = (text: string): string =>
  text
    .replace(unseen, '')
    .replace(/[\s\u00a0\u202f\u2007]+/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .replace(/\uff0b/, '+')
    .replace(/^ ?(?:="(.*)"|'(.*?)'?) ?$/, '$1$2')
    .replace(labelled, '')
    .trim()

/** A phone number of a text, and the extension behind it. */
type WrittenPhone = { number: string; extension: string | null }

/**
 * The phone numbers of a text: one, or several with `/`, `;`, `,` or a line's end between them. `030/1234567` is one: there
 * are too few digits before the stroke. A text that is none of them comes back as it is.
 */
export function phonesIn(text: string): WrittenPhone[] {
  if (text.length > longest) return [{ number: text, extension: null }]
  const parts = text.split(between).filter((part) => part.trim() !== '')
  const isSeveral = parts.length > 1 && parts.every((part) => digitsIn(part) >= fewestDigits)
  return (isSeveral ? parts : [text]).map((part) => {
    const plain = undisguised(part)
    const [, number, extension] = extended.exec(plain) ?? []
    return number !== undefined && extension !== undefined && digitsIn(number) >= 5
      ? { number: number.trim(), extension }
      : { number: plain, extension: null }
  })
}

/** Whether a text can be meant as a phone number: signs that numbers are written with, and at least five digits. */
export const looksLikePhone = (text: string): boolean => /^\+?[\d\s()./-]+$/.test(text) && digitsIn(text) >= 5

/**
 * The form in which phone numbers are compared: E.164 where the number is understood, else its digits.
 * @param country where a number without a country code is from (ISO 3166), if that is known
 * @returns null for a text that cannot be a phone number
 */
export async function phoneKey(text: string, country: string | null): Promise<string | null> {
  if (!looksLikePhone(text.trim())) return null
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const parsed = parsePhoneNumberFromString(
    text,
    (country ?? undefined) as Parameters<typeof parsePhoneNumberFromString>[1],
  )
  return parsed?.isPossible() ? parsed.number : text.replace(/[^\d+]/g, '')
}

/** @throws wrong usage, for letters that are no country's code */
export async function checkCountry(code: string): Promise<void> {
  const { isSupportedCountry } = await import('libphonenumber-js/min')
  if (!isSupportedCountry(code)) {
    throw wrongUsage(
      `"${code}" is not a country that has phone numbers.`,
      'Write its two letters, such as US, GB or DE.',
    )
  }
}

/** The digits of a number as it is dialled at home, without the 0 before it; null where there are too few to search for. */
export function homeDigits(text: string): string | null {
  if (!looksLikePhone(text.trim())) return null
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 7 ? digits : null
}

/** A number as it is dialled from anywhere, `+49 30 0074321`; null where it is not understood as one of that country. */
export async function internationalPhone(text: string, country: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const parsed = parsePhoneNumberFromString(text, country as Parameters<typeof parsePhoneNumberFromString>[1])
  return parsed?.isPossible() ? parsed.formatInternational() : null
}
