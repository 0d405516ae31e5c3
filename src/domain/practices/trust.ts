import { addDays } from '../days/day.ts'
import { remembered } from '../remembered.ts'
import { sumOf, sumsOf } from '../sums.ts'
import type { VisitedDay } from './attention.ts'

/** A whole of 0 means that there is no data. */
export type Share = { part: number; whole: number }

export const noShare: Share = { part: 0, whole: 0 }

/** docs/scoring.md, "Trust and respect" */
export type TrustParts = { promises: Share; initiative: Share; details: Share; settingRight: Share }
/** docs/scoring.md, "Trust and respect" */
export type RespectParts = { knowing: Share; listening: Share; answering: Share }

/** Null without data. */
const share = ({ part, whole }: Share): number | null => (whole === 0 ? null : part / whole)
/** Half is enough: more does not count for more. */
const shareOfHalf = ({ part, whole }: Share): number | null => share({ part: Math.min(whole, part * 2), whole })

/** The mean is of the parts that have data, from 0 to 100; null when none has any. */
function scoreFrom(parts: (number | null)[]): number | null {
  const values = parts.filter((value) => value !== null)
  return values.length === 0 ? null : (100 * sumOf(values, (value) => value)) / values.length
}

/** The score is from 0 to 100, not rounded; null without data. */
export const trustOf = ({ promises, initiative, details, settingRight }: TrustParts): number | null =>
  scoreFrom([share(promises), shareOfHalf(initiative), share(details), share(settingRight)])

/** The score is from 0 to 100, not rounded; null without data. */
export const respectOf = ({ knowing, listening, answering }: RespectParts): number | null =>
  scoreFrom([share(knowing), shareOfHalf(listening), share(answering)])

export const sumOfShares = (shares: Share[]): Share => sumsOf(shares, ['part', 'whole'])

/** The customer and the day of each fact. */
type Facts = { ids: number[]; days: string[] }

/** The ids of customers by the day on which a fact was learned, from a day on. */
function learnedSince(from: string, { ids, days }: Facts): Map<string, number[]> {
  const learned = new Map<string, number[]>()
  ids.forEach((id, i) => {
    const on = days[i]
    if (on !== undefined && on >= from) remembered(learned, on, () => []).push(id)
  })
  return learned
}

/**
 * Care visits with a fact learned on the day or the day after, of all with customers of whom there is a fact (docs/scoring.md, "Trust
 * and respect").
 * @param visits in order
 */
export function listeningOf(visits: VisitedDay[], facts: Facts): Map<number, Share> {
  const { ids } = facts
  const learned = learnedSince(visits[0]?.on ?? '', facts)
  // A shop has tens of thousands of visits: counts stand in lists by id.
  const size = 1 + ids.reduce((most, id) => Math.max(most, id), 0)
  const [wholes, parts, heardAt] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)]
  visits.forEach(({ on, visited }, before) => {
    const place = before + 1
    for (const day of [on, addDays(on, 1)]) for (const id of learned.get(day) ?? []) heardAt[id] = place
    for (const id of visited) {
      wholes[id] = (wholes[id] ?? 0) + 1
      if (heardAt[id] === place) parts[id] = (parts[id] ?? 0) + 1
    }
  })
  return new Map(ids.map((id) => [id, { part: parts[id] ?? 0, whole: wholes[id] ?? 0 }]))
}
