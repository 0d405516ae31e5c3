import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { weekOf } from '#domain/days/week.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { tonesByWeek } from '#figures/weeks.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { touch } from '../domain/builders.ts'

it('the good and the bad touches with customers are counted by week, up to a day', async () => {
  const touches = [
    ...['call care + on 2026-11-01', 'call care + on 2026-11-02', 'email invoice - on 2026-11-08'],
    ...['call care + on 2026-11-09', 'call care + on 2026-11-10', 'email invoice - on 2026-11-10'],
    ...[
      'call tour = on 2026-11-16',
      'call care - on 2026-11-20',
      'call care + on 2026-11-20',
      'call care + on 2026-11-21',
    ],
  ].map(touch)
  const book = bookOfOne({ touches })
  const engine = await storedBook({
    ...book,
    customers: book.customers.flatMap((each) => [each, { ...each, id: 2, name: 'Kim', kind: 'teammate' as const }]),
    touches: [...book.touches, { ...touch('call praise + on 2026-11-20'), id: 50, customerId: 2 }],
  })
  const week = weekOf(day('2026-11-20'), 1)
  const asked = async (count: number) =>
    (await tonesByWeek(await seenFrom(engine, day('2026-11-20')), week, count)).map(({ week, positive, negative }) => [
      week.from,
      positive,
      negative,
    ])
  expect(await asked(3)).toEqual([
    ['2026-11-02', 1, 1],
    ['2026-11-09', 2, 1],
    ['2026-11-16', 1, 1],
  ])
  expect(await asked(1)).toEqual([['2026-11-16', 1, 1]])
  engine.close()
})
