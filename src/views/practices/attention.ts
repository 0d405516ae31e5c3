import type { Attention, Contact, Rhythm } from '#domain/practices/attention.ts'
import { counted } from '../text.ts'

/** One decimal. */
export const rounded = (days: number): number => Math.round(days * 10) / 10

/** `57 %`; the whole is not 0. */
export const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`

/** `57 % spoken · 71 % begun by you · 35 minutes`; `–` without contact. */
export const contactWords = ({ contacts, spoken, beganByUs, minutes }: Contact): string =>
  contacts === 0
    ? '–'
    : `${percent(spoken, contacts)} spoken · ${percent(beganByUs, contacts)} begun by you · ${counted(minutes, 'minute')}`

/** `steady: every 30 days` */
export const rhythmWords = ({ medianGap, word }: Rhythm): string =>
  medianGap === null ? word : `${word}: every ${counted(rounded(medianGap), 'day')}`

export function flagWords({ drift, onlyAboutMoney }: Attention): string[] {
  const { courting, now, flag } = drift
  return [
    ...(flag ? [`${flag}: ${courting} touches of attention in the first 90 days, ${now} in the last`] : []),
    ...(onlyAboutMoney ? ['only about money: nothing else from you in the last 90 days'] : []),
  ]
}
