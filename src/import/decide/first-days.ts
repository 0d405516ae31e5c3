import type { Cadence } from '#domain/days/cadence.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Arrival } from '../records.ts'
import type { CustomerPlan } from './customers.ts'
import type { KnownCustomer } from './matching.ts'

const ofWhom = ({ records }: CustomerPlan, says: (arrival: Arrival) => boolean): Set<number> =>
  new Set(records.flatMap((each) => ('customerId' in each && says(each.arrival) ? [each.customerId] : [])))

/**
 * A new customer for whom no record gives a first day is one since the first touch that comes along, if that is earlier
 * (docs/scoring.md, "What an import does").
 * @param firstTouches the first day with each, by id
 */
export function sinceFirstTouch(customers: CustomerPlan, firstTouches: Map<number, Day>): KnownCustomer[] {
  const said = ofWhom(customers, ({ since }) => since !== null)
  return customers.changed.map((customer) => {
    const { id, since } = customer
    const day = firstTouches.get(id)
    return id > 0 || said.has(id) || day === undefined || day >= since ? customer : { ...customer, since: day }
  })
}

/**
 * First days, by id, of new customers whose first care visit would be due at once, and of those for whom neither our own export nor
 * a touch that comes along tells when it is due.
 * @param comers the new and changed customers, as they are going to be written
 * @param firstTouches the first day with each, by id
 * @param visitEvery the shop's own cadence
 */
export function firstVisits(
  comers: KnownCustomer[],
  customers: CustomerPlan,
  firstTouches: Map<number, Day>,
  visitEvery: Cadence,
  today: Day,
): Map<number, Day> {
  const settled = ofWhom(customers, ({ id }) => id !== null)
  const fresh = comers
    .filter(({ id, kind, archivedOn }) => id < 0 && kind === 'customer' && archivedOn === null)
    .map(({ id, since, visitEvery: own }) => ({ id, since, every: own ?? visitEvery }))
    .filter(({ id, since, every }) => (!settled.has(id) && !firstTouches.has(id)) || isDueBy(since, every, today))
  return spreadVisits(fresh, today)
}

const isDueBy = (since: Day, every: Cadence, today: Day): boolean => every !== 'never' && addDays(since, every) <= today

/**
 * First visits are spread evenly over the cadence, from tomorrow or the day on which they would be due.
 * @param every each one's cadence, the shop's own filled in; `never` is left out
 */
export function spreadVisits(customers: { id: number; since: Day; every: Cadence }[], today: Day): Map<number, Day> {
  const visited = customers.filter((each): each is typeof each & { every: number } => each.every !== 'never')
  return new Map(
    visited.map(({ id, since, every }, i) => {
      const due = addDays(since, every)
      const tomorrow = addDays(today, 1)
      return [id, addDays(due > tomorrow ? due : tomorrow, Math.floor((i * every) / visited.length))]
    }),
  )
}
