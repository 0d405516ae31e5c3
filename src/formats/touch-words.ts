import type { Day } from '#domain/days/day.ts'
import { minutesWithUnit } from '#domain/days/lengths.ts'
import { findChannel, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { count, month, weekday } from './day-patterns.ts'
import { type DayRules, dayFromWords } from './day-words.ts'

/** `noteOnly` is the number of arguments at the end that came after `--`. */
type Reading = { vocabulary: Vocabulary; today: Day; rules: () => Promise<DayRules>; noteOnly: number }

/** The most arguments that one day or length takes: `the 20th of november 2026`. */
const longest = 5

const nth = '\\d{1,2}(?:st|nd|rd|th)'
/** The first three letters of the days below: the pattern takes milliseconds to be made, and few notes begin so. */
const beginnings = new Set(
  (
    'tod yes the day las thi a an one two thr fou fiv six hal qua mon tue wed thu fri sat sun ' +
    'jan feb mar apr may jun jul aug sep oct nov dec'
  ).split(' '),
)
const beginsLikeDay = (text: string): boolean =>
  /^\d/.test(text) || beginnings.has((text.split(/\s/, 1)[0] ?? '').slice(0, 3).toLowerCase())

/** True for words that say a day of a touch. */
export const isDayOfTouch = (words: string): boolean => dayWords.test(words)

/** The days that are words of a touch; a shorter one, such as `mon` or `20`, may begin a note. */
const dayWords = new RegExp(
  `^(?:today|yesterday|(?:the )?day before yesterday|${weekday}|last (?:${weekday}|mon|tues?|weds?|thu|thurs?|fri|sat|sun)` +
    `|${weekday} (?:of )?(?:last|this|next) week|this ${weekday}|${count} (?:day|week|month|year)s? ago` +
    `|(?:the )?(?:\\d{1,2}|${nth}) (?:of )?${month}\\.?(?: \\d{4})?|${month}\\.? (?:\\d{1,2}|${nth})(?:,? \\d{4})?|the ${nth}` +
    '|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{1,2}[/-]\\d{1,2}[/-]\\d{4}|\\d{1,2}\\. ?\\d{1,2}\\.(?: ?\\d{4})?)$',
  'i',
)

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
      readWord(free[used] ?? '', read, reading.vocabulary) || (await readSpan(free.slice(used), read, reading))
    if (taken === 0) break
    used += taken
  }
  const note = words.slice(used)
  if (note.length > 0) read.note = note.join(' ')
  return read
}

/** A word or a day without the comma that people write before the note: `visit, all good`. */
const withoutComma = (text: string): string => text.replace(/[,;:]$/, '')

/** Takes a word of the vocabulary. @returns 1 where it was one, else 0 */
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

/** Words after a length that was not given to a touch: `20 min late`. */
const notGiven = new Set('late early delay delayed away before after ago behind'.split(' '))

/** Takes a day or a length at the beginning of these arguments. @returns how many of them it took */
async function readSpan(words: string[], read: TouchWords, reading: Reading): Promise<number> {
  // A length with its unit begins with a digit.
  if (!beginsLikeDay(words.join(' ').trim())) return 0
  for (let count = Math.min(longest, words.length); count > 0; count -= 1) {
    const text = withoutComma(words.slice(0, count).join(' ').trim())
    const minutes = read.minutes === undefined && !notGiven.has(words[count] ?? '') ? minutesWithUnit(text) : undefined
    if (minutes !== undefined) {
      read.minutes = minutes
      return count
    }
    if (read.on !== undefined || !dayWords.test(text)) continue
    const on = await dayFromWords(text, reading.today, 'past', reading.rules)
    // A day to come begins the note: fewer words of `20 dec 2026` would be a day of the past.
    if (on > reading.today) return 0
    read.on = on
    return count
  }
  return 0
}
