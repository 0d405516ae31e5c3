import type { Customer } from './customer.ts'
import { addDays, type Day, daysBetween } from './day.ts'
import type { Loop } from './loop.ts'
import { whyNoCareVisit, windowStart } from './score.ts'
import type { Settings } from './settings.ts'
import { quantile } from './spans.ts'
import type { Touch } from './touch.ts'
import { findChannel, findPurpose, type Vocabulary } from './vocabulary.ts'

/** The days of courting, and of the look back at how it is now. */
export const season = 90

/** How the attention that a customer gets now compares with the days of courting. */
export type Drift = {
  /** Touches of attention in the first 90 days, and in the last 90. */
  courting: number
  now: number
  flag: 'drifting' | 'taken for granted' | null
}

/** How many days a customer has to be with us before now is compared with the days of courting. */
export const comparedFrom = 180
/** How many touches of attention make it courting. */
export const courtedFrom = 3

/**
 * What the touches of attention in the first 90 days and in the last 90 say of a customer (docs/scoring.md, "Attention").
 * @param daysWithUs days since the customer came
 */
export function driftFrom(courting: number, now: number, daysWithUs: number): Drift {
  const isDrifting = daysWithUs >= comparedFrom && courting >= courtedFrom && now <= courting / 2
  return { courting, now, flag: !isDrifting ? null : daysWithUs >= 365 ? 'taken for granted' : 'drifting' }
}

/** Whether a touch was attention: begun by us, not negative, not about money. */
const isAttention = (touch: Touch, vocabulary: Vocabulary): boolean =>
  touch.begunBy === 'us' && touch.tone !== '-' && !findPurpose(vocabulary, touch.purpose)?.money

/**
 * Courtship drift (docs/scoring.md, "Attention"): drifting is a customer of 180 days or more who had three touches of
 * attention or more in the first 90 days and has had at most half as many in the last 90; one of 365 days or more is
 * taken for granted.
 * @param touches all touches of the customer up to `today`
 */
export function driftOf(
  { since }: Pick<Customer, 'since'>,
  touches: Touch[],
  vocabulary: Vocabulary,
  today: Day,
): Drift {
  const attention = touches.filter((touch) => touch.on <= today && isAttention(touch, vocabulary))
  const courting = attention.filter(({ on }) => on >= since && on < addDays(since, season)).length
  const now = attention.filter(({ on }) => on > addDays(today, -season)).length
  return driftFrom(courting, now, daysBetween(since, today))
}

/**
 * Whether the customer has only heard from us about money: at least one touch begun by us in the last 90 days, and all
 * of them about money (docs/scoring.md, "Attention").
 * @param touches all touches of the customer up to `today`
 */
export function isOnlyAboutMoney(touches: Touch[], vocabulary: Vocabulary, today: Day): boolean {
  const ours = touches.filter(({ on, begunBy }) => begunBy === 'us' && on <= today && on > addDays(today, -season))
  return ours.length > 0 && ours.every((touch) => findPurpose(vocabulary, touch.purpose)?.money === true)
}

/** What kind of contact there was in the ratio's window. */
export type Contact = {
  touches: number
  /** Of these, how many were spoken, and how many we began. */
  spoken: number
  beganByUs: number
  /** Minutes given. */
  minutes: number
}

/**
 * Counts the contact in the ratio's window (docs/scoring.md, "Attention").
 * @param touches all touches of the customer up to `today`
 */
export function contactOf(
  touches: Touch[],
  vocabulary: Vocabulary,
  { ratioWindow }: Pick<Settings, 'ratioWindow'>,
  today: Day,
): Contact {
  const from = windowStart(today, ratioWindow)
  const contact: Contact = { touches: 0, spoken: 0, beganByUs: 0, minutes: 0 }
  for (const { on, channel, begunBy, minutes } of touches) {
    if (on < from || on > today) continue
    contact.touches += 1
    if (findChannel(vocabulary, channel)?.spoken) contact.spoken += 1
    if (begunBy === 'us') contact.beganByUs += 1
    contact.minutes += minutes ?? 0
  }
  return contact
}

/** How regular the care visits are; days. */
export type Rhythm = {
  visits: number
  medianGap: number | null
  spread: number | null
  word: 'steady' | 'uneven' | 'too few to say'
}

/**
 * The rhythm of the care visits up to `today` (docs/scoring.md, "Attention"): the gaps between the days on which there
 * was one, their median, and how far the middle half of them spreads. With fewer than three gaps there are too few to
 * say; the rhythm is steady when the spread is at most half of the median.
 * @param touches all touches of the customer up to `today`
 * @param loops all loops of the customer
 */
export function rhythmOf(touches: Touch[], loops: Loop[], vocabulary: Vocabulary, today: Day): Rhythm {
  const visits = touches.filter((touch) => touch.on <= today && whyNoCareVisit(touch, loops, vocabulary) === null)
  const days = [...new Set(visits.map((touch) => touch.on))].sort()
  const gaps = days.slice(1).map((on, i) => daysBetween(days[i] as Day, on))
  return rhythmFrom(
    gaps.sort((a, b) => a - b),
    days.length,
  )
}

/**
 * The rhythm of care visits.
 * @param gaps the gaps between them in days, the shortest first
 * @param visits how many days there were with a care visit
 */
export function rhythmFrom(gaps: ArrayLike<number>, visits: number): Rhythm {
  if (gaps.length < 3) return { visits, medianGap: null, spread: null, word: 'too few to say' }
  const medianGap = quantile(gaps, 0.5)
  const spread = quantile(gaps, 0.75) - quantile(gaps, 0.25)
  return { visits, medianGap, spread, word: spread <= medianGap / 2 ? 'steady' : 'uneven' }
}

/** All that can be said of the attention that a customer gets. */
export type Attention = { contact: Contact; rhythm: Rhythm; drift: Drift; onlyAboutMoney: boolean }

type Records = {
  customer: Customer
  touches: Touch[]
  loops: Loop[]
  rules: { vocabulary: Vocabulary; settings: Settings }
}

/** @param records all touches of the customer up to `today`, and all loops */
export const attentionOf = ({ customer, touches, loops, rules }: Records, today: Day): Attention => ({
  contact: contactOf(touches, rules.vocabulary, rules.settings, today),
  rhythm: rhythmOf(touches, loops, rules.vocabulary, today),
  drift: driftOf(customer, touches, rules.vocabulary, today),
  onlyAboutMoney: isOnlyAboutMoney(touches, rules.vocabulary, today),
})
