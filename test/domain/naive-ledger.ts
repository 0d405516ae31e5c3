import type { CustomerDate, DateReason } from '#domain/practices/dates.ts'
import type { Saving } from '#domain/practices/savings.ts'
import type { Touch } from '#domain/touches/touch.ts'

/**
 * The rules of docs/scoring.md, "Dates" and "Savings", a second time: as plainly as they can be written, by counting days
 * one by one on a calendar of its own.
 */

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Every day of these years, as text, in order. */
export function calendar(from: number, to: number): string[] {
  const days: string[] = []
  for (let year = from; year <= to; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const length = month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0)
      for (let date = 1; date <= length; date += 1) {
        days.push(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
      }
    }
  }
  return days
}

/** True when a date falls on a day. */
export function fallsOn(date: Pick<CustomerDate, 'month' | 'date' | 'year'>, on: string): boolean {
  const [year = 0, month, dayOfMonth] = on.split('-').map(Number)
  if (date.year !== null && year < date.year) return false
  if (date.month === month && date.date === dayOfMonth) return true
  return date.month === 2 && date.date === 29 && month === 2 && dayOfMonth === 28 && !isLeap(year)
}

const money = ['sale', 'invoice', 'reminder', 'price']
const reached = ({ purpose }: Touch): boolean => purpose !== 'attempt'
const isGood = (touch: Touch): boolean => reached(touch) && touch.tone === '+' && touch.begunBy === 'us'

/** True for a good letter or gift of the last three days before a date. */
const isSent = (touch: Touch, window: string[]): boolean =>
  window.slice(-4).includes(touch.on) && isGood(touch) && ['letter', 'gift'].includes(touch.channel)

/** True when somebody has thought of a date so far, `away` days before it. */
function isThoughtOf(touches: Touch[], window: string[], away: number, dateAhead: number): boolean {
  const [on, notice, last] = [window.at(-1), window.slice(-1 - dateAhead), window.slice(-4)]
  if (away > 3) {
    return touches.some(
      (touch) =>
        notice.includes(touch.on) && touch.begunBy === 'us' && reached(touch) && !money.includes(touch.purpose),
    )
  }
  if (away > 0) return touches.some((touch) => last.includes(touch.on) && isGood(touch))
  return touches.some((touch) => {
    const spoke = ['visit', 'call', 'video'].includes(touch.channel)
    if (touch.on === on) return reached(touch) && touch.tone === '+' && (touch.begunBy === 'us' || spoke)
    return isSent(touch, window)
  })
}

/** @param touches the customer's, up to today */
export function naiveDateReasons(
  days: string[],
  dates: CustomerDate[],
  touches: Touch[],
  dateAhead: number,
  today: string,
  soon = 0,
): DateReason[] {
  const place = days.indexOf(today)
  const reasons: DateReason[] = []
  for (let away = 0; away <= Math.max(dateAhead, soon); away += 1) {
    const on = days[place + away] ?? ''
    for (const date of dates) {
      const isFirst = !days.slice(place, place + away).some((earlier) => fallsOn(date, earlier))
      if (date.notedOn > today || !fallsOn(date, on) || !isFirst) continue
      const window = days.slice(Math.max(0, place + away - 400), place + away + 1)
      const reason = {
        kind: 'date' as const,
        date: date.id,
        label: date.label,
        on: on as DateReason['on'],
        days: 0 - away,
      }
      const isSentAhead = away > 0 && touches.some((touch) => isSent(touch, window))
      const thought = away <= dateAhead && isThoughtOf(touches, window, away, dateAhead)
      if (!thought && !(away > dateAhead && isSentAhead)) reasons.push(reason)
      else if (thought && away > 0 && away <= soon && !isSentAhead) reasons.push({ ...reason, thoughtOf: true })
    }
  }
  return reasons
}

export function naiveDetails(
  days: string[],
  dates: CustomerDate[],
  touches: Touch[],
  [from, today, since]: [from: string, today: string, since: string],
): { passed: number; kept: number } {
  let passed = 0
  let kept = 0
  for (const date of dates) {
    for (const [i, on] of days.entries()) {
      if (!fallsOn(date, on) || on < from || on >= today || on < since || on < date.notedOn) continue
      passed += 1
      const near = days.slice(i - 3, i + 1)
      if (touches.some((touch) => near.includes(touch.on) && isGood(touch))) kept += 1
    }
  }
  return { passed, kept }
}

export function naiveSavings(days: string[], savings: Saving[], savingsTell: number, today: string) {
  let [count, money, minutes, oldest] = [0, 0, 0, 0]
  let [withMoney, withMinutes] = [false, false]
  for (const saving of savings) {
    if (saving.on > today) continue
    if (saving.toldOn !== null && saving.toldOn <= today) continue
    count += 1
    money += saving.money ?? 0
    minutes += saving.minutes ?? 0
    withMoney ||= saving.money !== null
    withMinutes ||= saving.minutes !== null
    oldest = Math.max(oldest, days.indexOf(today) - days.indexOf(saving.on))
  }
  if (count === 0 || oldest <= savingsTell) return null
  return {
    kind: 'savings' as const,
    count,
    money: withMoney ? money : null,
    minutes: withMinutes ? minutes : null,
    days: oldest,
  }
}
