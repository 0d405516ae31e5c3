import type { YearlyDay } from '#domain/dates.ts'
import {
  addDays,
  anotherDay,
  type Day,
  dayOf,
  daysBetween,
  daysInMonth,
  isoDayFrom,
  monthNames,
  noonOf,
  weekdayOf,
} from '#domain/day.ts'
import { type UserError, wrongUsage } from '#errors.ts'

/**
 * Which way a day without a year or a week is meant: a past field takes the latest day that is not
 * after today, a future field the earliest that is not before it.
 */
export type Direction = 'past' | 'future'

const known: Record<string, number> = {
  'day before yesterday': -2,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
  'day after tomorrow': 2,
}
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
/** A distance from today, or the same day of another week, month or year; periods such as `last weekend` are no days. */
const relative = /^(in .+|[a-z\d].* ago|(next|last) (week|month|year|(mon|tue|wed|thu|fri|sat|sun)[a-z]*))$/
/** A weekday before the day that it is: `fri 20 nov`. */
const leadingWeekday = /^([a-z]{3,9}),?\s+(?=\S+\s+\S)/
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/
const monthThenDay = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/

const notADay = (text: string): UserError =>
  wrongUsage(`"${text}" is not a day.`, 'Write 2026-11-20, today, yesterday, friday, 3 days ago, in 2 weeks or 20 Nov.')

/**
 * Reads a day as people write it.
 * @throws wrong usage for what is no day, an impossible day, or a year outside 1900–9999
 */
export async function dayFromWords(text: string, today: Day, direction: Direction): Promise<Day> {
  const found = await dayMeant(plainWords(text), today, direction)
  if (!found) throw notADay(text)
  return found
}

/**
 * Reads a day of the year as people write it, with a year or without. Of words that mean a day near today, such as
 * `friday`, it takes the month and the day of the month.
 * @throws wrong usage for what is no day, an impossible day, or a year outside 1900–9999
 */
export async function yearlyDayFrom(text: string, today: Day): Promise<YearlyDay> {
  const words = plainWords(text)
  const early = /\b1[0-8]\d\d\b/.exec(words)
  if (early) throw wrongUsage(`The year ${early[0]} is outside 1900–9999.`, 'Leave the year out, as in: 3 may')
  const iso = isoDayFrom(words)
  if (iso) return { ...monthAndDateOf(iso), year: Number(iso.slice(0, 4)) }
  const named = namedMonthDay(words)
  if (named) return named
  const found = await dayMeant(words, today, 'future')
  if (!found) {
    throw wrongUsage(
      `"${text}" is not a day of the year.`,
      'Write 5 mar, 29 feb, 1998-06-12 or tomorrow. Words that belong together go in quotes: "wedding day"',
    )
  }
  return { ...monthAndDateOf(found), year: null }
}

const plainWords = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

const monthAndDateOf = (day: Day) => ({ month: Number(day.slice(5, 7)), date: Number(day.slice(8)) })

async function dayMeant(words: string, today: Day, direction: Direction): Promise<Day | undefined> {
  const iso = isoDayFrom(words)
  if (iso) return iso
  if (Object.hasOwn(known, words)) return addDays(today, known[words] ?? 0)
  return (
    weekdayAlone(words, today, direction) ??
    weekdayAndDay(words, today, direction) ??
    monthDay(words, today, direction) ??
    (await relativeDay(words, today))
  )
}

/** 0 for Sunday … 6 for Saturday, by the name or its beginning; -1 for another word. */
const weekdayNamed = (word: string): number =>
  word === 'weds' ? 3 : word.length < 3 ? -1 : weekdays.findIndex((name) => name.toLowerCase().startsWith(word))

/** `friday`, `this friday`, `last tue`. */
function weekdayAlone(words: string, today: Day, direction: Direction): Day | undefined {
  const [, which, name = ''] = /^(?:(last|this) )?([a-z]+)$/.exec(words) ?? []
  const weekday = weekdayNamed(name)
  if (weekday < 0) return undefined
  return which === 'last' ? nearest(weekday, addDays(today, -1), 'past') : nearest(weekday, today, direction)
}

