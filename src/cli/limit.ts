import { wrongUsage } from '#errors.ts'

/**
 * How many of something are wanted at most, as it is typed.
 * @param what how they are called in an error; `hint` is what to type instead
 * @throws wrong usage for anything but a whole number from 1 to 999,999,999
 */
export function limitFrom(typed: string, what: string, hint: string): number {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw wrongUsage(`"${typed}" is not a number of ${what}.`, hint)
  return Number(typed)
}
