import { expect, it } from 'vitest'
import { addDays, type Day, day } from '#domain/days/day.ts'
import { firstDayFor } from '#tables/customers/first-days.ts'
import { bookOfOne, storedBook } from '../../book/memory-book.ts'

const today = day('2026-11-21')
const away = (days: number): Day => addDays(today, days)

it.each<[what: string, taken: number[], since: number, every: number | 'never', firstDay: number | null]>([
  ['tomorrow, where nobody has a day', [], -30, 3, 1],
  ['the first of the free ones', [1, 2], -30, 3, 3],
  ['the one with the fewest, however far they go', [1, 1, 2, 3, 3, 4, 0], -30, 3, 2],
  ['none where the first visit is not due yet', [], -2, 3, null],
  ['one where it is due today', [], -3, 3, 1],
  ['none where visits are never scheduled', [], -30, 'never', null],
])('the first day is %s', async (_, taken, since, every, firstDay) => {
  const customers = bookOfOne({}).customers.flatMap((each) =>
    taken.map((days, i) => ({ ...each, id: i + 1, name: `c${i}`, firstDay: away(days) })),
  )
  const engine = await storedBook({ ...bookOfOne({}), customers })
  const found = await firstDayFor(engine, away(since), every, today)
  expect(found).toBe(firstDay === null ? null : away(firstDay))
  engine.close()
})
