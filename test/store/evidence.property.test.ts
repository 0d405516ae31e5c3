import fc from 'fast-check'
import { expect, it } from 'vitest'
import { driftOf } from '../../src/domain/attention.ts'
import { addDays, type Day } from '../../src/domain/day.ts'
import type { SqliteEngine } from '../../src/store/engines/sqlite.ts'
import { attentionCounts, evidenceOf } from '../../src/store/evidence.ts'
import { keepSetting } from '../../src/store/rules.ts'
import { recordingWriter } from '../../src/store/writer.ts'
import { vocabulary } from '../domain/builders.ts'
import { type AuditBook, naiveEvidence } from '../domain/naive-audit.ts'
import { anyBook, anyDay } from '../domain/random-books.ts'
import { storedBook } from './memory-book.ts'

type Stored = AuditBook & { savings: (AuditBook['savings'][number] & { toldBy: number | null })[] }

const notes = [null, 'x #late', 'no reason', '#7', 'a#late']

/**
 * Random books with all that the audit looks at. Some customers came long ago, with many touches in their first season;
 * some loops are of a touch.
 */
const anyAuditBook: fc.Arbitrary<Stored> = anyBook.chain((book) => {
  const customerId = fc.integer({ min: 1, max: book.customers.length })
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 })
  return fc
    .record({
      longAgo: fc.array(fc.constantFrom(0, 180, 365), { minLength: 5, maxLength: 5 }),
      notes: fc.array(fc.constantFrom(...notes), { minLength: 25, maxLength: 25 }),
      ofTouch: fc.array(fc.option(fc.nat({ max: 30 })), { minLength: 6, maxLength: 6 }),
      facts: some(fc.record({ customerId, on: anyDay(), topicId: fc.option(fc.integer({ min: 1, max: 3 })) })),
      pulses: some(fc.record({ customerId, on: anyDay() })),
      savings: some(fc.record({ customerId, on: anyDay(), toldOn: fc.option(anyDay()), toldBy: fc.nat({ max: 30 }) })),
      losses: some(fc.record({ customerId, lostOn: anyDay(), wonBackOn: fc.option(anyDay()) })),
    })
    .map(({ longAgo, notes, ofTouch, savings, ...others }) => {
      const since = book.customers.map((customer, i) => addDays(customer.since, -(longAgo[i] ?? 0)))
      const touches = book.touches.map((touch, i) => {
        const came = since[touch.customerId - 1] as Day
        const isEarly = (longAgo[touch.customerId - 1] ?? 0) > 0 && i % 3 !== 0
        return { ...touch, note: notes[i] ?? null, on: isEarly ? addDays(came, (i * 13) % 100) : touch.on }
      })
      const touchAt = (place: number | null | undefined) => touches[place ?? -1]?.id ?? null
      return {
        ...book,
        ...others,
        topics: 12,
        customers: book.customers.map((customer, i) => ({ ...customer, since: since[i] as Day })),
        touches,
        loops: book.loops.map((loop, i) => ({ ...loop, touchId: touchAt(ofTouch[i]) })),
        savings: savings.map((saving) => {
          const toldBy = saving.toldOn === null ? null : touchAt(saving.toldBy)
          return { ...saving, toldBy, toldOn: toldBy === null ? null : saving.toldOn }
        }),
      }
    })
})

async function stored(book: Stored): Promise<SqliteEngine> {
  const engine = await storedBook(book)
  await engine.transaction('write', async () => {
    const { writer } = recordingWriter(engine)
    await keepSetting(writer, 'ratio.window', `${book.settings.ratioWindow}d`)
    for (const { id, note } of book.touches) await writer.update('touches', id, { note })
    for (const { id, touchId } of book.loops) await writer.update('loops', id, { touch_id: touchId })
    for (const { customerId, on, topicId } of book.facts) {
      await writer.insert('facts', { customer_id: customerId, on_day: on as Day, topic_id: topicId, text: 'x' })
    }
    for (const { customerId, on } of book.pulses) {
      await writer.insert('pulses', { customer_id: customerId, on_day: on as Day, rating: 7 })
    }
    for (const { customerId, on, toldBy, toldOn } of book.savings) {
      const told = { told_by: toldBy, told_on: toldOn as Day | null }
      await writer.insert('savings', { customer_id: customerId, on_day: on as Day, minutes: 5, text: 'x', ...told })
    }
    for (const { customerId, lostOn, wonBackOn } of book.losses) {
      const days = { lost_on: lostOn as Day, won_back_on: wonBackOn as Day | null }
      await writer.insert('losses', { customer_id: customerId, ...days })
    }
  })
  return engine
}

it('finds in SQL the figures that the plain reading of the rules finds', async () => {
  await fc.assert(
    fc.asyncProperty(anyAuditBook, anyDay(200), async (book, today) => {
      const engine = await stored(book)
      const found = await evidenceOf(engine, today)
      engine.close()
      const expected = naiveEvidence(book, today)
      const { topicsAnswered } = expected
      expect(found).toEqual({
        ...expected,
        topicsAnswered: topicsAnswered === null ? null : expect.closeTo(topicsAnswered),
      })
    }),
    { numRuns: 500 },
  )
})

it('counts the attention that the records of a customer have', async () => {
  await fc.assert(
    fc.asyncProperty(anyAuditBook, anyDay(200), async (book, today) => {
      const engine = await stored(book)
      const found = await attentionCounts(engine, today)
      engine.close()
      const here = book.customers.filter(
        ({ kind, since, archivedOn }) =>
          kind === 'customer' && since <= today && (archivedOn === null || archivedOn > today),
      )
      expect(found).toEqual(
        here.map(({ id, since }) => {
          const touches = book.touches.filter(({ customerId, on }) => customerId === id && on <= today)
          const { courting, now } = driftOf({ since }, touches, vocabulary, today)
          return { id, since, courting, now }
        }),
      )
    }),
    { numRuns: 500 },
  )
})
