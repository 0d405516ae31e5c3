import { type Span, spanOf } from './spans.ts'
import { addDays, type Day, daysBetween } from './day.ts'
import type { Share } from './trust.ts'
import { type Week, weekBefore, weekOf, type WeekStart } from './week.ts'

/** What was counted of the touches of one day. */
export type DayCount = {
  on: Day
  touches: number
  positive: number
  negative: number
  spoken: number
  beganByUs: number
  notAboutMoney: number
  notAboutMoneyByUs: number
  minutes: number
}

/** The same over several days. */
export type TouchTotals = Omit<DayCount, 'on'>

const nothing: TouchTotals = {
  touches: 0,
  positive: 0,
  negative: 0,
  spoken: 0,
  beganByUs: 0,
  notAboutMoney: 0,
  notAboutMoneyByUs: 0,
  minutes: 0,
}

export const totalOf = (days: DayCount[]): TouchTotals =>
  days.reduce<TouchTotals>(
    (sum, day) => ({
      touches: sum.touches + day.touches,
      positive: sum.positive + day.positive,
      negative: sum.negative + day.negative,
      spoken: sum.spoken + day.spoken,
      beganByUs: sum.beganByUs + day.beganByUs,
      notAboutMoney: sum.notAboutMoney + day.notAboutMoney,
      notAboutMoneyByUs: sum.notAboutMoneyByUs + day.notAboutMoneyByUs,
      minutes: sum.minutes + day.minutes,
    }),
    nothing,
  )

/** Positive and negative touches of a week; `ratio` is null without a negative one. */
export type WeekRatio = { week: string; positive: number; negative: number; ratio: number | null }

/** The weeks of a trend: as many as fit beside the figures. */
const trendWeeks = 12

/** The ratio of each of the last 12 weeks, the oldest first; the last one may not be over (docs/scoring.md, "The shop"). */
export function weeklyRatios(
  days: Pick<DayCount, 'on' | 'positive' | 'negative'>[],
  today: Day,
  start: WeekStart,
): WeekRatio[] {
  const weeks: Week[] = [weekOf(today, start)]
  while (weeks.length < trendWeeks) weeks.unshift(weekBefore(weeks[0] as Week, start))
  return weeks.map(({ name, from, to }) => {
    const inWeek = days.filter(({ on }) => on >= from && on <= to && on <= today)
    const sum = (tone: 'positive' | 'negative') => inWeek.reduce((all, day) => all + day[tone], 0)
    const [positive, negative] = [sum('positive'), sum('negative')]
    return { week: name, positive, negative, ratio: negative === 0 ? null : positive / negative }
  })
}

/** The first day of the weeks of a trend. */
export const trendStart = (today: Day, start: WeekStart): Day =>
  addDays(weekOf(today, start).from, -7 * (trendWeeks - 1))

/** Each customer's care visits, by day. */
export type Visit = { customerId: number; on: Day }

/** The gaps in days between the days with a care visit, customer by customer. @param visits in the order of days */
export function gapsOf(visits: Visit[]): number[] {
  const last = new Map<number, Day>()
  const gaps: number[] = []
  for (const { customerId, on } of visits) {
    const before = last.get(customerId)
    if (before !== undefined && before !== on) gaps.push(daysBetween(before, on))
    last.set(customerId, on)
  }
  return gaps
}

/** Shares added up, part to part and whole to whole. */
export const sumOfShares = (shares: Share[]): Share => ({
  part: shares.reduce((sum, { part }) => sum + part, 0),
  whole: shares.reduce((sum, { whole }) => sum + whole, 0),
})
