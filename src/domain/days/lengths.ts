import { wrongUsage } from '#errors.ts'
import { once } from '../remembered.ts'
import { isTimeOfDay, lengthInEnglish, timeInEnglish } from './lengths-elsewhere.ts'

const units = { day: 1, week: 7, fortnight: 14, month: 30, quarter: 90, year: 365 }
const { day, week, month, year } = units
const daysPer: Record<string, number> = { ...units, d: day, w: week, wk: week, m: month, mth: month, y: year, yr: year }
const howOften = { daily: 1, weekly: 7, fortnightly: 14, monthly: 30, quarterly: 90, yearly: 365 }
const daysOfWord: Record<string, number> = { ...units, ...howOften }
const longestInDays = 36_500
const longestInMinutes = 10_000

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

/**
 * `10`, `10d`, `2w`, `2 weeks`, `3m`, `1y`, or words such as `monthly` and `every month`; a week has 7 days, a month 30, a quarter
 * 90, a year 365. Lengths in five other languages are read, too.
 * @throws wrong usage, for anything else, for less than a day and for more than a hundred years
 */
export const durationInDays = (text: string): number => durationOr(text, '')

/** `others` are the words that may stand in place of a length, for the error. */
export function durationOr(text: string, others: string): number {
  const typed = plain(text).replace(/^every /, '')
  const days = daysOf(typed) ?? daysOf(lengthInEnglish(typed) ?? '')
  if (days === undefined || days < 1 || days > longestInDays) {
    throw wrongUsage(
      `"${text}" is not a length of time.`,
      `Write 10d, 2w, 3m or 1y (up to 100y), or weekly, monthly, quarterly, yearly${others}.`,
    )
  }
  return days
}

const daysOf = (typed: string): number | undefined =>
  Object.hasOwn(daysOfWord, typed) ? daysOfWord[typed] : countedDays(typed)

/** `an hour` is one hour. */
const numbers: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  'a couple of': 2,
  'couple of': 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
}
/** A pattern takes them as its alternatives. */
export const numberWords = Object.keys(numbers).join('|')
const numberFrom = (typed: string): number => numbers[typed] ?? Number(typed.replace(',', '.'))

/** A number and a unit. Each start reads some: with the words of numbers in it, V8 takes three times as long to make the pattern. */
const counted = /^(\d{1,6}|[a-z ]+(?= )) ?([a-z]+)?$/

function countedDays(typed: string): number | undefined {
  const [, count = '', unit = 'd'] = counted.exec(typed) ?? []
  const per = Object.hasOwn(daysPer, unit) ? daysPer[unit] : daysPer[unit.replace(/s$/, '')]
  if (per === undefined || !(/^\d/.test(count) || Object.hasOwn(numbers, count))) return undefined
  return numberFrom(count) * per
}

/** A length that says its unit is no day: `2 weeks`, `a week`, `10d`, `monthly`. */
export function isDuration(text: string): boolean {
  const typed = plain(text)
  return !/^\d+$/.test(typed) && (daysOf(typed) ?? lengthInEnglish(typed)) !== undefined
}

const beginnings = [...Object.keys(numbers).map((each) => each.split(' ', 1)[0] ?? ''), 'half', 'quarter']
/** The patterns of a whole length take V8 a millisecond to make, and each unit, in words or in short, has an h or an m. */
function mayBeLength(typed: string): boolean {
  if (!/[hm]/.test(typed)) return false
  const [first = ''] = typed.split(' ', 1)
  return /^\d/.test(first) || beginnings.some((each) => first === each || first.startsWith(`${each}h`))
}
const hourWord = 'h|hrs?\\.?|hours?'
const minuteWord = 'm|mins?\\.?|minutes?'
const inMinutes = once(() => new RegExp(`^(\\d{1,6}) ?(?:${minuteWord})$`))
const inHours = once(() => new RegExp(`^(\\d{1,5}) ?(?:${hourWord})(?: ?(?:and )?([0-5]?\\d) ?(?:${minuteWord})?)?$`))
const inPartsOfHours = once(
  () => new RegExp(`^(\\d{1,3}(?:[.,](?:5|25|75))?|${numberWords}) ?(?:${hourWord})( and a half)?$`),
)
const asOnClock = /^(\d{1,3}):([0-5]\d)$/
const withSeconds = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/

