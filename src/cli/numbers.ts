import type { Goal } from '#domain/customers/customer.ts'
import { wrongUsage } from '#errors.ts'

/** The number of something in the book as it is typed, `481` or `#481`; undefined for anything else. */
export function numberTyped(typed: string): number | undefined {
  const digits = /^#?(\d{1,15})$/.exec(typed.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/**
 * A number as `numberTyped` reads it, where nothing else will do.
 * @param what the name of such a thing in an error, such as `a touch`; `hint` is what to type instead
 * @throws wrong usage for anything else
 */
export function rowNumber(typed: string, what: string, hint: string): number {
  const number = numberTyped(typed)
  if (number === undefined) throw wrongUsage(`"${typed}" is not the number of ${what}.`, hint)
  return number
}

/**
 * The most that are wanted of something, as it is typed.
 * @param what the name of such things in an error; `hint` is what to type instead
 * @throws wrong usage for anything but a whole number from 1 to 999,999,999
 */
export function limitFrom(typed: string, what: string, hint: string): number {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw wrongUsage(`"${typed}" is not a number of ${what}.`, hint)
  return Number(typed)
}

/** The positive touches wanted to each negative one, as they are typed; or `none`. @throws wrong usage for anything else */
export function goalFrom(text: string): Goal {
  const word = text.trim().toLowerCase()
  return word === 'none' ? word : limitFrom(word, 'good touches', 'Write one from 1 on such as 5, none, or default.')
}

/** As `limitFrom`; or `all`. */
export const limitOrAll = (typed: string, what: string, hint: string): number | 'all' =>
  typed.trim().toLowerCase() === 'all' ? 'all' : limitFrom(typed, what, hint)
