import { durationOr } from './lengths.ts'

/** Days between two visits, or `never`. */
export type Cadence = number | 'never'

/**
 * A cadence as it is typed: a duration or `never`.
 * @throws wrong usage for anything else
 */
export const cadenceFrom = (text: string): Cadence =>
  text.trim().toLowerCase() === 'never' ? 'never' : durationOr(text, ', or never')

/** `30d`, `never`: a cadence as it can be typed again. */
export const cadenceText = (cadence: Cadence): string => (cadence === 'never' ? 'never' : `${cadence}d`)
