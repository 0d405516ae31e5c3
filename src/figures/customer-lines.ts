import sql from 'sql-template-tag'
import type { Reader } from '#book/engine.ts'
import type { BriefCustomer, CustomerLine } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { visitDueOf } from '#domain/due/score.ts'
import { isScoredOn, mayHaveBeenAway, snoozedUntilOn } from '#tables/customers/customer-days.ts'
import { tagsByCustomer } from '#tables/customers/tags.ts'
import { type SeenBook, seenFrom } from './seen-book.ts'
import { lastDaysOfAll } from './tallies.ts'

/** @param ask reads all customers of the book, with as much of each as is wanted */
export async function customerLines<C extends BriefCustomer>(
  db: Reader,
  today: Day,
  ask: (db: Reader) => Promise<C[]>,
): Promise<CustomerLine<C>[]> {
  const seen = await seenFrom(db, today)
  const everybody = ask(db)
  const ids = everybody.then((found) => found.map(({ id }) => id))
  const [customers, lastDaysOf, tags, unlike] = await Promise.all([
    everybody,
    lastDaysOfAll(seen, ids),
    tagsByCustomer(db),
    unlikeMost(seen),
  ])
  return customers.map((customer) => {
    const { lastTouch, lastVisit } = lastDaysOf(customer.id)
    const { isScored, snoozedUntil } = unlike.get(customer.id) ?? mostAre
    const { visitEvery, since, firstDay } = customer
    const visited = { visitEvery, since, firstDay, snoozedUntil }
    return {
      customer,
      tags: tags.get(customer.id) ?? [],
      lastTouch,
      visitDue: isScored ? visitDueOf(visited, lastVisit, seen.rules.settings) : null,
    }
  })
}

type State = { isScored: boolean; snoozedUntil: Day | null }

const mostAre: State = { isScored: true, snoozedUntil: null }

/** Few of very many customers are not scored on the day, or snoozed. */
async function unlikeMost({ db, today }: SeenBook): Promise<Map<number, State>> {
  const rows = await db.cells<[id: number, isScored: number, snoozedUntil: Day | null]>(
    sql`select c.id, case when ${isScoredOn(today)} then 1 else 0 end, ${snoozedUntilOn(today)} from customers c
      where c.since > ${today} or ${mayHaveBeenAway}`,
  )
  return new Map(rows.map(([id, isScored, snoozedUntil]) => [id, { isScored: isScored === 1, snoozedUntil }]))
}
