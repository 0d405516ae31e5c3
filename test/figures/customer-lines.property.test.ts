import fc from 'fast-check'
import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { customerLines } from '#figures/customer-lines.ts'
import { scoresAmong, scoresOn } from '#figures/scores.ts'
import { allInBrief } from '#tables/customers/customers.ts'
import { rulesOf } from '#tables/rules.ts'
import { storedBook } from '../book/memory-book.ts'
import { anyBookAndDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

it('the list has the latest touch of all, and scores are one whether counted for some or for all', async () => {
  await fc.assert(
    fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
      // A short window, so that the last days are often before it.
      const shortWindow = { ...book, settings: { ...book.settings, ratioWindow: 10 } }
      const engine = await storedBook(shortWindow)
      const rules = await rulesOf(engine)
      const lines = await customerLines(engine, today, allInBrief)
      const all = await scoresOn({ db: engine, rules, today })
      const some = await scoresAmong({ db: engine, rules, today }, sql`select id from customers`)
      engine.close()
      const daysOf = (id: number) => book.touches.filter(({ customerId, on }) => customerId === id && on <= today)
      expect(lines.map(({ customer, lastTouch }) => [customer.id, lastTouch])).toEqual(
        book.customers.map(({ id }) => [
          id,
          daysOf(id)
            .map(({ on }) => on)
            .sort()
            .at(-1) ?? null,
        ]),
      )
      expect(some).toEqual(all)
      const due = new Map(all.map(({ customer, score }) => [customer.id, score.visitDue]))
      expect(lines.map(({ customer, visitDue }) => [customer.id, visitDue])).toEqual(
        book.customers.map(({ id }) => [id, due.get(id) ?? null]),
      )
    }),
    { numRuns: runs(150) },
  )
})
