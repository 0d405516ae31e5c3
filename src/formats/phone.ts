import { withoutUnseen } from '#domain/customers/name.ts'
import { wrongUsage } from '#errors.ts'
import { looksLikeDay } from './days/day-parts.ts'

const extended = /^(.*\d.*?)[\s,;]*(?:ext(?:ension)?|x|durchw(?:ahl)?|dw|poste|int|anknytning)[.: ]*=?\s*(\d{1,8})\)?$/i
const fewestDigits = 7
/** Most numbers stand alone, without words around them. */
const plain = /^\+?[\d().-]+(?: [\d().-]+)*$/
/** Letters: a longer text is a note. */
const longest = 500

const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0

const label =
  '(?:tel|phone|call(?:to)?|mob(?:ile?|il)?|handy|cell|work|home|main|other|office|büro|privat|festnetz|fixe|portable)'
const labelled = new RegExp(`^\\s*${label}\\b(?:\\.?:\\s*|\\.?\\s+(?=[+(\\d]))`, 'i')
const between = new RegExp(
  `\\s*(?::::|[;\\n&]|,(?=\\s*[+\\d(])|\\bo\\.|\\b(?:or|oder|ou|und|and|et|y|e|of|en|eller|lub|nebo|tai)\\b|\\s(?=${label}\\.?:))\\s*`,
  'i',
)

/** Programs and typesetters put marks around a number: `'+1…`, `="0352"`, `tel:`, marks of direction, en dashes. */
const undisguised = (text: string): string =>
  withoutUnseen(text)
    .replace(/[\s\u00a0\u202f\u2007]+/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .replace(/\uff0b/, '+')
    .replace(/^ ?(?:="(.*)"|'(.*?)'?) ?$/, '$1$2')
    .replace(labelled, '')
    .trim()

type WrittenPhone = { number: string; extension: string | null }

/**
 * `/`, `;`, `,` or a line's end part several. `030/1234567` is one: there are too few digits before the stroke. A text that is no
 * number comes back as it is.
 */
export function phonesIn(written: string): WrittenPhone[] {
  const text = wholeNumber(written)
  if (plain.test(text) || text.length > longest) return [{ number: text, extension: null }]
  return divided(text, between)
    .flatMap((part) => divided(part, /\s*\/\s*/))
    .map((part) => {
      const shown = undisguised(part)
      const [, number, extension] = extended.exec(shown) ?? []
      return number !== undefined && extension !== undefined && digitsIn(number) >= 5
        ? { number: number.trim(), extension }
        : { number: shown, extension: null }
    })
}

/** Each part has the digits of a number; else the text as it is. */
function divided(text: string, signs: RegExp): string[] {
  const parts = text.split(signs).filter((part) => part.trim() !== '')
  return parts.length > 1 && parts.every((part) => digitsIn(part) >= fewestDigits) ? parts : [text]
}

/** `4,915123456E+9`, of a spreadsheet program, or `4.915123456E9`; digits that it left out are lost. */
const powerOfTen = /^\s*(\d)(?:[.,](\d+))?E\+?(\d{1,2})\s*$/i
/** `4915123456.0`, of a program that takes a number for an amount. */
const decimal = /^\s*(\d{7,15})[.,]0\s*$/

/** `4.93012E+11` was one of twelve digits, before a spreadsheet program shortened it. */
export function isShortened(text: string): boolean {
  const [, , digits = '', power] = powerOfTen.exec(text) ?? []
  return power !== undefined && Number(power) > digits.length
}

function wholeNumber(text: string): string {
  const [, first, digits = '', power] = powerOfTen.exec(text) ?? []
  return first !== undefined && Number(power) === digits.length ? `${first}${digits}` : text.replace(decimal, '$1')
}

/** Signs that numbers are written with, and at least five digits. */
export const looksLikePhone = (text: string): boolean => /^\+?[\d\s()./-]+$/.test(text) && digitsIn(text) >= 5

/** `9-17 030 1234567` */
const hours = /^\d{1,2}-\d{1,2} (?=[+(0])/

/** `0171/2345678 (evenings)`; null where there is no number. */
export function phoneWithin(text: string): string | null {
  if (text.length > longest || isShortened(text)) return null
  const runs = undisguised(text).match(/[+(]?\d[\d\s()./-]+\d/g) ?? []
  const numbers = runs.map((run) => run.replace(hours, '').replace(/\s*\([^)]*$/, ''))
  return numbers.find((number) => digitsIn(number) >= fewestDigits && !looksLikeDay(number)) ?? null
}

/** `Smith & Sons / Bob 07700 900123`, `Ana 352-555-0102`; null for any other text. */
export function namedPhone(text: string): { name: string; phone: string } | null {
  const typed = text.slice(0, longest).trim()
  const found = /[\s,;:\u2013-]+((?:\+|\(?0)[\d\s()./-]{6,}\d|\(?[2-9]\d{2}\)?[\s.-]+[2-9]\d{2}[\s.-]\d{4})$/.exec(
    typed,
  )
  const name = typed.slice(0, found?.index)
  const phone = found?.[1] ?? ''
  const isOne = digitsIn(phone) >= 9 && looksLikePhone(phone) && !looksLikeDay(phone)
  return isOne && /\p{L}/u.test(name) ? { name, phone } : null
}

/** The library of phone numbers reads them. */
export type PhoneReader = {
  /**
   * E.164 where the number is understood, else its digits; null for a text that cannot be a phone number.
   * @param country ISO 3166, of a number without a country code, if that is known
   */
  key: (text: string, country: string | null) => string | null
  /** `+49 30 0074321`, as it is dialled from anywhere, and its key; null where it is not understood as one of that country. */
  international: (text: string, country: string) => { phone: string; phoneKey: string } | null
}

/** One reader serves many numbers. */
export async function phoneReader(): Promise<PhoneReader> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  const possible = (text: string, country: string | null) => {
    // The library throws for such a number, and catches it: that takes it twice as long as reading another.
    if (country === null && !text.trimStart().startsWith('+')) return undefined
    const parsed = parsePhoneNumberFromString(
      text,
      (country ?? undefined) as Parameters<typeof parsePhoneNumberFromString>[1],
    )
    return parsed?.isPossible() ? parsed : undefined
  }
  return {
    key: (text, country) =>
      looksLikePhone(text.trim()) ? (possible(text, country)?.number ?? text.replace(/[^\d+]/g, '')) : null,
    international: (text, country) => {
      const found = possible(text, country)
      return found ? { phone: found.formatInternational(), phoneKey: found.number } : null
    },
  }
}

/** The key is that of `PhoneReader`; null where the text is no number. */
export const phoneKey = async (text: string, country: string | null): Promise<string | null> =>
  looksLikePhone(text.trim()) ? (await phoneReader()).key(text, country) : null

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

/** The 0 before the number is left out; null for no number, and for fewer than seven digits. */
export function homeDigits(text: string): string | null {
  if (!looksLikePhone(text.trim())) return null
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 7 ? digits : null
}

/** One of the numbers lacks the country's code: it was written at home. Both are as they are compared. */
export function isSameAtHome(one: string, other: string): boolean {
  const [abroad, home] = one.startsWith('+') ? [one, other] : [other, one]
  const isOf = (digits: string) =>
    abroad.endsWith(digits) && /^\+(?:[1-9]\d{0,2})?$/.test(abroad.slice(0, -digits.length))
  const digits = home.startsWith('+') ? null : homeDigits(home)
  return digits !== null && [home, digits].some(isOf)
}
