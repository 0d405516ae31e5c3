import { wrongUsage } from '#errors.ts'
import { checkLine, foldName } from '../customers/name.ts'
import { addDays, type Day, dayOf, daysBetween, daysInMonth, lastDay, yearOf } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'

/** A month is 1–12; the year is that of the first one. */
export type YearlyDay = { month: number; date: number; year: number | null }

/** `03-05` for 5 March. */
export const monthDayOf = ({ month, date }: Pick<YearlyDay, 'month' | 'date'>): string =>
  [month, date].map((n) => String(n).padStart(2, '0')).join('-')

export type CustomerDate = YearlyDay & {
  id: number
  customerId: number
  label: string
  /** The day on which it was entered: before, nobody could have known. */
  notedOn: Day
}

/** Days before a date in which a touch keeps it. */
export const keptWithin = 3

/**
 * One line, with single spaces; a `bday` is a birthday, so that nobody has two.
 * @throws wrong usage, for an empty or too long label, and for one that cannot be seen
 */
export function labelFrom(text: string): string {
  const label = checkLine('label', text).replace(/\s+/gu, ' ')
  if (foldName(label) === '')
    throw wrongUsage('The label holds nothing that can be seen.', 'Write a word, such as birthday.')
  return /^b-?day$/i.test(label) ? 'birthday' : label
}

const plainLabel = (label: string): string => label.normalize().toLowerCase()

export const isSameLabel = (a: string, b: string): boolean => plainLabel(a) === plainLabel(b)

/**
 * 29 February falls on the 28th in a common year (docs/scoring.md, "Dates"); null before the date's own year, and where the calendar
 * ends.
 */
export function occurrenceIn({ month, date, year: first }: YearlyDay, year: number): Day | null {
  if (year < (first ?? 1900) || year < 1900 || year > 9999) return null
  return dayOf(year, month, Math.min(date, daysInMonth(year, month)))
}

/** The day is on or after `from`, held within 1900–9999. */
export function nextOccurrence(date: YearlyDay, from: Day): Day {
  const year = Math.max(yearOf(from), date.year ?? 0)
  const found = occurrenceIn(date, year)
  return found !== null && found >= from ? found : (occurrenceIn(date, year + 1) ?? lastDay)
}

/** Null where the first year is not known. */
export const yearsOn = ({ year }: YearlyDay, on: Day): number | null => (year === null ? null : yearOf(on) - year)

/**
 * `days` are negative before the date, and 0 on the day itself. `thoughtOf` is there where somebody has thought of it, and the day
 * is still to come.
 */
export type DateReason = { kind: 'date'; date: number; label: string; on: Day; days: number; thoughtOf?: true }

export type DateTouch = {
  customerId: number
  on: Day
  /** The touch was yours, reached them, and was not about money. */
  thinksOfThem: boolean
  /** The touch was good, yours, and reached them. */
  isGood: boolean
  /** The touch was good, reached them, and was yours or spoken. */
  greets: boolean
  /** A letter or a gift is sent ahead of the day. */
  isSent: boolean
}

/** docs/scoring.md, "Dates" */
function isThoughtOf(on: Day, touches: DateTouch[], dateAhead: number, today: Day): boolean {
  const away = daysBetween(today, on)
  const within = (touch: DateTouch, days: number) => touch.on >= addDays(on, -days) && touch.on <= today
  if (away > keptWithin) return touches.some((touch) => touch.thinksOfThem && within(touch, dateAhead))
  if (away > 0) return touches.some((touch) => touch.isGood && within(touch, keptWithin))
  return touches.some((touch) => touch.greets && touch.on === on) || isSentFor(on, touches, today)
}

/** A letter or a gift is on its way. */
const isSentFor = (on: Day, touches: DateTouch[], today: Day): boolean =>
  touches.some((touch) => touch.isSent && touch.on >= addDays(on, -keptWithin) && touch.on <= today)

/**
 * A date comes up from `dateAhead` days before up to the day itself, until somebody has thought of it; the nearest come first
 * (docs/scoring.md, "Dates").
 * @param dates the dates of one customer
 * @param touches the customer's touches of these days
 * @param soon the days ahead in which dates are looked for, whether somebody thought of them or not
 */
export function dateReasons(
  dates: CustomerDate[],
  touches: DateTouch[],
  { dateAhead }: Pick<Settings, 'dateAhead'>,
  today: Day,
  soon = 0,
): DateReason[] {
  const reasons: DateReason[] = []
  for (const date of dates) {
    const on = nextOccurrence(date, today)
    const days = daysBetween(on, today)
    // The last day of the calendar stands for all days after it.
    if (date.notedOn > today || occurrenceIn(date, yearOf(on)) !== on) continue
    const thoughtOf = days >= -dateAhead && isThoughtOf(on, touches, dateAhead, today)
    const isNear = days >= -dateAhead && !thoughtOf
    const isAhead = days < 0 && days >= -soon && !isSentFor(on, touches, today)
    if (isNear || isAhead)
      reasons.push({ kind: 'date', date: date.id, label: date.label, on, days, ...(thoughtOf && { thoughtOf }) })
  }
  return reasons.sort((a, b) => b.days - a.days || a.date - b.date)
}
