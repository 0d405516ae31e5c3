import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cadenceFrom, cadenceText } from '#domain/days/cadence.ts'

describe('a cadence', () => {
  it.each([
    ['never', 'never'],
    [' Never ', 'never'],
    ['2w', 14],
  ])('%j is %j', (text, expected) => {
    expect(cadenceFrom(text)).toBe(expected)
  })

  it('is refused when it is neither a duration nor never', () => {
    expect(() => cadenceFrom('nevr')).toThrow(/"nevr" is not a length of time/)
  })

  it('can be typed again as it is shown', () => {
    const anyCadence = fc.oneof(fc.integer({ min: 1, max: 36_500 }), fc.constant('never' as const))
    fc.assert(
      fc.property(anyCadence, (cadence) => {
        expect(cadenceFrom(cadenceText(cadence))).toBe(cadence)
      }),
    )
  })
})
