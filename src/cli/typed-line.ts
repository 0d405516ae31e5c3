import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings'

/** An option has the words of its value, where it has any. */
export type Piece = { word: string; option?: Option; value?: string }

/** `text` is the words from `--` on. */
type TypedLine = { pieces: Piece[]; text: string[] }

/**
 * The number of words behind an option that are its value; `behind` is the words up to the next option.
 * @param own the number of the command's own words before the option; -1 in front of its name
 */
export type LengthOfValue = (option: Option, behind: string[], own: number) => number

/** A value is one word without `values`; `arrange` changes the pieces, or refuses them. */
export type Reading = { values?: LengthOfValue; arrange?: (pieces: Piece[]) => Piece[] }

const looksLikeOption = (word: string): boolean => /^--?[a-z]/i.test(word)

/**
 * Tells options, their values, and the command's own words apart.
 * @param own -1 for a line that begins with the name of the command, 0 for the words behind it
 */
export function readLine(
  argv: string[],
  options: readonly Option[],
  lengthOf: LengthOfValue = () => 1,
  own: -1 | 0 = -1,
): TypedLine {
  const dashes = argv.indexOf('--')
  const words = dashes < 0 ? argv : argv.slice(0, dashes)
  const pieces: Piece[] = []
  for (let at = 0, before: number = own; at < words.length; ) {
    const word = words[at] ?? ''
    const behind = () => upToOption(words.slice(at + 1))
    const { piece, taken } = pieceOf(word, behind, options, (option, values) => lengthOf(option, values, before))
    pieces.push(piece)
    if (!looksLikeOption(word)) before += 1
    at += 1 + taken
  }
  return { pieces, text: argv.slice(words.length) }
}

const upToOption = (words: string[]): string[] => {
  const end = words.findIndex(looksLikeOption)
  return end < 0 ? words : words.slice(0, end)
}

/**
 * `--promise=send the list` goes on as `--promise send the list` does.
 * @returns the piece, and the number of words behind its first that it takes
 */
function pieceOf(
  word: string,
  behind: () => string[],
  options: readonly Option[],
  lengthOf: (option: Option, values: string[]) => number,
): { piece: Piece; taken: number } {
  const [, name = word, first] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? []
  const option = options.find(({ long, short }) => long === name || short === name)
  const alone = { piece: { word, ...(option && { option }) }, taken: 0 }
  // The words behind are looked at for an option alone: a pasted note may have thousands.
  if (!option?.required && !option?.optional) return alone
  const values = [...(first === undefined ? [] : [first]), ...behind()]
  const many = values.length === 0 ? 0 : lengthOf(option, values)
  if (many === 0) return alone
  const piece = { word: name, option, value: values.slice(0, many).join(' ') }
  return { piece, taken: first === undefined ? many : many - 1 }
}

export const isOwn = ({ word, option }: Piece): boolean => !option && !looksLikeOption(word)

/** An option that may have a value and has none stands last: commander would give it the next word. */
export function wordsOf({ pieces, text }: TypedLine): string[] {
  const isBare = ({ option, value }: Piece) => option?.optional === true && value === undefined
  const inOrder = [...pieces.filter((each) => !isBare(each)), ...pieces.filter(isBare)]
  return [...inOrder.flatMap(wordsOfPiece), ...text]
}

/** A value that begins as an option does stays behind its `=`. */
const wordsOfPiece = ({ word, value }: Piece): string[] => {
  if (value === undefined) return [word]
  return /^-./.test(value) && word.startsWith('--') ? [`${word}=${value}`] : [word, value]
}

export function asCommanderReads(argv: string[], how: Reading, cmd: CommandUnknownOpts, own?: 0): string[] {
  const { pieces, text } = readLine(argv, optionsBelow(cmd), how.values, own)
  return wordsOf({ pieces: actionsFirst(cmd, how.arrange?.(pieces) ?? pieces), text })
}

const optionsBelow = (cmd: CommandUnknownOpts): Option[] => [...cmd.options, ...cmd.commands.flatMap(optionsBelow)]

/** Commander finds an action only before its options. */
function actionsFirst(cmd: CommandUnknownOpts, pieces: Piece[]): Piece[] {
  const at = pieces.findIndex(isOwn)
  const word = pieces[at]?.word ?? ''
  const action = cmd.commands.find((each) => each.name() === word)
  return action ? [{ word }, ...actionsFirst(action, pieces.toSpliced(at, 1))] : pieces
}
