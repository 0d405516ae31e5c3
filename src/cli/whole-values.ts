import type { Option } from '@commander-js/extra-typings'
import { minutesWithUnit } from '#domain/days/lengths.ts'
import { count, month } from '#formats/day-patterns.ts'

type Arrange = (argv: string[], options: readonly Option[]) => string[]

/** The kind of an option's value, by its name in the help: `--note <text>` takes a text. */
const kindOf = ({ flags }: Option): string | undefined => /[<[]([a-z]+)[>\]]/.exec(flags)?.[1]

const nth = '\\d{1,2}(?:st|nd|rd|th)?'
/** Days of several words, none of which is one before its last word. */
const dayOfWords = () =>
  new RegExp(
    `^(?:(?:last|next|this) (?:mon|tue|wed|thu|fri|sat|sun|week|month|year)[a-z]*|in ${count} (?:day|week|month|year)s?` +
      `|${count} (?:day|week|month|year)s? ago|(?:the )?day (?:before yesterday|after tomorrow)|the ${nth}` +
      `|(?:the )?${nth} (?:of )?${month}(?: \\d{4})?|${month} ${nth}(?:,? \\d{4})?|end of (?:(?:(?:the|this|next|last) )*month|${month}))$`,
    'i',
  )
const mostWords = 5

/** The number of words in a value that begins with the first of these: the most that are a day, or a length of time. */
function wordsTaken(kind: string | undefined, words: string[]): number {
  const isWhole =
    kind === 'day'
      ? (text: string) => dayOfWords().test(text)
      : kind === 'n'
        ? (text: string) => minutesWithUnit(text) !== undefined
        : () => false
  for (let many = Math.min(mostWords, words.length); many > 1; many -= 1) {
    if (isWhole(words.slice(0, many).join(' '))) return many
  }
  return 1
}

const isOption = (word: string): boolean => /^--?[a-z]/i.test(word)

/** The words up to the next option, or to what comes after `--`. */
const upToOption = (words: string[]): string[] => {
  const end = words.findIndex(isOption)
  return end < 0 ? words : words.slice(0, end)
}

/** A value that the shell was given as one, or that means something by itself: it does not go on. */
const isWholeAlready = (value: string): boolean => /\s/.test(value) || value === '' || value === '-'

type Texts = { names: string[]; isNumber: boolean }

/** The number of words behind an option that are its value. @param own the command's own words before the option, -1 in front of its name */
function lengthOf(option: Option, behind: string[], own: number, { names, isNumber }: Texts): number {
  const [value] = behind
  if (value === undefined) return 0
  const kind = kindOf(option)
  if (isWholeAlready(value)) return 1
  if (own < 0 || !names.includes(kind ?? '') || (own === 0 && !isNumber)) return wordsTaken(kind, behind)
  const endsWithOwn = own === 0 && /^#?\d+$/.test(behind.at(-1) ?? '')
  return endsWithOwn ? Math.max(1, behind.length - 1) : behind.length
}

/**
 * Puts the words of a value together that stand behind an option without quotes, as in `--by next friday`, `--minutes half an hour`
 * and, behind a name, `archive bolt --why moved away`.
 * @param command the name of the command
 * @param names the values, by their names in the help, to which all words up to the next option belong where a word of the
 * command's own stands before the option
 * @param isNumber true for a command whose own word is a number: its texts go on without one before them, too
 */
export const wholeValues =
  (command: string, names: string[], { isNumber = false } = {}): Arrange =>
  (argv, options) => {
    const words = upToDashes(argv)
    const whole: string[] = []
    // The command's name is there, unless another command runs the line.
    let own = words.includes(command) ? -1 : 0
    for (let at = 0; at < words.length; ) {
      const word = words[at] ?? ''
      whole.push(word)
      at += 1
      const option = options.find(({ long, required, optional }) => long === word && (required || optional))
      if (option) {
        const behind = upToOption(words.slice(at))
        const many = lengthOf(option, behind, own, { names, isNumber })
        if (many > 0) whole.push(behind.slice(0, many).join(' '))
        at += many
      } else if (!isOption(word)) own += 1
    }
    return [...whole, ...argv.slice(words.length)]
  }

const upToDashes = (argv: string[]): string[] => {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}
