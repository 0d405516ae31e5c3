import { addDays, type Day, dayOf, daysInMonth, noonOf, partsOf, weekdayNames, weekdayOf } from '#domain/days/day.ts'
import { durationInDays, isDuration } from '#domain/days/lengths.ts'
import type { WeekStart } from '#domain/days/week.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import type { DateOrder } from '#domain/shop/settings.ts'
import { type UserError, wrongUsage } from '#errors.ts'
import { calendarDay } from './calendar-day.ts'
import { shortDay } from './day-in-words.ts'
import { type Direction, dayNear, isInDirection } from './day-parts.ts'
import { inEnglish } from './days-elsewhere.ts'
import { feastNear } from './feasts.ts'
import { englishMonth, monthNamed } from './month-names.ts'

/** The order is that of `1/5/2026`. */
export type DayRules = { order: DateOrder | null; weekStart: WeekStart }

const usualRules = async (): Promise<DayRules> => ({ order: null, weekStart: 1 })

/** `rules` opens the book, so it is called only where the words need it. */
type Reading = { today: Day; direction: Direction; rules: () => Promise<DayRules> }

const known: Record<string, number> = {
  'day before yesterday': -2,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
  'day after tomorrow': 2,
}
/** A day of another week, month or year is meant, too; periods such as `last weekend` are no days. */
const relative = /^(in .+|[a-z\d].* ago|(next|last) (week|wk|month|mth|year|yr|(mon|tue|wed|thu|fri|sat|sun)[a-z]*))$/
/** The date library guesses the number: `in a few days`. */
const vague = /^(?:in )?((?:a )?(?:few|several|some)) (days|weeks|months|years)(?: ago)?$/
/** `fri 20 nov` */
const leadingWeekday = /^([a-z]{3,9}),? (?:the )?(.*\d.*)$/

function notADay(text: string): UserError {
  const words = plainWords(text)
  const [, month] = /^(?:19|20)\d\d(-(?:0[1-9]|1[0-2]))?$/.exec(words) ?? [undefined, null]
  if (month !== null)
    return wrongUsage(
      `"${text}" is a ${month ? 'month' : 'year'}, not a day.`,
      `Write a day of it, such as ${words}${month ? '' : '-01'}-01.`,
    )
  if (
    /^(?:\d{1,2}|next|last|this|in|end|day)$/.test(words) ||
    (/^[a-z]+$/.test(words) && monthNamed(words) !== undefined)
  )
    return wrongUsage(`"${text}" is not a day.`, 'A day of several words goes in quotes: "17 nov", "last friday".')
  const [, few = '', units] = vague.exec(words) ?? []
  if (units) return wrongUsage(`"${text}" is no one day.`, `Say how many ${units}, as in: ${words.replace(few, '3')}`)
  return wrongUsage(
    `"${text}" is not a day.`,
    'Write 2026-11-20, today, yesterday, friday, 3 days ago, in 2 weeks or 20 Nov.',
  )
}

/**
 * @param rules the shop's settings; called only where the words need them
 * @throws wrong usage for a text that is no day, an impossible day, two possible days, or a year outside 1900–9999
 */
export async function dayFromWords(text: string, today: Day, direction: Direction, rules = usualRules): Promise<Day> {
  const words = plainWords(text)
  const reading = { today, direction, rules }
  const found = (await dayOrLength(words, reading)) ?? (await dayElsewhere(words, reading))
  if (!found) throw notADay(text)
  return found
}

/** A length counts from today in a future field: `--by 2w`. */
const dayOrLength = async (words: string, reading: Reading): Promise<Day | undefined> =>
  (await dayMeant(words, reading)) ??
  feastNear(words, reading.today, reading.direction) ??
  (reading.direction === 'future' && /[\d ]/.test(words) && isDuration(words)
    ? addDays(reading.today, durationInDays(words))
    : undefined)

