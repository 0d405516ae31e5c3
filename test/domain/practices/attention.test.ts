import { expect, it } from 'vitest'
import { driftFrom, rhythmFrom } from '#domain/practices/attention.ts'

it.each([
  [180, 3, 1, 'drifting'],
  [179, 3, 1, null],
  [364, 3, 1, 'drifting'],
  [365, 3, 1, 'taken for granted'],
  [400, 3, 2, null],
  [400, 3, 0, 'taken for granted'],
  [400, 2, 0, null],
])(
  'of %i days, with %i touches of courting and %i now: %s; never while care visits are on time',
  (days, courting, now, flag) => {
    expect(driftFrom(courting, now, days, false)).toEqual({ courting, now, flag })
    expect(driftFrom(courting, now, days, true)).toEqual({ courting, now, flag: null })
  },
)

it.each([
  ['three gaps of 30 days', [30, 30, 30], { medianGap: 30, spread: 0, word: 'steady' }],
  ['two gaps', [30, 30], { medianGap: null, spread: null, word: 'too few to say' }],
  ['gaps of 10, 20 and 60 days', [10, 20, 60], { medianGap: 20, spread: 25, word: 'uneven' }],
  ['gaps of 20, 20, 30 and 30 days', [20, 20, 30, 30], { medianGap: 25, spread: 10, word: 'steady' }],
])('the rhythm of %s', (_, gaps, expected) => {
  expect(rhythmFrom(gaps, gaps.length + 1)).toEqual({ visits: gaps.length + 1, ...expected })
})
