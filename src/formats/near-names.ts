import { distance } from 'fastest-levenshtein'
import { foldName, wordKeys, wordsIn } from '#domain/customers/name.ts'

/** Letters to change: two fifths of the typed ones, and at least two; of fewer than four letters, one. */
const nearEnough = (typed: string): number => (typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length * 0.4)))

/** Two letters that are swapped count as one. */
function lettersToChange(typed: string, key: string): number {
  const changed = distance(typed, key)
  if (changed < 2 || changed > nearEnough(typed) + 1) return changed // a swap cannot make it near
  const swapped = Array.from(
    typed.slice(1),
    (letter, i) => `${typed.slice(0, i)}${letter}${typed[i]}${typed.slice(i + 2)}`,
  )
  return Math.min(changed, ...swapped.map((each) => 1 + distance(each, key)))
}

/** The typed text is the word then, or begins it. */
function toBegin(word: string, typed: string): number {
  const beginnings = [typed.length - 1, typed.length, typed.length + 1].map((length) =>
    word.slice(0, Math.max(length, 0)),
  )
  return Math.min(...[word, ...beginnings].map((each) => lettersToChange(typed, each)))
}

/** Names are compared as a whole, or word by word in any order. The nearer in full wins a tie. */
function distanceTo(name: string, typed: string, words: string[]): { away: number; inFull: number } {
  const whole = Math.min(...wordKeys(name).map((key) => toBegin(key, typed)))
  const theirs = wordsIn(name)
  if (words.length === 0 || theirs.length === 0) return { away: whole, inFull: lettersToChange(typed, foldName(name)) }
  const byWord = words.reduce((sum, word) => sum + Math.min(...theirs.map((their) => toBegin(their, word))), 0)
  return { away: Math.min(whole, byWord), inFull: lettersToChange(typed, foldName(name)) }
}

type Near<T> = { thing: T; away: number; inFull: number }

function near<T>(things: T[], nameOf: (thing: T) => string, misspelt: string): Near<T>[] {
  const typed = foldName(misspelt).slice(0, 60)
  const words = wordsIn(misspelt.slice(0, 60))
  return things
    .map((thing) => ({ thing, ...distanceTo(nameOf(thing), typed, words) }))
    .filter(({ away }) => away < typed.length && away <= nearEnough(typed))
    .sort((a, b) => a.away - b.away || a.inFull - b.inFull)
}

/** The most similar come first. */
export const nearNames = <T>(things: T[], nameOf: (thing: T) => string, misspelt: string, most = 5): T[] =>
  near(things, nameOf, misspelt)
    .slice(0, most)
    .map(({ thing }) => thing)

/** Several words may be as near as each other. */
export function nearestWords(words: string[], misspelt: string): string[] {
  const all = near(words, (word) => word, misspelt)
  return all.filter(({ away, inFull }) => away === all[0]?.away && inFull === all[0].inFull).map(({ thing }) => thing)
}

/** The one with the words most like the typed ones comes first; else the order stays. */
export function nearestFirst<T>(things: T[], nameOf: (thing: T) => string, typed: string): T[] {
  const words = wordsIn(typed.slice(0, 60))
  const lettersAway = (name: string) => {
    const theirs = wordsIn(name)
    return words.reduce((sum, word) => sum + Math.min(...theirs.map((their) => distance(word, their))), 0)
  }
  return things
    .map((thing) => ({ thing, away: lettersAway(nameOf(thing)) }))
    .sort((a, b) => a.away - b.away)
    .map(({ thing }) => thing)
}
