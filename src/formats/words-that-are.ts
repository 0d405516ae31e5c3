import { isDuration } from '#domain/days/lengths.ts'

/** Words: `the 20th of november 2026`. */
const longest = 5

/**
 * The most words that together are one, or 0.
 * @param isOne is asked about these words, and told of the one behind them
 * @param from the place of the first of them
 */
export function wordsThatAre(
  words: readonly string[],
  isOne: (text: string, next: string | undefined) => boolean,
  from = 0,
): number {
  const ahead = words.slice(from, from + longest + 1)
  for (let many = Math.min(longest, ahead.length); many > 0; many -= 1)
    if (isOne(ahead.slice(0, many).join(' ').trim(), ahead[many])) return many
  return 0
}

/** So many first words behind an option are its value: two of `2 weeks acme`. */
export const wordsOfDuration = (words: string[]): number => Math.max(1, wordsThatAre(words, isDuration))
