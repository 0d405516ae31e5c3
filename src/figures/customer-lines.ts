import type { Reader } from '#book/engine.ts'
import type { CustomerLine } from '#domain/customer.ts'
import type { Day } from '#domain/day.ts'
import { allCustomers, tagsByCustomer } from '#tables/customers.ts'
import { rulesOf } from '#tables/rules.ts'
import { lastTouchDays } from '#tables/touches.ts'
import { scoresOn } from './scores.ts'

/** All customers, in the order in which they were added, seen from `today`. */
export async function customerLines(db: Reader, today: Day): Promise<CustomerLine[]> {
  const rules = await rulesOf(db)
  const tags = await tagsByCustomer(db)
  const lastOn = new Map((await lastTouchDays(db, today)).map(({ customerId, on }) => [customerId, on]))
  const scores = new Map((await scoresOn(db, rules, today)).map((each) => [each.customer.id, each.score]))
  return (await allCustomers(db)).map((customer) => ({
    customer,
    tags: tags.get(customer.id) ?? [],
    lastTouch: lastOn.get(customer.id) ?? null,
    visitDue: scores.get(customer.id)?.visitDue ?? null,
  }))
}
