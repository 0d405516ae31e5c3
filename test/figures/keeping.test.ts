import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import type { Keeping } from '#domain/reports/stats.ts'
import { keepingBetween, lostBetween, lostCustomers } from '#figures/keeping.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import type { NaiveBook } from '../domain/naive.ts'

const [from, today] = [day('2026-11-01'), day('2026-11-21')]
const counts = (kept: number, lost: number, wonBack: number): Keeping => ({ kept, lost, wonBack })

/** The losses of these days in a book of one customer, with a teammate who is lost and won back all the same. */
async function losses(of: [lostOn: string, wonBackOn?: string][], own: Partial<NaiveBook['customers'][number]> = {}) {
  const customers = bookOfOne({}).customers.flatMap((each) => [
    { ...each, ...own },
    { ...each, id: 2, name: 'Kim', kind: 'teammate' as const },
  ])
  const theirs = [{ customerId: 2, lostOn: '2026-11-02', wonBackOn: '2026-11-03' }]
  const ours = of.map(([lostOn, wonBackOn = null]) => ({ customerId: 1, lostOn, wonBackOn }))
  const engine = await storedBook(bookOfOne({ customers, losses: [...ours, ...theirs] }))
  const found = {
    isLost: (await lostCustomers(engine, today)).has(1),
    between: (await lostBetween(engine, from, today)).map(({ customerId }) => customerId),
    keeping: await keepingBetween(engine, from, today),
  }
  engine.close()
  return found
}

it.each<[what: string, of: [string, string?][], isLost: boolean, between: number[], keeping: Keeping]>([
  ['nobody', [], false, [], counts(1, 0, 0)],
  ['the day before the first', [['2026-10-31']], true, [], counts(0, 0, 0)],
  ['the first day', [['2026-11-01']], true, [1], counts(0, 1, 0)],
  ['today', [['2026-11-21']], true, [1], counts(0, 1, 0)],
  ['tomorrow', [['2026-11-22']], false, [], counts(1, 0, 0)],
  ['won back since', [['2026-11-05', '2026-11-10']], false, [], counts(1, 0, 1)],
  ['won back today', [['2026-11-05', '2026-11-21']], false, [], counts(1, 0, 1)],
  ['won back tomorrow', [['2026-11-05', '2026-11-22']], true, [1], counts(0, 1, 0)],
  ['won back on the first day', [['2026-10-05', '2026-11-01']], false, [], counts(1, 0, 1)],
  ['won back the day before', [['2026-10-05', '2026-10-31']], false, [], counts(1, 0, 0)],
  ['won back, who was lost on the first day', [['2026-10-05', '2026-11-02']], false, [], counts(0, 0, 1)],
  [
    'more than once',
    [['2026-11-02', '2026-11-03'], ['2026-11-04', '2026-11-05'], ['2026-11-06'], ['2026-11-07']],
    true,
    [1],
    counts(0, 1, 1),
  ],
])('a customer who was lost: %s', async (_, of, isLost, between, keeping) => {
  expect(await losses(of)).toEqual({ isLost, between, keeping })
})

it('nobody is kept who came after the first day, or is archived', async () => {
  expect((await losses([], { since: day('2026-11-02') })).keeping).toEqual(counts(0, 0, 0))
  expect((await losses([], { archivedOn: today })).keeping).toEqual(counts(0, 0, 0))
})
