import { expect, it } from 'vitest'
import { addDays, type Day } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import type { Saving } from '#domain/practices/savings.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { standingsThatMayBeDue } from '#figures/standings.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, settings, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'
import type { NaiveBook } from '../domain/naive.ts'

const from = windowStart(today, settings.ratioWindow)
const invoice = (on: Day): Partial<NaiveBook> => ({ touches: [touch(`email invoice - on ${on}`)] })
const saving = (on: Day): Saving => ({
  ...{ id: 1, customerId: 1, on, money: 50_000, minutes: null, text: 'x', toldOn: null },
})
const open = (openedOn: Day): Partial<NaiveBook> => ({ loops: [loop({ kind: 'request', openedOn })] })

it.each<[what: string, Partial<NaiveBook>, isLookedAt: boolean]>([
  ['nothing but the visit', {}, false],
  ['a bill of today', invoice(today), true],
  ['a bill of tomorrow', invoice(addDays(today, 1)), false],
  ['a bill on the first day of the window', invoice(from), true],
  ['a bill on the day before the window', invoice(addDays(from, -1)), false],
  ['an open loop', open(ago(9)), true],
  ['savings of which they were not told', { savings: [saving(ago(99))] }, true],
  ['a loop that is opened tomorrow', open(addDays(today, 1)), false],
])('looks at a customer who was visited yesterday: %s', async (_, book, isLookedAt) => {
  const touches = [touch(`call care + on ${ago(1)}`), ...(book.touches ?? [])]
  const engine = await storedBook(bookOfOne({ ...book, touches }))
  const found = await standingsThatMayBeDue(await seenFrom(engine, today), 0)
  expect(found.map(({ customer }) => customer.id)).toEqual(isLookedAt ? [1] : [])
  engine.close()
})

it.each([
  ['yesterday', 1, false],
  ['90 days ago', 90, true],
])('looks at a customer for the last visit: %s', async (_, days, isLookedAt) => {
  const engine = await storedBook(bookOfOne({ touches: [touch(`call care + on ${ago(days)}`)] }))
  expect(await standingsThatMayBeDue(await seenFrom(engine, today), 0)).toHaveLength(isLookedAt ? 1 : 0)
  engine.close()
})
