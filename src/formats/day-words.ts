import { addDays, type Day, dayOf, daysBetween, isoDayFrom, monthNames, weekdayOf } from '../domain/day.ts'
import { type UserError, wrongUsage } from '../errors.ts'

/**
 * Which way a day without a year or a week is meant (PRODUCT, "Dates"): a past field takes the latest day that is not
 * after today, a future field the earliest that is not before it.
 */
export type Direction = 'past' | 'future'

const known: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 }
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/
const monthThenDay = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/

const notADay = (text: string): UserError =>
  wrongUsage(`"${text}" is not a day.`, 'Write 2026-11-20, today, yesterday, friday, 3 days ago, in 2 weeks or 20 Nov.')

/**
 * Reads a day as people write it.
 * @throws wrong usage for what is no day, an impossible day, or a year outside 1900–9999
 */
export async function dayFromWords(text: string, today: Day, direction: Direction): Promise<Day> {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const iso = isoDayFrom(words)
  if (iso) return iso
  if (Object.hasOwn(known, words)) return addDays(today, known[words] ?? 0)
  return monthDay(words, today, direction) ?? (await relativeDay(words, today, direction)) ?? fail(text)
}

function fail(text: string): never {
  throw notADay(text)
}

/** `20 Nov`, `nov 20`, with or without a year. */
function monthDay(words: string, today: Day, direction: Direction): Day | undefined {
  const [, date, name, year] = dayThenMonth.exec(words) ?? reordered(monthThenDay.exec(words)) ?? []
  const month = monthNames.findIndex((each) => name?.startsWith(each.toLowerCase())) + 1
  if (!date || !name || month === 0) return undefined
  if (year) return dayOf(Number(year), month, Number(date))
  dayOf(2000, month, Number(date)) // a leap year: whatever is impossible in it is impossible in every year
  const thisYear = Number(today.slice(0, 4))
  const step = direction === 'past' ? -1 : 1
  // 29 February may have to be looked for as far as eight years away, around 1900 or 2100.
  for (let away = 0; away <= 8; away += 1) {
    const found = possibleDay(thisYear + step * away, month, Number(date))
    if (found && (direction === 'past' ? found <= today : found >= today)) return found
  }
  return undefined
}

const reordered = (parts: RegExpExecArray | null) => parts && [parts[0], parts[2], parts[1], parts[3]]

function possibleDay(year: number, month: number, date: number): Day | undefined {
  if (month === 2 && date === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return undefined
  return dayOf(year, month, date)
}

/** `friday`, `last tue`, `3 days ago`, `in 2 weeks`: what the date library makes of it, if that is a whole day. */
async function relativeDay(words: string, today: Day, direction: Direction): Promise<Day | undefined> {
  if (/\d[./-]\d/.test(words)) return undefined // 03/04/2026 is another day on either side of an ocean
  const { casual } = await import('chrono-node/en')
  const [year, month, date] = today.split('-').map(Number) as [number, number, number]
  const [found] = casual.parse(words, new Date(year, month - 1, date, 12))
  if (!found || found.text.length !== words.length || found.end || found.start.isCertain('hour')) return undefined
  const { start } = found
  const isWeekday = start.isCertain('weekday') && !start.isCertain('day')
  if (isWeekday && words.startsWith('last ')) return nearest(start.get('weekday'), addDays(today, -1), 'past')
  if (isWeekday && !words.includes(' ')) return nearest(start.get('weekday'), today, direction)
  const isRelative = /\b(ago|in|next|last|this)\b/.test(words)
  if (!isRelative && !(start.isCertain('year') && start.isCertain('day'))) return undefined
  return dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
}

/** The nearest such weekday to `from` in a direction, `from` itself included. */
function nearest(weekday: number | null, from: Day, direction: Direction): Day {
  const ahead = ((weekday ?? 0) - weekdayOf(from) + 7) % 7
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
