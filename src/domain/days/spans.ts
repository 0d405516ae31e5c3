/** Days. */
export type Span = { count: number; median: number; worst: number }

/** The share is from 0 to 1; the value between two numbers is interpolated. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

/** Null without any. */
export function spanOf(days: number[]): Span | null {
  const sorted = days.toSorted((a, b) => a - b)
  const worst = sorted.at(-1)
  return worst === undefined ? null : { count: sorted.length, median: quantile(sorted, 0.5), worst }
}
