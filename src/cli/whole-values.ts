import type { Option } from '@commander-js/extra-typings'
import { minutesWithUnit } from '#domain/days/lengths.ts'
import { wordsOfDay } from '#formats/days/day-forms.ts'
import { wordsThatAre } from '#formats/words-that-are.ts'

type Arrange = (argv: string[], options: readonly Option[]) => string[]

/** The kind of an option's value, by its name in the help: `--note <text>` takes a text. */
const kindOf = ({ flags }: Option): string => /[<[]([a-z]+)[>\]]/.exec(flags)?.[1] ?? ''

const isLength = (text: string): boolean => minutesWithUnit(text) !== undefined

/** Values of several words: the number of the first words behind an option that are one. */
const lengthOfKind: Record<string, (words: string[]) => number> = {
  day: (words) => wordsOfDay(words, 'of an option'),
  n: (words) => wordsThatAre(words, isLength),
  // A number behind a time begins the text: `--time 3h 30 boxes`.
  time: (words) => wordsThatAre(words, (text) => isLength(text) && /[a-z]$/i.test(text)),
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
  if (own < 0 || !names.includes(kind) || (own === 0 && !isNumber))
    return Math.max(1, lengthOfKind[kind]?.(behind) ?? 1)
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
    const isText = (name: string) => options.some((each) => each.long === name && names.includes(kindOf(each)))
    const words = upToDashes(argv).flatMap((word) => withTextApart(word, isText))
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
    return [...whole, ...argv.slice(upToDashes(argv).length)]
  }

/** `--promise=send the list` goes on like `--promise send the list`. */
function withTextApart(word: string, isText: (name: string) => boolean): string[] {
  const [, name = '', text = ''] = /^(--[a-z]+)=([^-].*)$/s.exec(word) ?? []
  return isText(name) ? [name, text] : [word]
}

const upToDashes = (argv: string[]): string[] => {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}
