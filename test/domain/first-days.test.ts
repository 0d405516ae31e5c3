import { expect, it } from 'vitest'
import { type Day, day } from '#domain/day.ts'
import { pickFirstDay } from '#domain/first-days.ts'

const today = day('2026-11-21')

it.each<[what: string, taken: [string, number][], every: number, expected: string]>([
  ['nothing is taken', [], 30, '2026-11-22'],
  ['tomorrow is taken', [['2026-11-22', 1]], 30, '2026-11-23'],
  ['a cadence of a day', [['2026-11-22', 5]], 1, '2026-11-22'],
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
