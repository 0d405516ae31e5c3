import { compareText } from '../compare-text.ts'
import type { Purpose } from '../touches/vocabulary.ts'

export type MomentCount = { purpose: string; touches: number; negative: number }

/** Shares are from 0 to 1. */
export type Moment = MomentCount & {
  shareNegative: number
  /** Null when there were no touches. */
  shareBefore: number | null
}

/** The vocabulary makes the purpose negative. */
export type NegativePurpose = { purpose: string; touches: number; before: number }

/**
 * The worst come first: by the share of negative touches, then by the number of touches, then by name. Purposes that are negative by
 * the vocabulary stand apart, the most frequent first (docs/scoring.md, "Moments and reasons").
 */
export function momentsOf(
  now: MomentCount[],
  before: MomentCount[],
  purposes: Pick<Purpose, 'name' | 'tone'>[],
): { moments: Moment[]; negativePurposes: NegativePurpose[] } {
  const earlier = new Map(before.map((count) => [count.purpose, count]))
  const negative = new Set(purposes.filter(({ tone }) => tone === '-').map(({ name }) => name))
  const moments = now
    .filter(({ purpose }) => !negative.has(purpose))
    .map((count) => {
      const then = earlier.get(count.purpose)
      return { ...count, shareNegative: shareOf(count), shareBefore: then ? shareOf(then) : null }
    })
    .sort((a, b) => b.shareNegative - a.shareNegative || b.touches - a.touches || byPurpose(a, b))
  const inEither = new Set([...now, ...before].map(({ purpose }) => purpose).filter((purpose) => negative.has(purpose)))
  const touchesNow = new Map(now.map(({ purpose, touches }) => [purpose, touches]))
  const negativePurposes = [...inEither]
    .map((purpose) => ({
      purpose,
      touches: touchesNow.get(purpose) ?? 0,
      before: earlier.get(purpose)?.touches ?? 0,
    }))
    .sort((a, b) => b.touches - a.touches || byPurpose(a, b))
  return { moments, negativePurposes }
}

const byPurpose = (a: { purpose: string }, b: { purpose: string }): number => compareText(a.purpose, b.purpose)

const shareOf = ({ negative, touches }: MomentCount): number => negative / touches
