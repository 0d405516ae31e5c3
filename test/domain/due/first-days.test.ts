import { expect, it } from 'vitest'
import { type Day, day } from '#domain/days/day.ts'
import { pickFirstDay, snoozesFor } from '#domain/due/first-days.ts'

const today = day('2026-11-21')

it.each<[what: string, taken: [string, number][], every: number, expected: string]>([
  ['nothing is taken', [], 30, '2026-11-22'],
  ['tomorrow is taken', [['2026-11-22', 1]], 30, '2026-11-23'],
  ['a cadence of a day', [['2026-11-22', 5]], 1, '2026-11-22'],
  [
    'the third is free',
    [
      ['2026-11-22', 1],
      ['2026-11-23', 1],
    ],
    3,
    '2026-11-24',
  ],
  [
    'all are taken once',
    [
      ['2026-11-22', 1],
      ['2026-11-23', 1],
    ],
    2,
    '2026-11-22',
  ],
  [
    'the second has fewer',
    [
      ['2026-11-22', 2],
      ['2026-11-23', 1],
    ],
    2,
    '2026-11-23',
  ],
])('where %s', (_, taken, every, expected) => {
  expect(pickFirstDay(new Map(taken as [Day, number][]), every, today)).toBe(expected)
})

it('a holiday of ten days moves those whose visit falls due in it, one after another, the most overdue first', () => {
  const until = day('2026-12-01')
  const customers = [
    { id: 1, visitDue: day('2026-11-30') },
    { id: 2, visitDue: day('2026-12-01') },
    { id: 3, visitDue: null },
    { id: 4, visitDue: day('2026-11-01') },
    { id: 6, visitDue: day('2026-11-25') },
    { id: 5, visitDue: day('2026-11-25') },
  ]
  expect([...snoozesFor(customers, until, today)]).toEqual([
    [4, '2026-12-01'],
    [5, '2026-12-03'],
    [6, '2026-12-06'],
    [1, '2026-12-08'],
  ])
})
