import { isDuration } from '#domain/days/lengths.ts'

/** Words: `the 20th of november 2026`. */
const longest = 5

/** The most first words that together are one, or 0. @param next the word behind them */
export function wordsThatAre(words: string[], isOne: (text: string, next: string | undefined) => boolean): number {
  for (let many = Math.min(longest, words.length); many > 0; many -= 1)
    if (isOne(words.slice(0, many).join(' ').trim(), words[many])) return many
  return 0
}

/** So many first words behind an option are its value: two of `2 weeks acme`. */
export const wordsOfDuration = (words: string[]): number => Math.max(1, wordsThatAre(words, isDuration))
