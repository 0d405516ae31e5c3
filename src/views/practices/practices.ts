import { type Day, daysBetween } from '#domain/days/day.ts'
import type { Span } from '#domain/days/spans.ts'
import { type CustomerDate, nextOccurrence } from '#domain/practices/dates.ts'
import type { Knower } from '#domain/practices/knowers.ts'
import type { PulseTrend } from '#domain/practices/pulse.ts'
import { type RespectParts, respectOf, type Share, type TrustParts, trustOf } from '#domain/practices/trust.ts'
import type { WeekRatio } from '#domain/reports/stats.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { bar, sparkline } from '../bars.ts'
import { counted, daysApart, joined, upOrDown } from '../text.ts'
import { percent, rounded } from './attention.ts'

/** Scores are from 0 to 100; null is one without data. */
export const wholeScore = (score: number | null): number | null => (score === null ? null : Math.round(score))

const scoreWords = (score: number | null, parts: (string | false)[]): string =>
  score === null ? '–' : joined(' · ', [`${bar(score / 100)} ${Math.round(score)}`, ...parts])

const ofAll = (name: string, { part, whole }: Share): string | false => whole > 0 && `${name} ${part} of ${whole}`

/** `██████████ 95 · promises 9 of 10 · initiative 60 %`; `–` without data. */
export const trustWords = (parts: TrustParts): string =>
  scoreWords(trustOf(parts), [
    ofAll('promises', parts.promises),
    parts.initiative.whole > 0 && `initiative ${percent(parts.initiative.part, parts.initiative.whole)}`,
    ofAll('details', parts.details),
    ofAll('set right', parts.settingRight),
  ])

/** `██████░░░░ 60 · knowing 3 of 12 · listening 2 of 5`; `–` without data. */
export const respectWords = (parts: RespectParts): string =>
  scoreWords(respectOf(parts), [
    ofAll('knowing', parts.knowing),
    ofAll('listening', parts.listening),
    ofAll('answering', parts.answering),
  ])

export const trustJson = (parts: TrustParts) => ({ score: wholeScore(trustOf(parts)), ...parts })

export const respectJson = (parts: RespectParts) => ({ score: wholeScore(respectOf(parts)), ...parts })

/** `median 1 day, worst 4`, `the same day` */
export const spanWords = ({ median, worst }: Span): string =>
  worst === 0 ? daysApart(0) : `median ${daysApart(rounded(median))}, worst ${worst}`

/** `9 on 3 Nov, up 2 · guesses off by 1.5` */
export function pulseWords({ last, change, guessesOff }: PulseTrend, today: Day): string {
  if (last === null) return ''
  const trend = change === null ? '' : `, ${change === 0 ? 'as before' : upOrDown(change)}`
  return joined(' · ', [
    `${last.rating} on ${shortDay(last.on, today)}${trend}`,
    guessesOff === null ? null : `guesses off by ${rounded(guessesOff)}`,
    last.quote === null ? null : `“${last.quote}”`,
  ])
}

/** `birthday 24 Nov`; the soonest come first. */
export const datesWords = (dates: CustomerDate[], today: Day): string =>
  dates
    .map((date) => ({ label: date.label, on: nextOccurrence(date, today) }))
    .sort((a, b) => daysBetween(b.on, a.on))
    .map(({ label, on }) => `${label} ${shortDay(on, today)}`)
    .join(' · ')

/** `Kim (12 touches, 3 facts, last 18 Nov)` */
export const personWords = ({ name, touches, facts, lastTouch, lastFact }: Knower, today: Day): string => {
  const last = [lastTouch, lastFact]
    .filter((on) => on !== null)
    .sort()
    .at(-1)
  return `${name ?? 'nobody named'} (${joined(', ', [
    touches > 0 || facts === 0 ? counted(touches, 'touch') : null,
    facts > 0 ? counted(facts, 'fact') : null,
    last ? `last ${shortDay(last, today)}` : null,
  ])})`
}

/**
 * `··▁▅█ the ratio over four weeks, for each of the last 5`: a column for each week together with the three before it, full
 * where they reached the goal, a dot where they have no touch to count; empty where no week has any.
 */
export function weeksWords(weeks: WeekRatio[], goal: number): string {
  const shares = weeks.map(({ fourWeeks: { positive, negative, ratio } }) =>
    positive + negative === 0 ? null : ratio === null ? 1 : ratio / goal,
  )
  return shares.every((share) => share === null)
    ? ''
    : `${sparkline(shares)} the ratio over four weeks, for each of the last ${weeks.length}`
}
