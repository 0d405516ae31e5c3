import { type Day, daysBetween, weekdayNames, yearOf } from '#domain/days/day.ts'
import { findChannel, findPurpose, type TouchWords, type Vocabulary } from '#domain/touches/vocabulary.ts'
import { UserError } from '#errors.ts'
import { isOneLetterOff } from '../touches/misspelt.ts'
import { wordSet } from '../touches/note-clauses.ts'
import { wordsThatAre } from '../words-that-are.ts'
import { isDayForm, wordsOfDay } from './day-forms.ts'
import { shortDay } from './day-in-words.ts'
import { dayIn } from './day-parts.ts'
import { type DayRules, dayFromWords } from './day-words.ts'
import { inEnglish } from './days-elsewhere.ts'
import { feastNear } from './feasts.ts'
import { dayToldOf } from './told-day.ts'

const weekdays = weekdayNames.map((name) => name.toLowerCase())
const typed = ['yesterday', 'today', ...weekdays]
/** The short names of weekdays, but for two that begin ordinary notes: `sat down with her`, `sun on the terrace`. */
const short = wordSet('mon tue tues wed weds thu thur thurs fri')

/** `on` in front of a day, in six languages. */
const ofADay = wordSet('on am le el il op')

/** Times of the past that are no one day, and the words that they begin with. */
const vagueBeginnings = wordSet('last a few the at over on')
const vaguely = () =>
  /^(?:last (?:week|weekend|month)|(?:a )?few (?:day|week)s (?:ago|back)|the other day|(?:at|over|on) the weekend)(?![\p{L}\d])/u

/**
 * The note begins with a day that was not taken for the touch's: it is after today, `cl log` does not read it, or it is misspelt.
 * @returns undefined for a note that begins otherwise
 */
export async function dayInNote(
  note: string,
  vocabulary: Vocabulary,
  today: Day,
  rules: () => Promise<DayRules>,
): Promise<string | undefined> {
  const [first = '', second = ''] = note.toLowerCase().split(/[\s,;:]+/)
  const began = (words: string) => `"${words}" began the note`
  const { said = first, english } = dayElsewhere(note) ?? {}
  const beginning = english === undefined ? dayAtBeginOf(note) : said
  if (beginning !== undefined && (await isAfterToday(beginning, today, rules))) return cannotBe(began(beginning))
  if (first === 'next' && [...weekdays, 'week', 'month'].includes(second)) return cannotBe(began(`${first} ${second}`))
  const [vague] = (vagueBeginnings.has(first) && vaguely().exec(note.toLowerCase())) || []
  if (vague !== undefined) return `${began(vague)}. If it was then: cl undo, and log it again with the day.`
  if (first === 'last' && second === 'night') return again(began('last night'), 'yesterday')
  const behindOn = ofADay.has(first) ? dayAtBeginOf(note.slice(first.length).trimStart()) : undefined
  if (behindOn !== undefined) return again(began(`${first} ${behindOn}`), behindOn)
  const meant = english ?? dateMeant(first, second, vocabulary) ?? dayMeant(first)
  return meant === undefined ? callOfFeast(first, second, vocabulary, today) : again(began(said), meant)
}

const cannotBe = (began: string): string => `${began}: a touch cannot be after today.`

const again = (began: string, meant: string): string =>
  /^last (?:week|weekend|month|year)$/.test(meant)
    ? `${began}. If it was then: cl undo, and log it again with the day.`
    : `${began}. If you meant ${meant}: cl undo, and log it again.`

/** `tomorrow` is a day, too. */
function dayAtBeginOf(note: string): string | undefined {
  const words = note.toLowerCase().split(/\s+/)
  const bare = (text: string) => text.replace(/[,;:]$/, '')
  const many = wordsThatAre(words, (text) => bare(text) === 'tomorrow' || isDayForm(bare(text), 'of a touch'))
  return many === 0 ? undefined : bare(words.slice(0, many).join(' '))
}

/**
 * The answer to a day without a year that was taken for last year's, although it is a few days ahead: `24 dec` on 21 December.
 * @param words the day as it was typed, perhaps among other words
 */
export function takenForLastYears(words: string[], day: Day, today: Day): string | undefined {
  const at = words.findIndex((_, i) => wordsOfDay(words, 'of a touch', i) > 0)
  const said = words
    .slice(at, at + wordsOfDay(words, 'of a touch', at))
    .join(' ')
    .replace(/[,;:]$/, '')
  const read = dayIn(said.replace(/^the /i, ''), { order: 'dmy', thisYear: yearOf(today) })
  if (typeof read !== 'object' || read.year !== null) return undefined
  return `"${said}" was taken for ${shortDay(day, today)}, ${daysBetween(day, today)} days ago. If you meant the one to come: cl undo`
}

