import { isPlain, withoutAccents } from '../accents.ts'
import { foldName } from './name.ts'

/** Letters that are also written as two, where a keyboard has no marks: Müller is `mueller`, Håkan `haakan`. */
const writtenAsTwo: Record<string, string> = {
  \u00e4: 'ae',
  \u00f6: 'oe',
  \u00fc: 'ue',
  \u00f8: 'oe',
  \u00e5: 'aa',
}
const unpaired = new RegExp(`[${Object.keys(writtenAsTwo).join('')}]`, 'g')

// V8 works out what these properties stand for as soon as it comes to a pattern, which takes a millisecond of every start.
const unseen = () => /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu
const word = () => /[\p{L}\p{N}\p{M}]+/gu
const apostrophes = /['`\u00b4\u02b9-\u02bf\u02c8\u055a\u05f3\u2018-\u201b\u2032\u2035\ua78b\ua78c\uff07]+/g
const hyphens = /[-\u058a\u05be\u1806\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g

// Thai, Lao, Burmese, Khmer, Japanese and Chinese write their words without spaces: any letter of theirs can begin one.
const unspaced =
  '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{323af}]'
const wordOrLetter = () => new RegExp(`${unspaced}\\p{M}*|(?:(?!${unspaced})[\\p{L}\\p{N}\\p{M}])+`, 'gu')

const plainWord = /[A-Za-z0-9]+/g

/** The letters as one and as two: one text where both are alike. Neither has case or accents. */
function spellings(text: string): string[] {
  if (isPlain(text)) return [text.toLowerCase()]
  const asTwo = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(unpaired, (letter) => writtenAsTwo[letter] ?? letter)
  return [...new Set([withoutAccents(text), withoutAccents(asTwo)])]
}

const seen = (text: string): string => (isPlain(text) ? text : text.replace(unseen(), ''))
const joined = (text: string): string =>
  isPlain(text)
    ? text.replace(/[-'`\s]+/g, '')
    : text.replace(hyphens, '').replace(apostrophes, '').replace(/\s+/gu, '')

type NameKeys = {
  /** The whole name, and its words in alphabetical order: two names that share one are one name. */
  whole: string[]
  /** The name from the beginning of each of its words on. */
  start: string[]
}

/** The forms have the words in the order in which the name is written. */
export const wholeKeys = (name: string): string[] => joinedKeys(name, spellings(seen(name)))

/** Spellings without anything between the letters; a name without a letter has its signs. */
function joinedKeys(name: string, spelled: string[]): string[] {
  const keys = eachOnce(spelled.map(joined).filter((key) => key !== ''))
  return keys.length > 0 ? keys : [foldName(name)].filter((key) => key !== '')
}

const eachOnce = (keys: string[]): string[] => (keys.length < 2 ? keys : [...new Set(keys)])

const partsOf = (text: string): string[] =>
  text
    .replace(hyphens, ' ')
    .split(/\s+/u)
    .filter((part) => part !== '')

/**
 * The words in alphabetical order, where there are several; spaces tell them from a whole name. A comma between them, as in the
 * order of a list, is also left out.
 */
function sortedKeys(name: string): string[] {
  if (isPlain(name) && !/[-,\s]/.test(name)) return []
  return spellings(seen(name).replace(apostrophes, '')).flatMap((plain) =>
    (plain.includes(',') ? [plain, plain.replaceAll(',', ' ')] : [plain])
      .map(partsOf)
      .filter((parts) => parts.length > 1)
      .map((parts) => parts.sort().join(' ')),
  )
}

export const anyOrderKeys = (name: string): string[] => [...new Set([...wholeKeys(name), ...sortedKeys(name)])]

/** The order of the words does not matter. */
export function isOneName(a: string, b: string): boolean {
  const keys = anyOrderKeys(b)
  return anyOrderKeys(a).some((key) => keys.includes(key))
}

function startsOf(spelled: string): string[] {
  const keys: string[] = []
  const words = isPlain(spelled) ? plainWord : wordOrLetter()
  words.lastIndex = 0
  for (let found = words.exec(spelled); found; found = words.exec(spelled)) {
    const key = joined(spelled.slice(found.index))
    if (key !== '') keys.push(key)
  }
  return keys
}

export function nameKeys(name: string): NameKeys {
  const spelled = spellings(seen(name))
  const whole = joinedKeys(name, spelled)
  return {
    whole: eachOnce([...whole, ...sortedKeys(name)]),
    start: eachOnce([...whole, ...spelled.flatMap(startsOf)]),
  }
}

/** Each spelling of a text, as a whole and word by word. */
type Beginning = { whole: string[]; words: string[][] }

export function beginningOf(typed: string): Beginning {
  const text = seen(typed).replace(apostrophes, '').normalize('NFKC')
  return { whole: wholeKeys(typed), words: (text.match(isPlain(text) ? plainWord : word()) ?? []).map(spellings) }
}

/** One of its words begins the typed text, or each typed word begins another of its words. */
export function beginsSo(name: string, { whole, words }: Beginning): boolean {
  const starts = spellings(seen(name)).map(startsOf)
  const begins = (key: string | undefined, forms: string[]) => forms.some((form) => key?.startsWith(form))
  if ([...wholeKeys(name), ...starts.flat()].some((key) => begins(key, whole))) return true
  const places = (starts[0] ?? []).map((_, place) => starts.map((spelling) => spelling[place]))
  const fitFrom = (word: number, taken: Set<number>): boolean => {
    const forms = words[word]
    if (!forms) return words.length > 0
    return places.some(
      (spelled, place) =>
        !taken.has(place) && spelled.some((key) => begins(key, forms)) && fitFrom(word + 1, new Set([...taken, place])),
    )
  }
  return fitFrom(0, new Set())
}
