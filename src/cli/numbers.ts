import type { Goal } from '#domain/customers/customer.ts'
import { wrongUsage } from '#errors.ts'

/** `481` or `#481`; undefined for anything else. */
export function numberTyped(typed: string): number | undefined {
  const digits = /^#?(\d{1,15})$/.exec(typed.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/**
 * @param what the name of such a thing in an error, such as `a touch`; `hint` is what to type instead
 * @throws wrong usage, for anything that `numberTyped` does not read
 */
export function rowNumber(typed: string, what: string, hint: string): number {
  const number = numberTyped(typed)
  if (number === undefined) throw wrongUsage(`"${typed}" is not the number of ${what}.`, hint)
  return number
}

/**
 * @param what the name of such things in an error; `hint` is what to type instead
 * @throws wrong usage, for anything but a whole number from 1 to 999,999,999
 */
export function limitFrom(typed: string, what: string, hint: string): number {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw wrongUsage(`"${typed}" is not a number of ${what}.`, hint)
  return Number(typed)
}

/** The goal is of positive touches to each negative one. @throws wrong usage, for no number and not `none` */
export function goalFrom(text: string): Goal {
  const word = text.trim().toLowerCase()
  return word === 'none' ? word : limitFrom(word, 'good touches', 'Write one from 1 on such as 5, none, or default.')
}

/** The limit is read as by `limitFrom`, or is `all`. */
export const limitOrAll = (typed: string, what: string, hint: string): number | 'all' =>
  typed.trim().toLowerCase() === 'all' ? 'all' : limitFrom(typed, what, hint)
