import { distance } from 'fastest-levenshtein'
import { foldName, wordKeys, wordsIn } from '#domain/name.ts'

/** The most letters that may differ: two fifths of them, and from four letters on two, since a swap counts as two. */
const nearEnough = (typed: string): number => (typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length * 0.4)))

/** Letters to change so that the typed text is the word, or its beginning. */
function toBegin(word: string, typed: string): number {
  const beginnings = [typed.length - 1, typed.length, typed.length + 1].map((length) =>
    word.slice(0, Math.max(length, 0)),
  )
  return Math.min(distance(typed, word), ...beginnings.map((beginning) => distance(typed, beginning)))
}

/** The distance of a name from the typed text: as a whole, or word by word in any order. On a tie the nearer in full wins. */
function distanceTo(name: string, typed: string, words: string[]): { away: number; inFull: number } {
  const whole = Math.min(...wordKeys(name).map((key) => toBegin(key, typed)))
  const theirs = wordsIn(name)
  if (words.length === 0 || theirs.length === 0) return { away: whole, inFull: distance(typed, foldName(name)) }
  const byWord = words.reduce((sum, word) => sum + Math.min(...theirs.map((their) => toBegin(their, word))), 0)
  return { away: Math.min(whole, byWord), inFull: distance(typed, foldName(name)) }
}

/** The things whose names are nearest to a misspelt one, most similar first. */
export function nearNames<T>(things: T[], nameOf: (thing: T) => string, misspelt: string, most = 5): T[] {
  const typed = foldName(misspelt).slice(0, 60)
  const words = wordsIn(misspelt.slice(0, 60))
  return things
    .map((thing) => ({ thing, ...distanceTo(nameOf(thing), typed, words) }))
    .filter(({ away }) => away < typed.length && away <= nearEnough(typed))
    .sort((a, b) => a.away - b.away || a.inFull - b.inFull)
    .slice(0, most)
    .map(({ thing }) => thing)
}
