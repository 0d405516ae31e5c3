import { addDays, type Day, dayOf, daysBetween, daysInMonth, partsOf, weekdayOf, yearOf } from '#domain/days/day.ts'
import { remembering } from '#domain/remembered.ts'
import { wrongUsage } from '#errors.ts'
import type { Library } from './zones.ts'

export type Rule = InstanceType<Library['Recur']>
type Parts = Rule['parts']

/** So many days were looked at for all events of a file. */
export type Steps = { all: number }

/** Ten seconds go by with so many days. */
const mostSteps = 20_000_000

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** Days of a month or a year have two numbers: from 1 on, and from -1 back from its end. */
type Place = { month: number; inMonth: [number, number]; inYear: [number, number]; weekday: string }

const placeOf = remembering((on: Day): Place => {
  const { year, month, date } = partsOf(on)
  const dayOfYear = daysBetween(dayOf(year, 1, 1), on) + 1
  return {
    month,
    inMonth: [date, date - daysInMonth(year, month) - 1],
    inYear: [dayOfYear, dayOfYear - daysInMonth(year, 2) - 338],
    weekday: weekdays[weekdayOf(on)] ?? '',
  }
})

/**
 * A rule has these days by the table in RFC 5545, 3.3.10.
 * @param start the day of its event, as it is written
 * @param last the latest day that is wanted
 * @throws wrong usage, for a rule that is not read, or for too many of them
 */
export function* recurrences(rule: Rule, start: Day, last: Day, steps: Steps): Generator<Day> {
  const parts = withStart(rule, placeOf(start))
  const { BYWEEKNO, BYSETPOS: places, BYHOUR, BYMINUTE, BYSECOND } = parts
  if (BYWEEKNO) throw wrongUsage('The event recurs by weeks of the year, which cannot be read.')
  const timesOfDay = [BYHOUR, BYMINUTE, BYSECOND].reduce((product, list) => product * (list?.length ?? 1), 1)
  let left = Math.ceil((rule.count ?? Number.POSITIVE_INFINITY) / timesOfDay)
  for (const turn of turnsOf(rule, parts, start, last)) {
    steps.all += turn.length
    if (steps.all > mostSteps) throw wrongUsage('The events before it recur too often to go on: divide the file.')
    const days = turn.filter((on) => isOn(placeOf(on), rule.freq, parts))
    const isPlaced = (i: number) => !places || places.includes(i + 1) || places.includes(i - days.length)
    for (const on of days.filter((on, i) => isPlaced(i) && on >= start)) {
      if (on > last || left <= 0) return
      left -= 1
      yield on
    }
  }
}

/** A rule that names no day is on the day of its start. */
function withStart({ freq, parts }: Rule, { month, inMonth: [date], weekday }: Place): Parts {
  if (parts.BYDAY || parts.BYMONTHDAY || parts.BYYEARDAY) return parts
  if (freq === 'WEEKLY') return { ...parts, BYDAY: [weekday] }
  if (freq === 'MONTHLY') return { ...parts, BYMONTHDAY: [date] }
  return freq === 'YEARLY' ? { BYMONTH: [month], ...parts, BYMONTHDAY: [date] } : parts
}

/** A turn of a rule is a day, week, month or year, with all days that may be the rule's. */
function* turnsOf({ freq, interval, wkst }: Rule, parts: Parts, start: Day, last: Day): Generator<Day[]> {
  const { year, month } = partsOf(start)
  if (freq === 'DAILY') {
    for (let on = start; on <= last; on = addDays(on, interval)) yield [on]
  } else if (freq === 'WEEKLY') {
    const ofWeek = [0, 1, 2, 3, 4, 5, 6].map((day) => day - ((weekdayOf(start) + 8 - wkst) % 7))
    const [first = 0] = ofWeek
    for (let on = start; addDays(on, first) <= last; on = addDays(on, 7 * interval))
      yield ofWeek.map((days) => addDays(on, days))
  } else if (freq === 'MONTHLY') {
    const monthsToLast = 12 * (yearOf(last) - year) + partsOf(last).month
    for (let n = month - 1; n < monthsToLast; n += interval) yield daysOf(year + Math.floor(n / 12), (n % 12) + 1)
  } else if (freq === 'YEARLY') {
    const all = parts.BYMONTH?.toSorted((a, b) => a - b) ?? months
    for (let n = year; n <= yearOf(last); n += interval) yield all.flatMap((each) => daysOf(n, each))
  } else throw wrongUsage('The event recurs more often than once a day.')
}

const daysOf = (year: number, month: number): Day[] => {
  const first = dayOf(year, month, 1)
  return Array.from({ length: daysInMonth(year, month) }, (_, i) => addDays(first, i))
}

function isOn(place: Place, freq: string, { BYMONTH, BYMONTHDAY, BYYEARDAY, BYDAY }: Parts): boolean {
  const { month, inMonth, inYear, weekday } = place
  // A first Monday is one of the month, or of the year where the rule names no months.
  const among = freq === 'MONTHLY' || BYMONTH ? inMonth : inYear
  const which = among.map((n) => Math.sign(n) * Math.ceil(Math.abs(n) / 7))
  const isNumbered = freq === 'MONTHLY' || freq === 'YEARLY'
  const isWeekday = (named: string) =>
    named.slice(-2) === weekday && (!isNumbered || named.length === 2 || which.includes(Number(named.slice(0, -2))))
  return (
    (!BYMONTH || BYMONTH.includes(month)) &&
    (!BYMONTHDAY || inMonth.some((n) => BYMONTHDAY.includes(n))) &&
    (!BYYEARDAY || inYear.some((n) => BYYEARDAY.includes(n))) &&
    (!BYDAY || BYDAY.some(isWeekday))
  )
}
