import { wrongUsage } from '#errors.ts'

const daysPer = { d: 1, w: 7, m: 30, y: 365 } as const
const longest = 36_500

/**
 * A duration such as `10`, `10d`, `2w`, `3m` or `1y`, in days (7, 30 and 365 each).
 * @throws wrong usage for anything else, for less than a day and for more than a hundred years
 */
export function durationInDays(text: string): number {
  const parts = /^(\d{1,6})\s*([dwmy]?)$/.exec(text.trim().toLowerCase())
  const days = parts ? Number(parts[1]) * daysPer[(parts[2] || 'd') as keyof typeof daysPer] : 0
  if (days < 1 || days > longest) {
    throw wrongUsage(`"${text}" is not a length of time.`, 'Write 10d, 2w, 3m or 1y (up to 100y).')
  }
  return days
}

/** How often a customer is visited: a number of days, or `never`. */
export type Cadence = number | 'never'

/**
 * A cadence as it is typed: a duration or `never`.
 * @throws wrong usage for anything else
 */
export const cadenceFrom = (text: string): Cadence =>
  text.trim().toLowerCase() === 'never' ? 'never' : durationInDays(text)

/** `30d`, `never`: a cadence as it can be typed again. */
export const cadenceText = (cadence: Cadence): string => (cadence === 'never' ? 'never' : `${cadence}d`)
