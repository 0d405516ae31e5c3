import type { Reader } from '#book/engine.ts'
import { beginningOf, beginsSo, isOneName } from '#domain/customers/name-keys.ts'
import { customersBeginning } from '#tables/handles.ts'
import type { Context } from './context.ts'

/** A customer as typed, and the words behind the name. */
type NameAndRest = { name: string; rest: string[] }

/** The most words that go on with a name: longer ones are quoted. */
const mostWords = 4
const partOfName = /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{M}'\u2019.-]+$/u

/** What stands between the words of a name: an apostrophe may be typed as a space, as in `o malley`. */
const between = [/[^\p{L}\p{N}\p{M}'\u2019]+/u, /[^\p{L}\p{N}\p{M}]+/u]

/**
 * Whether a name goes on as was typed: with the words that come next in it, or with all the others, in whatever order. Words that
 * only occur in it may be of the note: `hotel garden party`, of Hotel Sunset Garden.
 */
const goesOnSo = (name: string, first: string, words: string[]): boolean =>
  between.some((sign) => {
    const parts = name.split(sign).filter((part) => part !== '')
    const begins = (part: string) => beginsSo(part, beginningOf(first))
    const follows = (start: number) => words.every((word, i) => isOneName(parts[start + 1 + i] ?? '', word))
    if (parts.some((part, start) => begins(part) && follows(start))) return true
    const left = [...parts]
    return words.length === parts.length - 1 && words.every((word) => takeOut(left, word)) && left.every(begins)
  })

/** Takes a word out of the parts of a name. @returns whether it was one of them */
function takeOut(parts: string[], word: string): boolean {
  const at = parts.findIndex((part) => isOneName(part, word))
  if (at >= 0) parts.splice(at, 1)
  return at >= 0
}

/**
 * A name that was typed without quotes, as in `log hotel astoria call`: whole words of a name or alias that begins as was
 * typed belong to it. A number, a name in quotes and a word that `endsName` are the end of it.
 * @param rest the words behind the first one, none of which came after `--`
 */
export async function longerName(
  db: Reader,
  first: string,
  rest: string[],
  endsName: (word: string) => boolean = () => false,
): Promise<NameAndRest> {
  const end = rest.findIndex((word) => !partOfName.test(word) || endsName(word))
  const words = rest.slice(0, end < 0 ? mostWords : Math.min(end, mostWords))
  if (words.length === 0 || !/^\S*\p{L}\S*$/u.test(first)) return { name: first, rest }
  const found = await customersBeginning(db, `${first} ${words[0]}`)
  for (let count = words.length; count > 0; count -= 1) {
    const more = words.slice(0, count)
    if (found.some(({ how }) => goesOnSo(how, first, more)))
      return { name: [first, ...more].join(' '), rest: rest.slice(count) }
  }
  return { name: first, rest }
}

/** The same for a command that is given a customer and a text; words that came after `--` are text. */
export async function nameAndText(
  { book, afterDashes }: Context,
  first: string,
  rest: string[],
  endsName?: (word: string) => boolean,
): Promise<NameAndRest> {
  const free = rest.slice(0, Math.max(0, rest.length - afterDashes))
  if (free.length === 0) return { name: first, rest }
  const { name, rest: left } = await book.readOrNew((db) => longerName(db, first, free, endsName))
  return { name, rest: [...left, ...rest.slice(free.length)] }
}
