import { expect, it } from 'vitest'
import { weekOf } from '#domain/days/week.ts'
import { weekRecords, weekTable } from '#figures/report.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, settings, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'

const week = weekOf(today, settings.weekStart)

/** Acme, Kim on the team, and Carol, who is archived, each with an open complaint. */
async function book() {
  const { customers, loops, ...own } = bookOfOne({
    touches: [400, 399, 398].map((days) => touch(`email news + on ${ago(days)}`)),
    loops: [1, 2, 3].map(() => loop({ openedOn: ago(9) })),
  })
  const pulse = { id: 1, customerId: 1, on: ago(3), rating: 4, guess: null, quote: null }
  const engine = await storedBook({
    ...own,
    pulses: [pulse],
    loops: loops.map((each, i) => ({ ...each, customerId: i + 1 })),
    customers: customers.flatMap((one) => [
      { ...one, since: ago(400) },
      { ...one, id: 2, name: 'Kim', kind: 'teammate' as const },
      { ...one, id: 3, name: 'Carol', archivedOn: ago(5) },
    ]),
  })
  return { engine, seen: await seenFrom(engine, today) }
}

it('a week has the standings of the kind that is wanted, without the ones who are archived', async () => {
  const { engine, seen } = await book()
  const named = async (kind: string) =>
    (await weekRecords(seen, { week, isWanted: (each) => each === kind })).standings.map(
      ({ customer }) => customer.name,
    )
  expect([await named('customer'), await named('teammate')]).toEqual([['Acme'], ['Kim']])
  engine.close()
})

it('the table of a week has each customer’s last rating, and says who is drifting', async () => {
  const { engine, seen } = await book()
  const { practicesOf } = await weekTable(seen, { week, isWanted: () => true })
  expect(practicesOf(1)).toMatchObject({ pulse: 4, drift: expect.any(String) })
  expect(practicesOf(2)).toMatchObject({ pulse: null, drift: null })
  engine.close()
})
