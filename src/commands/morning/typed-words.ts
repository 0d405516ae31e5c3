import type { Option } from '@commander-js/extra-typings'
import { type LengthOfValue, type Piece, readLine, wordsOf } from '#cli/typed-line.ts'
import { wholeValues } from '#cli/whole-values.ts'

const lengthOf: LengthOfValue = (option, behind, own) =>
  option.required ? behind.length : wholeValues()(option, behind, own)

/**
 * The words of a line that no shell has read. The text of an option goes on to the next option; `--`, or a word with one
 * dash, begins the note. A word like an option that is none stays before the note, where commander refuses it.
 * @param letters words like options that are a part of the note
 * @returns the words with the options last, in front of the note
 */
export function typedWords(line: string, options: readonly Option[], letters: readonly string[] = []): string[] {
  const typed = line.trim().split(/ +/)
  const { pieces, text } = readLine(typed, options, lengthOf)
  const beginsNote = ({ word }: Piece) =>
    /^-./.test(word) && (!/^--[a-z]/i.test(word) || letters.includes(word.split('=')[0] ?? ''))
  const said = pieces.filter(({ option }) => option)
  const own = pieces.filter(({ option }) => !option)
  const begin = own.findIndex(beginsNote)
  const note = [...(begin < 0 ? [] : own.splice(begin)).map(({ word }) => word), ...text.slice(1)]
  return wordsOf({ pieces: [...own, ...said], text: note.length === 0 ? [] : ['--', ...note] })
}
