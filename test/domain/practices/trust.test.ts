import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { respectOf, type Share, trustOf } from '#domain/practices/trust.ts'
import { naiveMean } from '../naive-practices.ts'

const none = { part: 0, whole: 0 }
const of = (part: number, whole: number) => ({ part, whole })

describe('trust and respect', () => {
  it.each([
    ['nothing at all', none, none, none, none, null],
    ['one part alone', of(1, 4), none, none, none, 25],
    ['half begun by us', none, of(2, 4), none, none, 100],
    ['all begun by us', none, of(4, 4), none, none, 100],
    ['a quarter begun by us', none, of(1, 4), none, none, 50],
    ['nothing of anything', of(0, 1), of(0, 3), of(0, 2), of(0, 1), 0],
    ['a mean of parts, not of what they count', of(1, 1), none, of(0, 99), none, 50],
  ])('trust of %s', (_, promises, initiative, details, settingRight, score) => {
    expect(trustOf({ promises, initiative, details, settingRight })).toBe(score)
  })

  it.each([
    ['nothing at all', none, none, none, null],
    ['half of the visits listened to', none, of(1, 2), none, 100],
    ['a third known', of(4, 12), none, none, 100 / 3],
    ['all three', of(6, 12), of(1, 4), of(1, 1), 200 / 3],
  ])('respect of %s', (_, knowing, listening, answering, score) => {
    const found = respectOf({ knowing, listening, answering })
    expect(found).toEqual(score === null ? null : expect.closeTo(score))
  })
})

const anyShare: fc.Arbitrary<Share> = fc
  .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }))
  .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }))

it('trust and respect are the mean of the parts that have data, from 0 to 100', () => {
  const parts = fc.record({ promises: anyShare, initiative: anyShare, details: anyShare, settingRight: anyShare })
  const closeTo = (score: number | null) => (score === null ? null : expect.closeTo(score))
  fc.assert(
    fc.property(parts, fc.boolean(), ({ promises, initiative, details, settingRight }, isEmpty) => {
      const none = { part: 0, whole: 0 }
      const trust = isEmpty
        ? { promises: none, initiative: none, details, settingRight: none }
        : { promises, initiative, details, settingRight }
      const kept = [trust.promises, trust.details, trust.settingRight].map((share): [Share, boolean] => [share, false])
      expect(trustOf(trust)).toEqual(closeTo(naiveMean([...kept, [trust.initiative, true]])))
      const respect = { knowing: trust.promises, listening: trust.initiative, answering: trust.details }
      expect(respectOf(respect)).toEqual(
        closeTo(
          naiveMean([
            [respect.knowing, false],
            [respect.listening, true],
            [respect.answering, false],
          ]),
        ),
      )
    }),
  )
})
