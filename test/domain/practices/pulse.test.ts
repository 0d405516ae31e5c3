import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { type Pulse, pulseOf, pulseScore, ratingFrom } from '#domain/practices/pulse.ts'
import { runs } from '../../runs.ts'
import { naivePulse, naiveScore } from '../naive-pulse.ts'
import { anyDay, anyPulses } from '../random-books.ts'

const today = day('2026-11-21')
const pulse = (id: number, on: string, rating: number, guess: number | null = null): Pulse => ({
  id,
  customerId: 1,
  on: day(on),
  rating,
  guess,
  quote: null,
})

describe('the pulse of a customer', () => {
  it.each<[string, Pulse[], number | null, number | null, number | null]>([
    ['nobody asked', [], null, null, null],
    ['the first', [pulse(1, '2026-11-21', 9, 7)], 9, null, 2],
    ['a better one', [pulse(1, '2026-01-01', 4), pulse(2, '2026-02-01', 7)], 7, 3, null],
    ['a worse one, written first', [pulse(1, '2026-02-01', 4), pulse(2, '2026-01-01', 7)], 4, -3, null],
    ['two of one day', [pulse(2, '2026-02-01', 8), pulse(1, '2026-02-01', 3)], 8, 5, null],
    ['one of tomorrow', [pulse(1, '2026-01-01', 4, 4), pulse(2, '2026-11-22', 9, 1)], 4, null, 0],
    [
      'guesses on either side',
      [pulse(1, '2026-01-01', 4, 9), pulse(2, '2026-01-02', 6), pulse(3, '2026-01-03', 10, 8)],
      10,
      4,
      3.5,
    ],
  ])('%s', (_, pulses, rating, change, guessesOff) => {
    const read = pulseOf(pulses, today)
    expect([read.last?.rating ?? null, read.change, read.guessesOff]).toEqual([rating, change, guessesOff])
  })

  it('is what the plain reading of the rules says', () => {
    fc.assert(
      fc.property(anyPulses(1), anyDay(6), (pulses, today) => {
        expect(pulseOf(pulses, today)).toEqual(naivePulse(pulses, today))
      }),
      { numRuns: runs(2000) },
    )
  })
})

describe('the pulse of all', () => {
  it('is 0, and not below it, where less than half a hundredth is missing', () => {
    expect(pulseScore([6, ...Array<number>(300).fill(7)].map((rating) => ({ rating })))).toBe(0)
  })

  it.each<[number[], number | null]>([
    [[], null],
    [[7, 8], 0],
    [[9, 10], 100],
    [[0, 6], -100],
    [[9, 6], 0],
    [[9, 8, 8], 33],
    [[6, 8, 8], -33],
    [[9, 7, 7, 7, 7, 7, 7, 7], 13],
    [[6, 7, 7, 7, 7, 7, 7, 7], -13],
  ])('%j is %s', (ratings, score) => {
    expect(pulseScore(ratings.map((rating) => ({ rating })))).toBe(score)
  })

  it('is what the plain reading of the rules says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 300 }), (ratings) => {
        expect(pulseScore(ratings.map((rating) => ({ rating })))).toBe(naiveScore(ratings))
      }),
      { numRuns: runs(500) },
    )
  })
})

it.each([
  ['0', 0],
  ['7', 7],
  ['10', 10],
  [' 9 ', 9],
])('%s is a rating', (text, rating) => {
  expect(ratingFrom(text)).toBe(rating)
})

it.each(['', ' ', '11', '-1', '7.5', 'ten', '9/11', '010', '1e1', '٣'])('"%s" is no rating', (text) => {
  expect(() => ratingFrom(text, 'guess')).toThrow(
    expect.objectContaining({ exitCode: 2, message: `"${text}" is not a guess.` }),
  )
})
