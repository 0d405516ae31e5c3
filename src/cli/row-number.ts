import { wrongUsage } from '#errors.ts'

/**
 * The number of something in the book as it is typed, `481` or `#481`.
 * @param what how it is called in an error, such as `a touch`; `shownBy` is the command that shows the numbers
 * @throws wrong usage for anything else
 */
export function rowNumber(typed: string, what: string, shownBy: string): number {
  const number = /^#?(\d{1,15})$/.exec(typed.trim())?.[1]
  if (number === undefined)
    throw wrongUsage(`"${typed}" is not the number of ${what}.`, `${shownBy} shows the numbers.`)
  return Number(number)
}
