import { addDays, type Day } from '../days/day.ts'
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

/** From 0 to 100, not rounded; null without data. */
export const trustOf = ({ promises, initiative, details, settingRight }: TrustParts): number | null =>
  scoreFrom([share(promises), shareOfHalf(initiative), share(details), share(settingRight)])

/** From 0 to 100, not rounded; null without data. */
export const respectOf = ({ knowing, listening, answering }: RespectParts): number | null =>
  scoreFrom([share(knowing), shareOfHalf(listening), share(answering)])

export const sumOfShares = (shares: Share[]): Share => sumsOf(shares, ['part', 'whole'])

/** `known` has the ids of customers with a fact; `learned` those with a new fact on each day. */
type Learning = { known: number[]; learned: Map<Day, Set<number>> }

/**
 * Care visits with a fact learned on the day or the day after, of all with customers of whom there is a fact (docs/scoring.md, "Trust
 * and respect").
 */
export function listeningOf(visits: VisitedDay[], { known, learned }: Learning): Map<number, Share> {
  const shares = new Map(known.map((id) => [id, { part: 0, whole: 0 }]))
  for (const { on, visited } of visits) {
    const onTheDay = learned.get(on)
    const dayAfter = learned.get(addDays(on, 1))
    for (const id of visited) {
      const share = shares.get(id)
      if (!share) continue
      share.whole += 1
      if (onTheDay?.has(id) || dayAfter?.has(id)) share.part += 1
    }
  }
  return shares
}
