import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type Day, daysBetween } from '#domain/days/day.ts'
import { courtedOn } from '#figures/attention.ts'
import { auditFigures } from '#figures/audit.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { storedBook } from '../book/memory-book.ts'
import { isHere, naiveAttention } from '../domain/naive.ts'
import { type AuditBook, naiveEvidence } from '../domain/naive-audit.ts'
import { anyBook, anyDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

const notes = [null, 'x #late', 'no reason', '#7', 'a#late']

/** Random books in which some customers came long ago, with many touches in their first season, and notes have reasons. */
const anyAuditBook: fc.Arbitrary<AuditBook> = anyBook.chain((book) =>
  fc
    .record({
      longAgo: fc.array(fc.constantFrom(0, 180, 365), { minLength: 5, maxLength: 5 }),
      notes: fc.array(fc.constantFrom(...notes), { minLength: 25, maxLength: 25 }),
    })
    .map(({ longAgo, notes }) => {
      const since = book.customers.map((customer, i) => addDays(customer.since, -(longAgo[i] ?? 0)))
      const touches = book.touches.map((touch, i) => {
        const came = since[touch.customerId - 1] as Day
        const isEarly = (longAgo[touch.customerId - 1] ?? 0) > 0 && i % 3 !== 0
        return { ...touch, note: notes[i] ?? null, on: isEarly ? addDays(came, (i * 13) % 100) : touch.on }
      })
      return {
        ...book,
        topics: 12,
        customers: book.customers.map((customer, i) => ({ ...customer, since: since[i] as Day })),
        touches,
      }
    }),
)

it('finds in SQL the figures that the plain reading of the rules finds', async () => {
  await fc.assert(
    fc.asyncProperty(anyAuditBook, anyDay(200), async (book, today) => {
      const engine = await storedBook(book)
      const found = await auditFigures(engine, today)
      engine.close()
      const expected = naiveEvidence(book, today)
      const { topicsAnswered } = expected
      expect(found).toEqual({
        ...expected,
        topicsAnswered: topicsAnswered === null ? null : expect.closeTo(topicsAnswered),
      })
    }),
    { numRuns: runs(200) },
  )
})

it('counts the attention that the records of a customer have', async () => {
  await fc.assert(
    fc.asyncProperty(anyAuditBook, anyDay(200), async (book, today) => {
      const engine = await storedBook(book)
      const found = await courtedOn(await seenFrom(engine, today))
      engine.close()
      const here = book.customers.filter((customer) => isHere(customer, book, today))
      const courted = here.flatMap((customer) => {
        const { id, kind, since } = customer
        const { courting, now, flag } = naiveAttention(customer, book, today)
        const daysWithUs = daysBetween(since, today)
        return daysWithUs < 180 || courting < 3 ? [] : [{ customerId: id, kind, daysWithUs, courting, now, flag }]
      })
      expect(found).toEqual(courted)
    }),
    { numRuns: runs(200) },
  )
})
