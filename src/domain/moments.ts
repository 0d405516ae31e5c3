/** Touches of a purpose, and how many of them were negative. */
export type MomentCount = { purpose: string; touches: number; negative: number }

/** A moment of touch: how it goes, beside the time before. Shares are from 0 to 1. */
export type Moment = MomentCount & {
  shareNegative: number
  /** The share in the time before; null when there were none. */
  shareBefore: number | null
}

/**
 * Where relationships turn sour (docs/scoring.md, "Moments and reasons"): by purpose, the worst first; that is, by share
 * negative, then by how many, then by name.
 */
export function momentsOf(now: MomentCount[], before: MomentCount[]): Moment[] {
  const shares = new Map(before.map(({ purpose, touches, negative }) => [purpose, negative / touches]))
  return now
    .map((count) => ({
      ...count,
      shareNegative: count.negative / count.touches,
      shareBefore: shares.get(count.purpose) ?? null,
    }))
    .sort((a, b) => b.shareNegative - a.shareNegative || b.touches - a.touches || (a.purpose < b.purpose ? -1 : 1))
}
