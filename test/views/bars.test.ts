import { expect, it } from 'vitest'
import { bar, sparkline } from '#views/bars.ts'

it.each([
  [0, '░░░░░░░░░░'],
  [0.04, '░░░░░░░░░░'],
  [0.05, '█░░░░░░░░░'],
  [0.5, '█████░░░░░'],
  [1, '██████████'],
  [2, '██████████'],
  [-1, '░░░░░░░░░░'],
])('a bar of %d', (share, drawn) => {
  expect(bar(share)).toBe(drawn)
})

it('a bar of so many columns', () => {
  expect(bar(0.5, 4)).toBe('██░░')
})

it.each([
  [[], ''],
  [[null, 0, 0.5, 1], '·▁▅█'],
  [[-1, 3, 0.07, 0.08], '▁█▁▂'],
])('a column for each of %j', (shares, drawn) => {
  expect(sparkline(shares)).toBe(drawn)
})
