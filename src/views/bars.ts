const steps = '▁▂▃▄▅▆▇█'

/** `██████░░░░`: a share is from 0 to 1. */
export function bar(share: number, columns = 10): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * columns)
  return '█'.repeat(full) + '░'.repeat(columns - full)
}

/** `▁▅█`: shares are from 0 to 1; a dot is a share that could not be measured. */
export const sparkline = (shares: (number | null)[]): string =>
  shares
    .map((share) => (share === null ? '·' : steps[Math.round(Math.min(1, Math.max(0, share)) * (steps.length - 1))]))
    .join('')
