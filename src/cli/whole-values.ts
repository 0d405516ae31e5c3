import type { Option } from '@commander-js/extra-typings'
import { minutesWithUnit } from '#domain/days/lengths.ts'
import { wordsOfDay } from '#formats/days/day-forms.ts'
import { wordsThatAre } from '#formats/words-that-are.ts'
import type { LengthOfValue } from './typed-line.ts'

/** `--note <text>` takes a `text`. */
const kindOf = ({ flags }: Option): string => /[<[]([a-z]+)[>\]]/.exec(flags)?.[1] ?? ''

const isLength = (text: string): boolean => minutesWithUnit(text) !== undefined

const isNumber = (word = ''): boolean => /^#?\d+$/.test(word)

/** The number of the first words behind an option that are one value. */
const lengthOfKind: Record<string, (words: string[]) => number> = {
  day: (words) => wordsOfDay(words, 'of an option'),
  n: (words) => wordsThatAre(words, isLength),
  // A number behind a time begins the text: `--time 3h 30 boxes`.
  time: (words) => wordsThatAre(words, (text) => isLength(text) && /[a-z]$/i.test(text)),
}

/** A value that the shell was given as one, or that means something by itself, does not go on. */
const isWholeAlready = (value: string): boolean => /\s/.test(value) || value === '' || value === '-'

/**
 * Tells where a value without quotes ends, as in `--by next friday` and, behind a name, `archive bolt --why moved away`.
 * @param texts kinds of values to which all words up to the next option belong, where a word of the command's own stands before
 * @param ownIsNumber true for a command whose own word is a number: its texts go on without one before them, too
 */
export const wholeValues =
  (texts: string[] = [], { ownIsNumber = false } = {}): LengthOfValue =>
  (option, behind, own) => {
    const [value = ''] = behind
    const kind = kindOf(option)
    if (kind === 'loop') return isNumber(value) ? 1 : 0
    if (isWholeAlready(value)) return 1
    if (own < 0 || !texts.includes(kind) || (own === 0 && !ownIsNumber))
      return Math.max(1, lengthOfKind[kind]?.(behind) ?? 1)
    return own === 0 && isNumber(behind.at(-1)) ? Math.max(1, behind.length - 1) : behind.length
  }