/** `fri 20 nov`. @throws wrong usage, when that day is another weekday */
function weekdayAndDay(words: string, today: Day, direction: Direction): Day | undefined {
  const [lead = '', name = ''] = leadingWeekday.exec(words) ?? []
  const weekday = weekdayNamed(name)
  const found = weekday < 0 ? undefined : monthDay(words.slice(lead.length), today, direction)
  if (found && weekdayOf(found) !== weekday) {
    throw wrongUsage(
      `${shortDay(found, today)} is not a ${weekdays[weekday]}, but a ${weekdays[weekdayOf(found)]}.`,
      'Write the one that is meant.',
    )
  }
  return found
}

/** `20 Nov`, `nov 20`, with or without a year. @throws wrong usage for a day that no year has, or not that one */
function namedMonthDay(words: string): YearlyDay | undefined {
  const [, date, name, year] = dayThenMonth.exec(words) ?? reordered(monthThenDay.exec(words)) ?? []
  const month = name === 'sept' ? 9 : months.findIndex((each) => name !== undefined && each.startsWith(name)) + 1
  if (!date || !name || month === 0) return undefined
  if (year) dayOf(Number(year), month, Number(date))
  else if (Number(date) < 1 || Number(date) > daysInMonth(2000, month))
    throw wrongUsage(`There is no ${Number(date)} ${monthNames[month - 1]}.`, anotherDay)
  return { month, date: Number(date), year: year ? Number(year) : null }
}

/** `20 Nov`, `nov 20`, with or without a year. */
function monthDay(words: string, today: Day, direction: Direction): Day | undefined {
  const named = namedMonthDay(words)
  if (!named) return undefined
  const { month, date, year } = named
  if (year !== null) return dayOf(year, month, date)
  const thisYear = Number(today.slice(0, 4))
  const step = direction === 'past' ? -1 : 1
  // 29 February may have to be looked for as far as eight years away, around 1900 or 2100.
  for (let away = 0; away <= 8; away += 1) {
    const found = possibleDay(thisYear + step * away, month, date)
    if (found && (direction === 'past' ? found <= today : found >= today)) return found
  }
  return undefined
}

const reordered = (parts: RegExpExecArray | null) => parts && [parts[0], parts[2], parts[1], parts[3]]

const possibleDay = (year: number, month: number, date: number): Day | undefined =>
  date > daysInMonth(year, month) ? undefined : dayOf(year, month, date)

/** `3 days ago`, `in 2 weeks`, `next friday`: what the date library makes of it, if that is a whole day. */
async function relativeDay(words: string, today: Day): Promise<Day | undefined> {
  if (!relative.test(words)) return undefined
  if (weekdayNamed(words.split(' ')[0] ?? '') >= 0) return undefined // `friday last week`: it would be read as another
  const { casual } = await import('chrono-node/en')
  const [found] = casual.parse(words, noonOf(today))
  if (!found || found.text.length !== words.length || found.end || found.start.isCertain('hour')) return undefined
  const { start } = found
  return dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
}

/** The nearest such weekday to `from` in a direction, `from` itself included. */
function nearest(weekday: number, from: Day, direction: Direction): Day {
  const ahead = (weekday - weekdayOf(from) + 7) % 7
  return addDays(from, direction === 'future' ? ahead : ahead - (ahead === 0 ? 0 : 7))
}

/** `today`, `yesterday`, `20 Nov`, `20 Nov 2025`: a day as it is said in a sentence, seen from `today`. */
export function dayInWords(day: Day, today: Day): string {
  const away = daysBetween(today, day)
  if (away === 0) return 'today'
  if (away === -1) return 'yesterday'
  if (away === 1) return 'tomorrow'
  return shortDay(day, today)
}

/** `20 Nov`, with the year where it is another than today's. */
export function shortDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-') as [string, string, string]
  const short = `${Number(date)} ${monthNames[Number(month) - 1]}`
  return year === today.slice(0, 4) ? short : `${short} ${year}`
}