/** `vendredi`, `in 3 Tagen` */
async function dayElsewhere(words: string, reading: Reading): Promise<Day | undefined> {
  const english = inEnglish(words)
  return english === undefined ? undefined : dayOrLength(english, reading)
}

/**
 * Words that mean a day near today, such as `friday`, have their month and day of the month.
 * @param rules as for `dayFromWords` @throws wrong usage, as `dayFromWords`
 */
export async function yearlyDayFrom(text: string, today: Day, rules = usualRules): Promise<YearlyDay> {
  const words = plainWords(text)
  const early = /\b1[0-8]\d\d\b/.exec(words)
  if (early) throw wrongUsage(`The year ${early[0]} is outside 1900–9999.`, 'Leave the year out, as in: 3 may')
  const written = await calendarDay(words, { today, direction: 'past', rules })
  if (written) return written
  const found = await dayMeant(words, { today, direction: 'future', rules })
  if (!found) {
    throw wrongUsage(
      `"${text}" is not a day of the year.`,
      /^\d{1,2}$/.test(words)
        ? 'A day of several words goes in quotes: "5 mar".'
        : 'Write 5 mar, 29 feb, 1998-06-12 or tomorrow.',
    )
  }
  return { ...partsOf(found), year: null }
}

const plainWords = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^the /, '')

async function dayMeant(words: string, reading: Reading): Promise<Day | undefined> {
  const { today, direction } = reading
  if (Object.hasOwn(known, words)) return addDays(today, known[words] ?? 0)
  const written = await calendarDay(words, reading)
  return (
    (written && dayNear(written, today, direction)) ??
    weekdayAlone(words, today, direction) ??
    (await weekdayOfWeek(words, reading)) ??
    (await endOfWeek(words, reading)) ??
    (await weekdayAndDay(words, reading)) ??
    dateAlone(words, today, direction) ??
    endOf(words, today, direction) ??
    (await relativeDay(words, today))
  )
}

/** 0 for Sunday … 6 for Saturday; -1 for another word. The beginning of a name is enough. */
const weekdayNamed = (word: string): number =>
  word === 'weds' ? 3 : word.length < 3 ? -1 : weekdayNames.findIndex((name) => name.toLowerCase().startsWith(word))

/** `friday`, `last tue`, `coming friday`. */
function weekdayAlone(words: string, today: Day, direction: Direction): Day | undefined {
  const [, which, name = ''] = /^(last |(?:this )?coming )?([a-z]+)$/.exec(words) ?? []
  const weekday = weekdayNamed(name)
  if (weekday < 0) return undefined
  if (which === undefined) return nearest(weekday, today, direction)
  return which === 'last '
    ? nearest(weekday, addDays(today, -1), 'past')
    : nearest(weekday, addDays(today, 1), 'future')
}

/** Weeks, months or years from the present one. */
const periodsAway: Record<string, number> = { this: 0, last: -1, next: 1 }

/** `this friday`, `tuesday of last week`, `fri next week`, as the shop counts weeks. */
async function weekdayOfWeek(words: string, { today, rules }: Reading): Promise<Day | undefined> {
  const found =
    /^(?<which>this) (?<name>[a-z]+)$/.exec(words) ??
    /^(?<name>[a-z]+) (?:of )?(?<which>this|last|next) week$/.exec(words)
  const { name = '', which = '' } = found?.groups ?? {}
  const weekday = weekdayNamed(name)
  const weeks = periodsAway[which]
  if (weekday < 0 || weeks === undefined) return undefined
  const { weekStart } = await rules()
  const inWeek = (of: number) => (of - weekStart + 7) % 7
  return addDays(today, 7 * weeks + inWeek(weekday) - inWeek(weekdayOf(today)))
}

/** `end of the week`, `end of next week`: its Friday. */
async function endOfWeek(words: string, reading: Reading): Promise<Day | undefined> {
  const found = /^end of (?:the )?(?:(?:this|(last|next)) )?week$/.exec(words)
  const [, which] = found ?? []
  if (!found) return undefined
  return which
    ? weekdayOfWeek(`friday ${which} week`, reading)
    : weekdayAlone('friday', reading.today, reading.direction)
}

