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
import { feastNear } from './feasts.ts'
import { dayToldOf } from './told-day.ts'

const weekdays = weekdayNames.map((name) => name.toLowerCase())
const typed = ['yesterday', 'today', ...weekdays]
/** The short names of weekdays, but for two that begin ordinary notes: `sat down with her`, `sun on the terrace`. */
const short = wordSet('mon tue tues wed weds thu thur thurs fri')

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
  const beginning = dayAtBeginOf(note)
  if (beginning !== undefined && (await isAfterToday(beginning, today, rules)))
    return `${began(beginning)}: a touch cannot be after today.`
  if (first === 'next' && [...weekdays, 'week', 'month'].includes(second))
    return `${began(`${first} ${second}`)}: a touch cannot be after today.`
  const [vague] = (vagueBeginnings.has(first) && vaguely().exec(note.toLowerCase())) || []
  if (vague !== undefined) return `${began(vague)}. If it was then: cl undo, and log it again with the day.`
  if (first === 'last' && second === 'night') return again(began('last night'), 'yesterday')
  const behindOn = first === 'on' ? dayAtBeginOf(note.replace(/^on\s+/i, '')) : undefined
  if (behindOn !== undefined) return again(began(`on ${behindOn}`), behindOn)
  const meant = dateMeant(first, second, vocabulary) ?? dayMeant(first)
  return meant === undefined ? callOfFeast(first, second, vocabulary, today) : again(began(first), meant)
}

const again = (began: string, meant: string): string => `${began}. If you meant ${meant}: cl undo, and log it again.`

/** `tomorrow` is one, too. */
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
  const at = words.findIndex((_, i) => wordsOfDay(words.slice(i), 'of a touch') > 0)
  const said = words
    .slice(at, at + wordsOfDay(words.slice(at), 'of a touch'))
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

const dayMeant = (word: string): string | undefined =>
  short.has(word)
    ? weekdays.find((day) => day.startsWith(word.slice(0, 3)))
    : (typed.find((day) => (isOneLetterOff(word, day) && word !== `${day}s`) || isCalled(word, day)) ??
      misspeltWeekday(word))

/** The day of which a word is one letter off, or which it means in another language; or the weekday that it begins and ends as. */
export const dayToComeMeant = (word: string): string | undefined =>
  ['tomorrow', ...weekdays].find((day) => (isOneLetterOff(word, day) && word !== `${day}s`) || isCalled(word, day)) ??
  (/^tomm?orr?ow$/.test(word) ? 'tomorrow' : misspeltWeekday(word))

/** Five other languages, and short words. */
const alsoCalled: Record<string, string> = {
  tomorrow: 'morgen demain mañana domani',
  yesterday: 'yest yday ystday ystrday gestern ayer ieri gisteren',
  monday: 'montag lundi lunes lunedì maandag',
  tuesday: 'dienstag mardi martes martedì dinsdag',
  wednesday: 'mittwoch mercredi miércoles mercoledì woensdag',
  thursday: 'donnerstag jeudi jueves giovedì donderdag',
  friday: 'freitag vendredi viernes venerdì vrijdag',
  saturday: 'samstag sonnabend samedi sábado sabato zaterdag',
  sunday: 'sonntag dimanche domingo domenica zondag',
}
const isCalled = (word: string, day: string): boolean => alsoCalled[day]?.split(' ').includes(word) ?? false

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
