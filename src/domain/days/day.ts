import { resultOr, wrongUsage } from '#errors.ts'
import { compareText } from '../compare-text.ts'
import { remembering } from '../remembered.ts'

declare const dayBrand: unique symbol

/** A local calendar day, `YYYY-MM-DD`, between 1900-01-01 and 9999-12-31. Days compare as text. */
export type Day = string & { readonly [dayBrand]: true }

export const firstDay = '1900-01-01' as Day
export const lastDay = '9999-12-31' as Day

const msPerDay = 86_400_000
const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
/** January comes first. */
export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Sunday comes first. */
export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export const anotherDay = 'Give a day that there is, such as 2026-11-20.'

// A book has far more days than different ones, and Date is slow: each is worked out once.
const fromEpochDay = remembering((n: number): Day => new Date(n * msPerDay).toISOString().slice(0, 10) as Day)
const toEpochDay = remembering((day: Day): number => Date.parse(day) / msPerDay)

/** @param month 1–12 @throws wrong usage, for a day that no calendar has, or a year outside 1900–9999 */
export function dayOf(year: number, month: number, date: number): Day {
  if (year < 1900 || year > 9999) throw wrongUsage(`The year ${year} is outside 1900–9999.`, anotherDay)
  const utc = new Date(Date.UTC(year, month - 1, date))
  if (month < 1 || month > 12) throw wrongUsage(`There is no month ${month}.`, anotherDay)
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== date) {
    throw wrongUsage(`There is no ${date} ${monthNames[month - 1]} in ${year}.`, anotherDay)
  }
  return utc.toISOString().slice(0, 10) as Day
}

export const yearOf = (on: Day): number => Number(on.slice(0, 4))

/** The month is 1–12. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, date }
}

/** @param month 1–12 */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Reads `2026-11-20`; undefined for any other form. @throws wrong usage, for that form with an impossible day */
export function isoDayFrom(text: string): Day | undefined {
  const parts = isoDay.exec(text)
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

export const isDay = (text: string): text is Day => resultOr(undefined, () => isoDayFrom(text)) === text

/** The zone is that of this process. */
export const localDay = (moment: Date): Day => dayOf(moment.getFullYear(), moment.getMonth() + 1, moment.getDate())

/** The day begins in Greenwich: for a library that stores moments without a zone. */
export const midnightOf = (day: Day): Date => new Date(day)

/** The zone is that of this process: for a library that reckons with moments. */
export function noonOf(day: Day): Date {
  const { year, month, date } = partsOf(day)
  return new Date(year, month - 1, date, 12)
}

/** The month is 1–12. */
export type ClockTime = { year: number; month: number; day: number; hour: number; minute: number }

const clockIn = remembering(clockFor)

/** Null for a name that is no zone. */
function clockFor(timeZone: string): Intl.DateTimeFormat | null {
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numbers })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

export const isZone = (timeZone: string): boolean => clockIn(timeZone) !== null

/** The given time is UTC; without a zone, or in an unknown one, the zone of this process counts. */
export function timeInZone({ year, month, day, hour, minute }: ClockTime, timeZone: string | null): ClockTime {
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute))
  const clock = timeZone === null ? null : clockIn(timeZone)
  if (clock === null) {
    const [month, day] = [moment.getMonth() + 1, moment.getDate()]
    return { year: moment.getFullYear(), month, day, hour: moment.getHours(), minute: moment.getMinutes() }
  }
  const shown: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(moment)) shown[type] = Number(value)
  const { year: inYear = 0, month: inMonth = 0, day: date = 0, hour: inHour = 0, minute: inMinute = 0 } = shown
  return { year: inYear, month: inMonth, day: date, hour: inHour, minute: inMinute }
}

/** The clocks are never put forward or back. */
export function minutesBetween(from: ClockTime, to: ClockTime): number {
  const ofEpoch = ({ year, month, day, hour, minute }: ClockTime) =>
    Date.UTC(year, month - 1, day, hour, minute) / 60_000
  return ofEpoch(to) - ofEpoch(from)
}

/** Negative days go back; the result is held within 1900–9999. */
export function addDays(day: Day, days: number): Day {
  const n = toEpochDay(day) + days
  return fromEpochDay(Math.min(Math.max(n, -25_567), 2_932_896))
}

/** Negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => toEpochDay(to) - toEpochDay(from)

/** 0 for Sunday … 6 for Saturday. */
export const weekdayOf = (day: Day): number => new Date(day).getUTCDay()

/** The oldest day comes first, and on one day the first entry. */
export const compareEntries = (a: { on: Day; id: number }, b: { on: Day; id: number }): number =>
  compareText(a.on, b.on) || a.id - b.id

/** @throws wrong usage, for any text but one like `2026-11-20` */
export const day = (text: string): Day => {
  const found = isoDayFrom(text)
  if (!found) throw wrongUsage(`"${text}" is not a day like 2026-11-20.`)
  return found
}

/** The future cannot be written down as done. @throws wrong usage, for a day after `today` */
export function notAfterToday(on: Day, today: Day, what = 'A touch'): Day {
  if (on > today) {
    throw wrongUsage(
      `${what} cannot be in the future: ${on} is after today, ${today}.`,
      'Give a day up to today, such as yesterday or friday.',
    )
  }
  return on
}