/** `fri 20 nov`, `fri the 20th`. @throws wrong usage, when that day is another weekday */
async function weekdayAndDay(words: string, reading: Reading): Promise<Day | undefined> {
  const { today, direction } = reading
  const [, name = '', rest = ''] = leadingWeekday.exec(words) ?? []
  const weekday = weekdayNamed(name)
  if (weekday < 0) return undefined
  const written = await calendarDay(rest, reading)
  const found = written ? dayNear(written, today, direction) : dateAlone(rest, today, direction)
  if (found && weekdayOf(found) !== weekday) {
    throw wrongUsage(
      `${shortDay(found, today)} is not a ${weekdayNames[weekday]}, but a ${weekdayNames[weekdayOf(found)]}.`,
      'Write the one that is meant.',
    )
  }
  return found
}

/** `20th`, `20.`: the nearest month that has the day. */
function dateAlone(words: string, today: Day, direction: Direction): Day | undefined {
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?$/.exec(words)?.[1])
  if (!(date >= 1 && date <= 31)) return undefined
  const step = direction === 'past' ? -1 : 1
  for (let away = 0; away <= 2; away += 1) {
    const { year, month } = monthAway(today, step * away)
    const found = possibleDay(year, month, date)
    if (found && isInDirection(found, today, direction)) return found
  }
  return undefined
}

/** `end of month`, `end of last month`, `end of november`, `end of the year`: the last day of one. */
function endOf(words: string, today: Day, direction: Direction): Day | undefined {
  const [, which = '', unit = ''] = /^end of (?:the )?(?:(this|last|next) )?(month|year)$/.exec(words) ?? []
  const named = unit === '' ? englishMonth(/^end of ([a-z]+)$/.exec(words)?.[1] ?? '') : undefined
  if (unit === '' && named === undefined) return undefined
  const [first, step] = unit === 'month' ? [0, 1] : [(named ?? 12) - partsOf(today).month, 12]
  const lastOf = (away: number): Day => {
    const { year, month } = monthAway(today, first + step * away)
    return dayOf(year, month, daysInMonth(year, month))
  }
  const said = periodsAway[which]
  if (said !== undefined) return lastOf(said)
  return isInDirection(lastOf(0), today, direction) ? lastOf(0) : lastOf(direction === 'past' ? -1 : 1)
}

function monthAway(today: Day, away: number): { year: number; month: number } {
  const { year, month } = partsOf(today)
  const months = year * 12 + month - 1 + away
  return { year: Math.floor(months / 12), month: (months % 12) + 1 }
}

const possibleDay = (year: number, month: number, date: number): Day | undefined =>
  date > daysInMonth(year, month) ? undefined : dayOf(year, month, date)

/** The date library knows only whole words. */
const wholeUnits: Record<string, string> = { wk: 'week', mth: 'month', yr: 'year' }

/** `3 days ago`, `in 2 weeks`, `next friday`: the date library reads it, where it finds a whole day. */
async function relativeDay(words: string, today: Day): Promise<Day | undefined> {
  if (!relative.test(words) || vague.test(words)) return undefined
  if (weekdayNamed(words.split(' ')[0] ?? '') >= 0) return undefined // `friday last week`: it would be read as another
  const { casual } = await import('chrono-node/en')
  const whole = words.replace(/(wk|mth|yr)(?=s?\b)/g, (unit) => wholeUnits[unit] ?? unit)
  const [found] = casual.parse(whole, noonOf(today))
  if (!found || found.text.length !== whole.length || found.end || found.start.isCertain('hour')) return undefined
  const { start } = found
  return dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0)
}

/** `from` itself counts. */
function nearest(weekday: number, from: Day, direction: Direction): Day {
  const ahead = (weekday - weekdayOf(from) + 7) % 7
  return addDays(from, direction === 'future' ? ahead : ahead - (ahead === 0 ? 0 : 7))
}
