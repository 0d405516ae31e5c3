import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cadenceFrom, cadenceText, durationInDays } from '#domain/cadence.ts'

describe('a duration', () => {
  it.each([
    ['10', 10],
    ['10d', 10],
    ['2w', 14],
    ['3m', 90],
    ['1y', 365],
    ['1', 1],
    ['12m', 360],
    ['100y', 36_500],
    ['36500', 36_500],
    ['2W', 14],
    ['2 w', 14],
    [' 2w ', 14],
    ['007', 7],
  ])('%j is %i days', (text, days) => {
    expect(durationInDays(text)).toBe(days)
  })

  it.each([
    '',
    ' ',
    '0',
    '0d',
    '0y',
    '-3',
    '1.5w',
    '1,5w',
    'w',
    'd10',
    '10x',
    '2ww',
    '1w2d',
    '1e3',
    '0x10',
    '٣',
    '36501',
    '101y',
    '9999999',
    'never',
    'weekly',
  ])('%j is refused', (text) => {
    expect(() => durationInDays(text)).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: `"${text}" is not a length of time.`,
        hint: expect.stringContaining('2w'),
      }),
    )
  })
})

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
