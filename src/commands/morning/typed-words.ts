import type { Option } from '@commander-js/extra-typings'
import { type LengthOfValue, type Piece, readLine, wordsOf } from '#cli/typed-line.ts'
import { wholeValues } from '#cli/whole-values.ts'

/** A text that has to follow goes on to the next option; another value is as long as in a shell. */
const lengthOf: LengthOfValue = (option, behind, own) =>
  option.required ? behind.length : wholeValues()(option, behind, own)

/**
 * The words of a line that no shell has read: every sign is a letter, and spaces part the words. The text of an option
 * goes on to the next option; a word that begins with one dash begins the note, as does `--`. One that looks like an option
 * and is none stays before the note, where commander refuses it.
 * @param letters words that look like options, and are letters of the note
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
