import type { Day } from '../days/day.ts'
import { quantile } from '../days/spans.ts'

/** Days: courting is compared over the first 90 and the last 90. */
export const season = 90

/** Attention now, beside that of the days of courting. */
export type Drift = {
  /** Touches of attention in the first 90 days, and in the last 90. */
  courting: number
  now: number
  flag: 'drifting' | 'taken for granted' | null
}

/** Days that a customer has to be with us before the last 90 days are compared with the first 90. */
export const comparedFrom = 180
/** The fewest touches of attention in the first 90 days that count as courting. */
export const courtedFrom = 3

/**
 * docs/scoring.md, "Attention"
 * @param courting touches of attention in the first 90 days, `now` those in the last 90
 * @param daysWithUs days since the customer came
 * @param isOnTime true when the next care visit is not overdue: then nobody drifts
 */
export function driftFrom(courting: number, now: number, daysWithUs: number, isOnTime: boolean): Drift {
  const isDrifting = !isOnTime && daysWithUs >= comparedFrom && courting >= courtedFrom && now <= courting / 2
  return { courting, now, flag: !isDrifting ? null : daysWithUs >= 365 ? 'taken for granted' : 'drifting' }
}

/** Counts over the ratio's window. */
export type Contact = {
  touches: number
  /** Touches that reached them: shares are of these alone. */
  contacts: number
  /** The contacts that were spoken, and the contacts that we began. */
  spoken: number
  beganByUs: number
  minutes: number
}

/** The ids of customers, one for each care visit of the day. */
export type VisitedDay = { on: Day; visited: number[] }

/** Gaps and spread are in days. */
export type Rhythm = {
  visits: number
  medianGap: number | null
  spread: number | null
  word: 'steady' | 'uneven' | 'too few to say'
}

/**
 * The median of the gaps, and the spread of the middle half of them (docs/scoring.md, "Attention"). Fewer than three gaps are too
 * few; the rhythm is steady when the spread is at most half of the median.
 * @param gaps the gaps between visits in days, the shortest first
 * @param visits the number of days with a care visit
 */
export function rhythmFrom(gaps: ArrayLike<number>, visits: number): Rhythm {
  if (gaps.length < 3) return { visits, medianGap: null, spread: null, word: 'too few to say' }
  const medianGap = quantile(gaps, 0.5)
  const spread = quantile(gaps, 0.75) - quantile(gaps, 0.25)
  return { visits, medianGap, spread, word: spread <= medianGap / 2 ? 'steady' : 'uneven' }
}

export type Attention = { contact: Contact; rhythm: Rhythm; drift: Drift; onlyAboutMoney: boolean }