/** Only one of the numbers can be a month: `20/11`, `11-20`; `24/7` is no day. */
const dayAndMonth = () =>
  /^(?!24\/7)((?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2\d|3[01]))(?:[\s,;:]|$)/

/** The note says the day of its touch, or begins with one without a year; undefined for another note. */
export function dayAlsoNamed(said: TouchWords & { note: string }, vocabulary: Vocabulary): string | undefined {
  const day = dayToldOf(said, vocabulary) ?? (/^\d/.test(said.note) ? dayAndMonth().exec(said.note)?.[1] : undefined)
  if (day === undefined) return undefined
  return `Logged for today. If it was ${day}: cl amend --on ${day.includes(' ') ? `"${day}"` : day}`
}

/** `thursday 9am works`, `friday is fine` */
const ofAPlan = () =>
  /^(?:(?:at )?\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|uhr)\b|(?:at )?\d{1,2}:\d\d\b|works\b(?! (?:again|fine|great|now|perfectly|well)\b)|(?:suits|would suit)\b|is (?:ok|okay|fine|good|best)\b)/i

/** The day of the touch was perhaps that of a plan in its note; undefined for another. */
export const dayOfPlan = (on: Day, note: string, today: Day): string | undefined =>
  ofAPlan().test(note) ? `Logged for ${shortDay(on, today)}. If it was today: cl amend --on today` : undefined

/** `christmas call`; another way than the usual call is asked about before the day: `christmas card`. */
function callOfFeast(first: string, second: string, vocabulary: Vocabulary, today: Day): string | undefined {
  const isCall = findChannel(vocabulary, second)?.name === 'call'
  if (!isCall || !/^[a-z]+$/.test(first) || feastNear(first, today, 'past') === undefined) return undefined
  return `"${first}" began the note. If it was then: cl undo, and log it again with --on ${first}`
}

/** `24th`, alone or in front of a word of the vocabulary: `24th call`, but not `20th anniversary`. */
function dateMeant(first: string, second: string, vocabulary: Vocabulary): string | undefined {
  const goesOn = second === '' || (findChannel(vocabulary, second) ?? findPurpose(vocabulary, second))
  return goesOn && /^\d{1,2}(?:st|nd|rd|th)$/.test(first) ? `the ${first}` : undefined
}

const oneLetterOff = (word: string, days: string[]): string | undefined =>
  days.find((day) => isOneLetterOff(word, day) && word !== `${day}s`)

const dayMeant = (word: string): string | undefined =>
  short.has(word)
    ? weekdays.find((day) => day.startsWith(word.slice(0, 3)))
    : (oneLetterOff(word, typed) ?? misspeltWeekday(word))

/** The day with which a promise ends, misspelt, in short or in another language: `pour vendredi`, `bis nächste Woche`. */
export function dayToComeAtEnd(promise: string): string | undefined {
  const words = promise
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .split(/\s+/)
  const last = words.at(-1) ?? ''
  const elsewhere = [4, 3, 2, 1].map((many) => inEnglish(words.slice(-many).join(' '))).find(isToCome)
  if (elsewhere !== undefined || last.length < 5) return elsewhere
  return (
    oneLetterOff(last, ['tomorrow', ...weekdays]) ?? (/^tomm?orr?ow$/.test(last) ? 'tomorrow' : misspeltWeekday(last))
  )
}

const isToCome = (english: string | undefined): boolean =>
  english !== undefined && !/^(?:today|yesterday|day before|last|this (?:week|month|year)|\d)|ago$/.test(english)

/** A German note may begin so, too: `hier alles gut`. */
const german = wordSet('alles war waren ist sind gibt hat haben geht wird kommt bei')

/** The day in another language, or in short, with which a note begins, as it was typed and in English. */
function dayElsewhere(note: string): { said: string; english: string } | undefined {
  const words = note.toLowerCase().split(/\s+/)
  const bare = (text: string) => text.replace(/[,;:]$/, '')
  const isDay = (text: string, next = '') => {
    const english = inEnglish(bare(text))
    return (
      english !== undefined &&
      !/^(?:today|this (?:week|month|year)|(?:in |last )?\d+ \S+)$/.test(english) &&
      !(bare(text) === 'hier' && german.has(next))
    )
  }
  const said = bare(words.slice(0, wordsThatAre(words, isDay)).join(' '))
  const english = inEnglish(said)
  return english === undefined ? undefined : { said, english }
}

/** `wensday` has the first letters and the last of a weekday. */
const misspeltWeekday = (word: string): string | undefined =>
  word.endsWith('day') && /^(?:mo|tu|we|th|fr|sa|su)[a-z]{1,6}day$/.test(word) && word !== 'weekday'
    ? weekdays.find((day) => day.startsWith(word.slice(0, 2)) && day !== word)
    : undefined

async function isAfterToday(words: string, today: Day, rules: () => Promise<DayRules>): Promise<boolean> {
  try {
    return (await dayFromWords(words, today, 'past', rules)) > today
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
