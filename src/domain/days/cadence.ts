import { durationOr } from './lengths.ts'

/** Days between two visits. */
export type Cadence = number | 'never'

/** @throws wrong usage, for neither a duration nor `never` */
export const cadenceFrom = (text: string): Cadence =>
  text.trim().toLowerCase() === 'never' ? 'never' : durationOr(text, ', or never')

/** `30d`, `never` */
export const cadenceText = (cadence: Cadence): string => (cadence === 'never' ? 'never' : `${cadence}d`)