/** `20 min`, `20m`, `1h`, `1h30`, `1.5 hours`, `half an hour`, `3/4 h`, `2 Stunden`; undefined for anything else. */
export function minutesWithUnit(text: string): number | undefined {
  const found = minutesSaid(plain(text))
  return found === undefined || found > longestInMinutes ? undefined : found
}

/** As `minutesWithUnit`, among the words of a note: `14 heures` is a time of the day there. */
export const minutesInWords = (text: string): number | undefined =>
  isTimeOfDay(text) ? undefined : minutesWithUnit(text)

const minutesSaid = (typed: string): number | undefined =>
  minutesInEnglish(typed) ?? minutesInEnglish(timeInEnglish(typed) ?? '')

const minutesInEnglish = (typed: string): number | undefined =>
  mayBeLength(typed) ? (wholeMinutes(typed) ?? partsOfHours(typed)) : undefined

function wholeMinutes(typed: string): number | undefined {
  const [, minutes] = inMinutes().exec(typed) ?? []
  if (minutes !== undefined) return Number(minutes)
  const [, hours, rest = '0'] = inHours().exec(typed) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(rest)
}

/** `half an hour`, `a quarter of an hour`, `3/4 h` */
const partOfHour = once(
  () => new RegExp(`^(?:(?:a )?(half|quarter|three quarters)|([13])/([24])) ?(?:(?:of )?an hour|${hourWord})$`),
)
const minutesOfPart: Record<string, number> = { half: 30, quarter: 15, 'three quarters': 45 }

function partsOfHours(typed: string): number | undefined {
  const [, hours, half] = inPartsOfHours().exec(typed) ?? []
  if (hours !== undefined) return numberFrom(hours) * 60 + (half === undefined ? 0 : 30)
  const [, words, part, of] = partOfHour().exec(typed) ?? []
  return words !== undefined ? minutesOfPart[words] : part === undefined ? undefined : (60 * Number(part)) / Number(of)
}

/** A telephone lists calls so: `00:05:12` is 5; undefined for anything else. */
function minutesWithSeconds(typed: string): number | undefined {
  const [, hours, minutes, seconds] = withSeconds.exec(typed) ?? []
  return hours === undefined ? undefined : Math.round(Number(hours) * 60 + Number(minutes) + Number(seconds) / 60)
}

/**
 * A whole number from 0 to 10,000, a length with its unit, `1:30` or `00:05:12`.
 * @throws wrong usage, for anything else
 */
export function minutesFrom(text: string): number {
  const typed = text.trim()
  const [, hours, rest] = asOnClock.exec(typed) ?? []
  const minutes =
    hours !== undefined
      ? Number(hours) * 60 + Number(rest)
      : (minutesWithSeconds(typed) ?? minutesWithUnit(typed) ?? (/^\d{1,5}$/.test(typed) ? Number(typed) : -1))
  if (minutes < 0 || minutes > longestInMinutes) {
    throw wrongUsage(`"${text}" is not a number of minutes.`, 'Write a number such as 20, or 20m, 1h, 1h30 or 1:30.')
  }
  return minutes
}

const decimalHours = /^(\d{1,5}[.,]\d{1,3}) ?h(?:ours?)?$/

/** `3h`, `90m`, `1h30`, `1.5h`, `half an hour` or `45`. @throws wrong usage, for anything else, and for no time at all */
export function timeSavedFrom(text: string): number {
  const typed = plain(text)
  const [, hours] = decimalHours.exec(typed) ?? []
  const minutes =
    hours === undefined
      ? (minutesSaid(typed) ?? (/^\d{1,6}$/.test(typed) ? Number(typed) : 0))
      : Math.round(numberFrom(hours) * 60)
  if (minutes < 1) throw wrongUsage(`"${text}" is not a time that was saved.`, 'Write 3h, 90m, 1h30 or 45 (minutes).')
  return minutes
}
