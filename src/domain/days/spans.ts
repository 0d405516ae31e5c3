/** Days that something took, over several times. */
export type Span = { count: number; median: number; worst: number }

/** The value below which a share (0–1) of sorted numbers lies; between two numbers it is interpolated. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

/** The median and the worst of some lengths of time in days; null without any. */
export function spanOf(days: number[]): Span | null {
  const sorted = days.toSorted((a, b) => a - b)
  const worst = sorted.at(-1)
  return worst === undefined ? null : { count: sorted.length, median: quantile(sorted, 0.5), worst }
}
