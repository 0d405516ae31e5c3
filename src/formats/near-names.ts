import { distance } from 'fastest-levenshtein'
import { foldName, wordKeys } from '#domain/name.ts'

/** How many letters have to be changed at most, to be near: two fifths of them, but two of four. */
const nearEnough = (typed: string): number => (typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length * 0.4)))

/** Letters to change to make a key of what was typed; two that are swapped count as one. */
function lettersToChange(typed: string, key: string): number {
  const changed = distance(typed, key)
  if (changed < 2 || changed > nearEnough(typed) + 1) return changed // a swap cannot make it near
  const swapped = Array.from(
    typed.slice(1),
    (letter, i) => `${typed.slice(0, i)}${letter}${typed[i]}${typed.slice(i + 2)}`,
  )
  return Math.min(changed, ...swapped.map((each) => 1 + distance(each, key)))
}

/** Letters to change so that what was typed begins a word of the name, or is the whole of it. */
function distanceTo(name: string, typed: string): number {
  const keys = wordKeys(name)
  return Math.min(
    ...keys.flatMap((key) => [key, key.slice(0, typed.length)].map((each) => lettersToChange(typed, each))),
  )
}

/** The things whose names are nearest to a misspelt one, most similar first. */
export function nearNames<T>(things: T[], nameOf: (thing: T) => string, misspelt: string, most = 5): T[] {
  const typed = foldName(misspelt).slice(0, 60)
  return things
    .map((thing) => ({ thing, away: distanceTo(nameOf(thing), typed) }))
    .filter(({ away }) => away < typed.length && away <= nearEnough(typed))
    .sort((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ thing }) => thing)
}
