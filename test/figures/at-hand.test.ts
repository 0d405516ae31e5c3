import { expect, it } from 'vitest'
import { addDays, type Day } from '#domain/days/day.ts'
import { customersAtHand } from '#figures/at-hand.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'

/**
 * The customers at hand in a book of so many. Each came today, so nobody needs a visit, but for the ones whose first is due.
 * @param late the customers with whom a complaint is open
 */
async function atHand(many: number, touched: [customerId: number, on: Day][], late: number[] = [], due: number[] = []) {
  const customers = bookOfOne({}).customers.flatMap((each) =>
    Array.from({ length: many }, (_, i) => {
      const since = due.includes(i + 1) ? ago(30) : today
      return { ...each, id: i + 1, name: `c${i + 1}`, since }
    }),
  )
  const touches = touched.map(([customerId, on], i) => ({ ...touch(`email news + on ${on}`), id: i + 1, customerId }))
  const loops = late.map((customerId, i) => ({ ...loop({ openedOn: ago(9) }), id: i + 1, customerId }))
  const engine = await storedBook({ ...bookOfOne({ customers }), touches, loops })
  const found = await customersAtHand(await seenFrom(engine, today))
  engine.close()
  return found
}

it('the morning’s list comes first, then the customers of the last touches, each once', async () => {
  const touched: [number, Day][] = [
    [1, ago(2)],
    [2, ago(1)],
    [3, ago(9)],
    [3, ago(1)],
    [5, ago(1)],
    [2, ago(5)],
  ]
  expect(await atHand(5, touched, [4, 2])).toEqual([2, 4, 5, 3, 1])
  expect(await atHand(5, [[1, ago(2)]], [], [3])).toEqual([3, 1])
})

it('a touch is one of the last for 30 days, and none of tomorrow is', async () => {
  expect(
    await atHand(4, [
      [1, ago(30)],
      [2, ago(29)],
      [3, today],
      [4, addDays(today, 1)],
    ]),
  ).toEqual([3, 2])
})

it('the ten customers touched last are enough', async () => {
  const days = Array.from({ length: 12 }, (_, i): [number, Day] => [i + 1, ago(i)])
  expect(await atHand(12, days)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
