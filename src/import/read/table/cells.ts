import { checkEmail } from '#domain/customers/name.ts'
import { reasonFor } from '#errors.ts'
import { looksLikeDay } from '#formats/days/day-parts.ts'
import { emailsIn } from '#formats/emails.ts'
import { looksLikePhone, namedPhone, phonesIn } from '#formats/phone.ts'
import { countryNamed } from '../countries.ts'

export const isFilled = (cell: string): boolean => cell.trim() !== ''

export const filledLength = (cells: string[]): number => cells.findLastIndex(isFilled) + 1

/** A column that likely holds one of these matters to a relationship. */
export type Holding = 'phone numbers' | 'e-mail addresses' | 'days' | 'countries' | 'names'

/** So many of the cells have to look alike; the others may be mistakes. */
const mostOfThem = 0.8

/** Names that come again and again are kinds of something: so many have to be different. */
const leastDifferent = 0.3

const digits = (text: string): string => text.replace(/\D/g, '')

const isEmail = (cell: string): boolean =>
  cell.includes('@') && emailsIn(cell).every((each) => reasonFor(() => checkEmail(each)) === undefined)

/** `0171/2345678 (evenings)` */
const withoutRemark = (cell: string): string => cell.replace(/\s*\([^()]*\p{L}[^()]*\)$/u, '')

/** A `+` or a 0 stands before a number that is dialled, or it has three groups, and is no order number or amount. */
const isSurelyPhone = (cell: string): boolean =>
  phonesIn(withoutRemark(cell)).every(({ number }) => {
    const length = digits(number).length
    const isDialled = /^(\+|\(?0|\(\d)/.test(number) && length >= 7
    const isGrouped = /^\d+[ .-]\d+[ .-]\d+/.test(number) && length >= 10
    return looksLikePhone(number) && length <= 15 && (isDialled || isGrouped) && !looksLikeDay(number)
  })

const isMaybePhone = (cell: string): boolean =>
  phonesIn(withoutRemark(cell)).every(({ number }) => {
    const length = digits(number).length
    return (
      looksLikePhone(number) && length >= 7 && length <= 15 && !looksLikeDay(number) && !/^\d+\.\d{1,2}$/.test(number)
    )
  })

/** Three capitals are a currency, such as `CAD`, but for a few. */
const isCountry = (cell: string): boolean =>
  (!/^[A-Z]{3}$/.test(cell) || /^(?:USA|UAE|GBR|DEU)$/.test(cell)) && countryNamed(cell) !== null

/**
 * A name has two words or more, of which the last has a capital: `Payment complete.` is none; in letters without capitals, such
 * as those of Chinese or Japanese, it has two letters or more.
 */
const isName = (cell: string): boolean =>
  /^\p{Lu}[\p{L}.'\u2019-]*(?: [\p{L}.'\u2019&-]+){0,3} \p{Lu}[\p{L}.'\u2019-]*$/u.test(cell) ||
  /^\p{Lo}[\p{Lo}\p{M}\u30fc\u30fb \u3000]{1,19}$/u.test(cell)

/** `Ana`, `van der Berg` */
const isPartOfName = (cell: string): boolean =>
  /^(?:\p{Ll}+ ){0,2}\p{Lu}[\p{L}.'\u2019-]*(?: \p{Lu}[\p{L}.'\u2019-]+)?$/u.test(cell)

/** Empty cells count, too. */
export const most = (cells: string[], is: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(is).length >= mostOfThem * cells.length

/** Empty cells do not count. */
export const mostly = (cells: string[], is: (cell: string) => boolean): boolean => most(filled(cells), is)

/** Empty cells are left out. */
export const filled = (cells: string[]): string[] => cells.map((cell) => cell.trim()).filter((cell) => cell !== '')

/** Empty cells do not count. */
export const areNamesWithPhones = (cells: string[]): boolean => most(filled(cells), (cell) => namedPhone(cell) !== null)

const areDifferent = (texts: string[]): boolean => new Set(texts).size >= leastDifferent * texts.length

/** Given or family names stand alone in most cells. */
export function arePartsOfNames(cells: string[]): boolean {
  const texts = filled(cells)
  return most(texts, isPartOfName) && areDifferent(texts)
}

/** `#1001` */
export function areNumbers(cells: string[]): boolean {
  const texts = filled(cells)
  return texts.length > 0 && texts.every((text) => /^#\d+$/.test(text))
}

/** People are addressed by these words, in thirteen languages: alone, they say nothing of a customer. */
const salutation =
  /^(?:mrs?|ms|miss|mx|herrn?|frau|fam(?:ilie)?|firma|m|mmes?|mlle|monsieur|madame|sra?|srta|se[nñ]ora?|sig(?:ra|na)?|signora?|dhr|mevr|heer|mevrouw|pani?|hr|fru|fr|rouva|herra|pan[ií]|slečna|dr|prof|ing|mgr|dott(?:ssa)?|avv)\.?$/iu

/** `Mr.`, `Frau Dr.` */
export function areSalutations(cells: string[]): boolean {
  const texts = filled(cells)
  return texts.length > 0 && texts.every((text) => text.split(/[\s/]+/).every((word) => salutation.test(word)))
}

/** Nearly all cells of the column hold it; null where nothing is sure. */
export function surelyHolds(cells: string[]): 'phone' | 'email' | 'country' | null {
  const texts = filled(cells)
  if (most(texts, isEmail)) return 'email'
  if (most(texts, isSurelyPhone)) return 'phone'
  return most(texts, isCountry) ? 'country' : null
}

/** Nearly all cells of the column look like it; null for anything else. */
export function looksLike(cells: string[]): Holding | null {
  const texts = filled(cells)
  if (most(texts, isEmail)) return 'e-mail addresses'
  if (most(texts, looksLikeDay)) return 'days'
  if (most(texts, isMaybePhone)) return 'phone numbers'
  if (most(texts, isCountry)) return 'countries'
  return most(texts, isName) && areDifferent(texts) ? 'names' : null
}
