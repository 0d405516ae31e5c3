import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import type { Share } from '#domain/practices/trust.ts'
import { allOf, eachOne, only, sharesByWhom, type Whose } from '#figures/seen-book.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { touch } from '../domain/builders.ts'

/** Touches with Acme, two of three good, with Bolt, and with Kim, the only teammate unless there is none. */
async function sharesOf(whose: Whose, kind: 'teammate' | 'customer' = 'teammate'): Promise<[number, Share][]> {
  const words = ['call care +', 'call care +', 'call care -', 'call care -', 'call care +', 'call care +']
  const { customers, touches, ...book } = bookOfOne({ touches: words.map((each) => touch(`${each} on 2026-11-20`)) })
  const engine = await storedBook({
    ...book,
    customers: customers.flatMap((one) => [one, { ...one, id: 2, name: 'Bolt' }, { ...one, id: 3, name: 'Kim', kind }]),
    touches: touches.map((one, i) => ({ ...one, customerId: [1, 1, 1, 2, 3, 3][i] ?? 1 })),
  })
  const shares = await sharesByWhom(engine, whose, {
    id: sql`t.customer_id`,
    from: sql`from touches t where ${whose.of(sql`t.customer_id`)}`,
    isPart: sql`t.tone = '+'`,
  })
  engine.close()
  return [...shares].sort(([one], [other]) => one - other)
}

const of = (part: number, whole: number): Share => ({ part, whole })

it.each<[what: string, Whose, [number, Share][]]>([
  ['all customers together', allOf('customer', 1), [[0, of(2, 4)]]],
  ['the team together', allOf('teammate', 1), [[0, of(2, 2)]]],
  ['one', only(1), [[0, of(2, 3)]]],
  ['one who is not there', only(9), [[0, of(0, 0)]]],
  [
    'each one',
    eachOne,
    [
      [1, of(2, 3)],
      [2, of(0, 1)],
      [3, of(2, 2)],
    ],
  ],
])('shares are counted of %s', async (_, whose, expected) => {
  expect(await sharesOf(whose)).toEqual(expected)
})

it('shares are counted of all customers together where nobody is on the team', async () => {
  expect(await sharesOf(allOf('customer', 0), 'customer')).toEqual([[0, of(4, 6)]])
})
