/** An option of a line: its long name, and true for `required` where a text has to follow it. */
type OptionOfLine = { long?: string | undefined; required: boolean }

/**
 * The words of a line that no shell has read: every sign is a letter, and spaces part the words. The text of an option
 * goes on to the next option; a word that begins with one dash begins the note, as does `--`. One that looks like an option
 * and is none stays before the note, where commander refuses it.
 * @param letters words that look like options, and are letters of the note
 * @returns the words in the order in which commander takes them: options first
 */
export function typedWords(line: string, options: readonly OptionOfLine[], letters: readonly string[] = []): string[] {
  const looksLikeOption = (word: string): boolean =>
    /^--[a-z]/i.test(word) && !letters.includes(word.split('=')[0] ?? '')
  const all = line.trim().split(/ +/)
  const dashes = all.indexOf('--')
  const end = dashes < 0 ? all.length : dashes
  const { words, taken } = withoutOptions(all.slice(0, end), options, looksLikeOption)
  const dashed = words.findIndex((word) => word.startsWith('-') && word !== '-' && !looksLikeOption(word))
  const note = [...(dashed < 0 ? [] : words.splice(dashed)), ...all.slice(end + 1)]
  return [...taken, ...words, ...(note.length === 0 ? [] : ['--', ...note])]
}

/** Takes the options out of a line, each with its text. */
function withoutOptions(
  all: string[],
  options: readonly OptionOfLine[],
  endsText: (word: string) => boolean,
): { words: string[]; taken: string[] } {
  const named = (word: string) => options.find(({ long }) => long === word.split('=')[0])
  const words: string[] = []
  const taken: string[] = []
  for (let at = 0; at < all.length; at += 1) {
    const word = all[at] ?? ''
    const option = named(word)
    if (option) taken.push(word)
    else words.push(word)
    if (!option?.required || word !== option.long) continue
    const next = all.findIndex((each, i) => i > at && endsText(each))
    const until = next < 0 ? all.length : next
    taken.push(all.slice(at + 1, until).join(' '))
    at = until - 1
  }
  return { words, taken }
}
