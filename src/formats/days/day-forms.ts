import { numberWords } from '#domain/days/lengths.ts'
import { once, remembering } from '#domain/remembered.ts'
import { wordsThatAre } from '../words-that-are.ts'
import { inEnglish } from './days-elsewhere.ts'

// The one grammar of the words that say a day among others: each place lists the forms that count there, and `day-words.ts`
// reads them all. The forms are texts of patterns: V8 takes its time for a pattern, so each is made where it is first needed.

export const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
export const shortWeekday = '(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)'
/** The whole name, or the beginning of it. */
export const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const year = '\\d{4}'
const nth = '\\d{1,2}(?:st|nd|rd|th|\\.)'
export const date = `${nth}|\\d{1,2}`
/** `2 weeks`, `a month` */
export const amount = `(?:\\d+|${numberWords}) (?:day|week|wk|month|mth|year|yr)s?`

/** Shorter forms, such as `mon` or `20`, are ordinary words there. Few lines need one. */
const places = once(() => {
  const ago = `(?:${amount}|\\d+ ?(?:[dwy]|wks?|mths?|yrs?)) ago`
  const dayOfMonth = `(?:the )?(?:${date}) (?:of )?${month}\\.?(?: ${year})?|${month}\\.? (?:${date})(?:,? ${year})?|the ${nth}`
  const inDigits =
    '\\d{4}-\\d{1,2}-\\d{1,2}|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{1,2}[/-]\\d{1,2}[/-]\\d{4}|\\d{1,2}\\. ?\\d{1,2}\\.(?: ?\\d{4})?'
  /** `friday 13 nov` */
  const bothNamed = `(?:${weekday}|${shortWeekday}),? (?:${dayOfMonth}|${inDigits})`
  const feast = 'easter (?:sun|mon)day|christmas eve'
  const clearlyPast = `yesterday|(?:the )?day before yesterday|last (?:${weekday}|${shortWeekday})|${ago}`
  return {
    /** Forms of several words, none of which is a day before its last word. */
    'of an option':
      '(?:last|next|this) (?:mon|tue|wed|thu|fri|sat|sun|week|wk|month|mth|year|yr)[a-z]*' +
      `|in ${amount}|${ago}|(?:the )?(?:last|past) ${amount}|(?:the )?day (?:before yesterday|after tomorrow)|${dayOfMonth}|${bothNamed}|${feast}` +
      `|end of (?:(?:(?:the|this|next|last) )*(?:week|month|year)|${month})`,
    /** Days up to today. */
    'of a touch':
      `today|yesterday|(?:the )?day before yesterday|${weekday}|last (?:${weekday}|${shortWeekday})|this ${weekday}` +
      `|${weekday} (?:of )?(?:last|this|next) week|${ago}|${dayOfMonth}|${inDigits}|${bothNamed}`,
    'in front': `today|yesterday|${weekday}`,
    /** These words end a promise also without `by`. */
    'ends a promise':
      'end of (?:(?:the|this|next) )?(?:week|month|year)' +
      `|(?<!end of )(?:(?:(?:this|next) )?(?:${weekday}|mon|tues?|weds?|thurs?|fri)|next (?:week|wk)|in ${amount}|(?:${date}) ${month}` +
      `|${month} \\d{1,2}|\\d{1,2}\\.\\d{1,2}\\.|\\d{4}-\\d\\d-\\d\\d)`,
    'in a note': `${clearlyPast}|on (?:${weekday}|${dayOfMonth})`,
    'ends a note': clearlyPast,
  }
})
type Place = keyof ReturnType<typeof places>

/** Case is ignored; each pattern is made once. */
export const pattern = remembering((text: string) => new RegExp(text, 'is'))

// Words are looked for in a text: V8 keeps each part of a text that is taken apart.
const names = ' mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec '
const firsts = ' the day last past next this in on end easter christmas a an couple one two three four five six '
const lasts = `${names}tod yes tom ago eve day wee wk wks wke mth yea yr yrs `
const alone =
  ' today yesterday monday mon tuesday tues tue wednesday weds wed thursday thurs thur thu friday fri saturday sat sunday sun '
const isOneOf = (words: string, word: string): boolean => words.includes(` ${word} `)
const beginsSo = (beginnings: string, word: string): boolean =>
  /^\d/.test(word) || isOneOf(beginnings, word.slice(0, 3))

/** The whole pattern takes V8 milliseconds to make, and few texts begin and end with words of a day. */
function mayBeDay(text: string): boolean {
  const typed = text.toLowerCase()
  const end = typed.indexOf(' ')
  if (end < 0) return isOneOf(alone, typed) || /^\d+[-/.]/.test(typed)
  const first = typed.slice(0, end)
  const last = typed.slice(typed.lastIndexOf(' ') + 1)
  return beginsSo(lasts, last) && (isOneOf(firsts, first) || beginsSo(names, first))
}

export const isDayForm = (words: string, place: Place): boolean =>
  (mayBeDay(words) && pattern(`^(?:${places()[place]})$`).test(words)) ||
  (place === 'of an option' && words.includes(' ') && inEnglish(words) !== undefined)

/** 0 where the words from there on begin with none. */
export const wordsOfDay = (words: readonly string[], place: Place, from = 0): number =>
  wordsThatAre(words, (text) => isDayForm(text, place), from)

/** Undefined for a text that ends otherwise. */
export const dayAtEnd = (text: string, place: Place): string | undefined =>
  pattern(`(?:^|\\s)(${places()[place]})[.!]*$`).exec(text)?.[1]
