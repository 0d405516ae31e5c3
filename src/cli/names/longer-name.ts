import type { Reader } from '#book/engine.ts'
import { isPlain } from '#domain/accents.ts'
import { beginningOf, beginsSo, isOneName } from '#domain/customers/name-keys.ts'
import { customersBeginning } from '#tables/customers/handles.ts'

/** `rest` is the words behind the name. */
type NameAndRest = { name: string; rest: string[] }

const mostWords = 4

// Letters of all languages take their time to be told, and most words are plain.
const isPartOfName = (word: string): boolean =>
  (isPlain(word) ? /^(?=.*[A-Za-z\d])[A-Za-z\d'.-]+$/ : /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{M}'\u2019.-]+$/u).test(word)

/** `a` and `i` are words of notes, and no initials as in `anna s`, unless a dot follows. */
const isInitialOf = (part: string, word: string): boolean =>
  (word.length === 1 ? !/^[ai\d]$/i.test(word) : word.length === 2 && word.endsWith('.')) &&
  beginsSo(part, beginningOf(word.slice(0, 1)))

const isAnd = (word: string): boolean => /^(?:and|und|et)$/i.test(word)

/** `jim and bob` are Jim & Bob. */
export const withoutAnd = (typed: string): string => typed.replace(/\s(?:and|und|et)(?=\s)/gi, '')

/** People write signs around a name: `@rosa`, `rosa:`, `rosa's`. */
export const withoutEnds = (typed: string): string => typed.replace(/^@|(?:['\u2019]s)?[,;:]?$/giu, '')

const isWordOf = (part: string, word: string): boolean => isOneName(part, word) || isInitialOf(part, word)

/** An apostrophe within a name may be typed as a space, as in `o malley`. */
const between = () => [/[^\p{L}\p{N}\p{M}'\u2019]+/u, /[^\p{L}\p{N}\p{M}]+/u]

/**
 * True when a name goes on as was typed: with the words that come next in it, or with all the others, in any order. Words
 * that only occur in it may be of the note: `hotel garden party`, of Hotel Sunset Garden.
 */
const goesOnSo = (name: string, first: string, words: string[]): boolean =>
  between().some((sign) => {
    const parts = name.split(sign).filter((part) => part !== '')
    const begins = (part: string) => beginsSo(part, beginningOf(first))
    const follows = (start: number) => words.every((word, i) => isWordOf(parts[start + 1 + i] ?? '', word))
    if (parts.some((part, start) => begins(part) && follows(start))) return true
    const left = [...parts]
    return words.length === parts.length - 1 && words.every((word) => takeOut(left, word)) && left.every(begins)
  })

/** @returns true when the word was one of the parts */
function takeOut(parts: string[], word: string): boolean {
  const at = parts.findIndex((part) => isOneName(part, word))
  if (at >= 0) parts.splice(at, 1)
  return at >= 0
}

/** A number, a name in quotes and a word that `endsName` end the words that may belong to a name. */
export function mayGoOn(first: string, rest: string[], endsName?: (word: string) => boolean): string[] {
  if (!(isPlain(first) ? /^\S*[A-Za-z]\S*$/ : /^\S*\p{L}\S*$/u).test(first)) return []
  if (/[,;:]$/.test(first)) return []
  const end = rest.findIndex((word) => !isPartOfName(withoutEnds(word)) || endsName?.(word))
  const last = rest.findIndex((word) => /[,;:]$/.test(word)) + 1
  return rest.slice(0, Math.min(end < 0 ? mostWords : end, last || mostWords, mostWords))
}

/**
 * A name may be typed without quotes, as in `log hotel astoria call`: whole words of the customer's name or alias belong to it.
 * @param rest the words behind the first one, none of which came after `--`; `words` are the ones that may belong to the name
 */
export async function longerName(db: Reader, first: string, rest: string[], words: string[]): Promise<NameAndRest> {
  const bare = words.map(withoutEnds)
  const next = bare.find((word) => !isAnd(word)) ?? bare[0]
  const found = words.length === 0 ? [] : await customersBeginning(db, `${first} ${next}`)
  for (let count = words.length; count > 0; count -= 1) {
    const more = bare.slice(0, count)
    if (isAnd(more.at(-1) ?? '')) continue
    const isSaid = (how: string) => goesOnSo(how, first, /[&+]/.test(how) ? more.filter((word) => !isAnd(word)) : more)
    if (found.some(({ how }) => isSaid(how))) return { name: [first, ...more].join(' '), rest: rest.slice(count) }
  }
  return { name: first, rest }
}
