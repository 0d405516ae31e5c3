const steps = '▁▂▃▄▅▆▇█'

/** A bar of a share (0–1) in so many columns: `██████░░░░`. */
export function bar(share: number, columns = 10): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * columns)
  return '█'.repeat(full) + '░'.repeat(columns - full)
}

/** A column for each share (0–1), beside each other: `▁▅█`; a dot for a share that could not be measured. */
export const sparkline = (shares: (number | null)[]): string =>
  shares
    .map((share) => (share === null ? '·' : steps[Math.round(Math.min(1, Math.max(0, share)) * (steps.length - 1))]))
    .join('')
