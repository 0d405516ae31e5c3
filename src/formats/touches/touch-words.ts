import type { Day } from '#domain/days/day.ts'
import { minutesInWords } from '#domain/days/lengths.ts'
import { once } from '#domain/remembered.ts'
import { findChannel, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { isDayForm } from '../days/day-forms.ts'
import { type DayRules, dayFromWords } from '../days/day-words.ts'
import { wordsThatAre } from '../words-that-are.ts'

/** `noteOnly` is the number of arguments at the end that came after `--`. */
type Reading = { vocabulary: Vocabulary; today: Day; rules: () => Promise<DayRules>; noteOnly: number }

/**
 * Reads the arguments after the customer in `cl log`: a channel, a purpose, a tone, a day up to today and a length with its
 * unit, in any order; the first argument that is none of these, or a second of a kind, begins the note.
 * @throws wrong usage, for a day that no calendar has or that can be two
 */
export async function readTouchWords(words: string[], reading: Reading): Promise<TouchWords> {
  const read: TouchWords = {}
  const free = words.slice(0, words.length - reading.noteOnly)
  let used = 0
  while (used < free.length) {
    const taken =
      readWord(free[used] ?? '', read, reading.vocabulary) ||
      readLength(free.slice(used), read) ||
      (await readDay(free.slice(used), read, reading))
    if (taken === 0) break
    used += taken
  }
  const note = words.slice(used)
  if (note.length > 0) read.note = note.join(' ')
  return read
}

/** `visit, all good` has the comma before the note. */
const withoutComma = (text: string): string => text.replace(/[,;:]$/, '')

/** @returns 1 for a word of the vocabulary, else 0 */
function readWord(typed: string, read: TouchWords, vocabulary: Vocabulary): 0 | 1 {
  const word = withoutComma(typed)
  const channel = findChannel(vocabulary, word)
  const purpose = findPurpose(vocabulary, word)
  if (channel && !read.channel) read.channel = channel
  else if (purpose && !read.purpose) read.purpose = purpose
  else if ((word === '+' || word === '=' || word === '-') && !read.tone) read.tone = word
  else return 0
  return 1
}

const firstOf = (words: string[], many: number): string => withoutComma(words.slice(0, many).join(' ').trim())

/** `20 min late`, `20 Minuten zu spät`, `2 ore fa` */
const notGiven = once(
  () =>
    /^(?:later?|earl(?:y|ier)|delay(?:ed)?|away|before|after|ago|behind|tarde|später|verspätung|fa|geleden|plus (?:tard|tôt)|avant|après|antes|después|prima|dopo|vorher|danach|früher|eerder|zu (?:spät|früh)|te (?:laat|vroeg)|(?:de|en|di|in) (?:retard|avance|retraso|ritardo|anticipo))(?!\p{L})/iu,
)

function readLength(words: string[], read: TouchWords): number {
  if (read.minutes !== undefined) return 0
  const many = wordsThatAre(words, (text) => minutesInWords(withoutComma(text)) !== undefined)
  const minutes = minutesInWords(firstOf(words, many))
  if (minutes === undefined || notGiven().test(words.slice(many).join(' '))) return 0
  read.minutes = minutes
  return many
}

async function readDay(words: string[], read: TouchWords, { today, rules }: Reading): Promise<number> {
  const many = read.on === undefined ? wordsThatAre(words, (text) => isDayForm(withoutComma(text), 'of a touch')) : 0
  if (many === 0) return 0
  const on = await dayFromWords(firstOf(words, many), today, 'past', rules)
  // A day to come begins the note: fewer words of `20 dec 2026` would be a day of the past.
  if (on > today) return 0
  read.on = on
  return many
}
