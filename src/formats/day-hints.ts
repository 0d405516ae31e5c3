import { type Day, isoDayFrom } from '#domain/days/day.ts'
import { UserError } from '#errors.ts'
import { isOneLetterOff } from './touch-hints.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const typed = ['yesterday', 'today', ...weekdays]
/** Of a weekday's short names those that begin no ordinary note: `sat down with her`, `sun on the terrace`. */
const short = /^(?:mon|tues?|weds?|thu|thurs?|fri)$/

/**
 * What a note that begins with a day says of it, where the day was not taken for that of the touch: it is after today, it is
 * written as `cl log` does not read it, or it is misspelt.
 * @returns undefined for a note that begins otherwise
 */
export function dayInNote(note: string, today: Day): string | undefined {
  const [first = '', second = ''] = note.toLowerCase().split(/[\s,;:]+/)
  const began = (words: string) => `"${words}" began the note`
  if (isAfterToday(first, today)) return `${began(first)}: a touch cannot be after today.`
  const isWeekday = weekdays.includes(second)
  if (isWeekday ? ['next', 'this'].includes(first) : first === 'next' && /^(?:week|month)$/.test(second))
    return `${began(`${first} ${second}`)}: a touch cannot be after today.`
  if (first === 'last' && /^(?:week|month)$/.test(second))
    return `${began(`${first} ${second}`)}. If it was then: cl undo, and log it again with the day.`
  const meant = first === 'on' && isWeekday ? second : dayMeant(first)
  if (meant === undefined) return undefined
  return `${began(first === 'on' ? `on ${second}` : first)}. If you meant ${meant}: cl undo, and log it again.`
}

const atEnd = /(?:^|\s)(yesterday|(?:on|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+ (?:day|week)s? ago)[.!]*$/i

/** What to type where a note ends with a day of the past, as in `asked about rye yesterday`; undefined for another note. */
export function dayAtEndOf(note: string): string | undefined {
  const day = atEnd.exec(note)?.[1]?.replace(/^on /i, '')
  if (day === undefined) return undefined
  return `Logged for today. If it was ${day}: cl amend --on ${day.includes(' ') ? `"${day}"` : day}`
}

/** The day that a word alone perhaps means. */
const dayMeant = (word: string): string | undefined =>
  short.test(word)
    ? weekdays.find((day) => day.startsWith(word.slice(0, 3)))
    : typed.find((day) => isOneLetterOff(word, day) && word !== `${day}s`)

function isAfterToday(word: string, today: Day): boolean {
  try {
    const day = isoDayFrom(word)
    return word === 'tomorrow' || (day !== undefined && day > today)
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
