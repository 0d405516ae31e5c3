import { expect, it } from 'vitest'
import { quantile, spanOf } from '#domain/days/spans.ts'

it.each([
  [[], null],
  [[0], { count: 1, median: 0, worst: 0 }],
  [[3, 1], { count: 2, median: 2, worst: 3 }],
  [[2, 1], { count: 2, median: 1.5, worst: 2 }],
  [[9, 1, 100], { count: 3, median: 9, worst: 100 }],
  [[10, 9, 2, 1], { count: 4, median: 5.5, worst: 10 }],
])('the span of %j', (days, span) => {
  expect(spanOf(days)).toEqual(span)
})

it.each([
  [[1, 2, 3, 4, 5], 0.25, 2],
  [[1, 2, 3, 4, 5], 1, 5],
  [[1, 2, 3, 4, 5], 0, 1],
  [[10, 20], 0.25, 12.5],
  [[], 0.5, 0],
])('of %j, the value below which %d of them lie', (sorted, share, value) => {
  expect(quantile(sorted, share)).toBe(value)
})
