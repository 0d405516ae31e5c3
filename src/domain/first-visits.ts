import type { Cadence } from './cadence.ts'
import { addDays, type Day } from './day.ts'

/**
 * The days until which new customers are snoozed, so that their first visits are spread evenly over the cadence, from
 * tomorrow or the day on which their visit would be due.
 * @param every each one's cadence, the shop's own filled in; `never` is left out
 */
export function spreadVisits(people: { id: number; since: Day; every: Cadence }[], today: Day): Map<number, Day> {
  const visited = people.filter((each): each is typeof each & { every: number } => each.every !== 'never')
  return new Map(
    visited.map(({ id, since, every }, i) => {
      const due = addDays(since, every)
      const tomorrow = addDays(today, 1)
      return [id, addDays(due > tomorrow ? due : tomorrow, Math.floor((i * every) / visited.length))]
    }),
  )
}
