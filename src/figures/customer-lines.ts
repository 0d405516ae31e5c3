import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { CustomerLine } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { visitDueOf } from '#domain/due/score.ts'
import { isScoredOn, snoozedUntilOn } from '#tables/customers/customer-days.ts'
import { allCustomers } from '#tables/customers/customers.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { seenFrom } from './seen-book.ts'
import { countsOfAll } from './tallies.ts'

/** All customers, in the order in which they were added, seen from `today`. */
export async function customerLines(db: Reader, today: Day): Promise<CustomerLine[]> {
  const seen = await seenFrom(db, today)
  const everybody = allCustomers(db)
  const ids = everybody.then((found) => found.map(({ id }) => id))
  const [customers, { lastDaysOf }, tags, scored] = await Promise.all([
    everybody,
    countsOfAll(seen, ids, []),
    tagsByCustomer(db),
    db.cells<[id: number, snoozedUntil: Day | null]>(
      sql`select c.id, ${snoozedUntilOn(today)} from customers c where ${isScoredOn(today)}`,
    ),
  ])
  const snoozes = new Map(scored)
  return customers.map((customer) => {
    const { lastTouch, lastVisit } = lastDaysOf(customer.id)
    const snoozedUntil = snoozes.get(customer.id)
    return {
      customer,
      tags: tags.get(customer.id) ?? [],
      lastTouch,
      visitDue:
        snoozedUntil === undefined ? null : visitDueOf({ ...customer, snoozedUntil }, lastVisit, seen.rules.settings),
    }
  })
}
