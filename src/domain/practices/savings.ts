import { type Day, daysBetween } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'

/** Money is in minor units of the currency (cents), time in minutes. */
export type Saving = {
  id: number
  customerId: number
  on: Day
  money: number | null
  minutes: number | null
  text: string
  toldOn: Day | null
}

/** Money and minutes are null where no saving has any. */
export type SavingsSum = { count: number; money: number | null; minutes: number | null }

/** A telling later than `today` is not known yet. */
export const isUntold = ({ toldOn }: Pick<Saving, 'toldOn'>, today: Day): boolean => toldOn === null || toldOn > today

const plus = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b)

export const sumOfSavings = (savings: Pick<Saving, 'money' | 'minutes'>[]): SavingsSum =>
  savings.reduce<SavingsSum>(
    (sum, { money, minutes }) => ({
      count: sum.count + 1,
      money: plus(sum.money, money),
      minutes: plus(sum.minutes, minutes),
    }),
    { count: 0, money: null, minutes: null },
  )

export type ToldAndUntold = { told: SavingsSum; untold: SavingsSum }

export const toldAndUntold = (savings: Saving[], today: Day): ToldAndUntold => ({
  told: sumOfSavings(savings.filter((saving) => !isUntold(saving, today))),
  untold: sumOfSavings(savings.filter((saving) => isUntold(saving, today))),
})

/** `days` is the age of the oldest. */
export type SavingsReason = SavingsSum & { kind: 'savings'; days: number }

/**
 * All that the customer has not been told of, once the oldest of them is more than `savingsTell` days old; null before
 * (docs/scoring.md, "Savings").
 * @param savings the savings of one customer, in any order
 */
export function savingsReason(
  savings: Saving[],
  { savingsTell }: Pick<Settings, 'savingsTell'>,
  today: Day,
): SavingsReason | null {
  const untold = savings.filter((saving) => saving.on <= today && isUntold(saving, today))
  const days = Math.max(0, ...untold.map(({ on }) => daysBetween(on, today)))
  return days > savingsTell ? { kind: 'savings', ...sumOfSavings(untold), days } : null
}
