import { lastWords, type Quote } from '#hints.ts'

/** Details that people type behind a name without their option: the option of each, and its value, alone or behind the word for it. */
const details: [option: string, value: RegExp][] = [
  ['email', /(?:e-?mail )?(\S+@\S+\.\S+)/],
  ['every', /every ((?:\d\S*|two|three|week|month|quarter)(?: \S+)?)/],
  ['since', /since (\S*\d.*)/],
  ['birthday', /birthday (.*\d.*)/],
  ['tag', /tag (\S+)/],
  ['phone', /(?:(?:phone|tel) )?(\+?\d[\d ()./-]{5,})/],
]

/** A line to type for a name that ends with a detail, as in `add Dan every 2w`; undefined for another name. */
export function detailInName(name: string, quote: Quote): string | undefined {
  for (const [option, value] of details) {
    const [, before, said, detail = ''] = new RegExp(`^(.*?\\S) (${value.source})$`, 'i').exec(name) ?? []
    if (before !== undefined)
      return `Is "${said}" of the name? If not: cl undo, then cl add ${lastWords(before, quote)} --${option} ${lastWords(detail, quote)}`
  }
  return undefined
}
