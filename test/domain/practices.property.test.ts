import fc from 'fast-check'
import { expect, it } from 'vitest'
import { practicesOf } from '#domain/practices.ts'
import { respectOf, type Share, trustOf } from '#domain/trust.ts'
import { runs } from '../runs.ts'
import { vocabulary } from './builders.ts'
import { naiveMean, naivePractices } from './naive-practices.ts'
import { anyBookAndDay, topicNames } from './random-books.ts'

it('counts how the practices are kept as the plain reading of the rules does', () => {
  const topics = topicNames.map((name, i) => ({ id: i + 1, name, question: '?' }))
  fc.assert(
    fc.property(anyBookAndDay, ([book, today]) => {
      for (const customer of book.customers) {
        const own = <T extends { customerId: number }>(all: T[]) =>
          all.filter((each) => each.customerId === customer.id)
        const records = {
          customer,
          touches: own(book.touches),
          loops: own(book.loops).filter(({ outcome }) => outcome !== 'dropped'),
          dates: own(book.dates),
          facts: own(book.facts),
          savings: own(book.savings),
          topics,
          rules: { vocabulary, settings: book.settings },
        }
        expect(practicesOf(records, today)).toEqual(naivePractices(book, customer, topicNames, today))
      }
    }),
    { numRuns: runs(1000) },
  )
})

const anyShare: fc.Arbitrary<Share> = fc
  .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }))
  .map(([a, b]) => ({ part: Math.min(a, b), whole: Math.max(a, b) }))

it('trust and respect are the mean of the parts that have data, from 0 to 100', () => {
  const parts = fc.record({ promises: anyShare, initiative: anyShare, details: anyShare, honesty: anyShare })
  const closeTo = (score: number | null) => (score === null ? null : expect.closeTo(score))
  fc.assert(
    fc.property(parts, fc.boolean(), ({ promises, initiative, details, honesty }, isEmpty) => {
      const none = { part: 0, whole: 0 }
      const trust = isEmpty
        ? { promises: none, initiative: none, details, honesty: none }
        : { promises, initiative, details, honesty }
      const kept = [trust.promises, trust.details, trust.honesty].map((share): [Share, boolean] => [share, false])
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
