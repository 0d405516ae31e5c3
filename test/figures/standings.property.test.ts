import fc from 'fast-check'
import { expect, it } from 'vitest'
import { whoIsDue } from '#domain/due/due.ts'
import { standingsOn, standingsThatMayBeDue } from '#figures/standings.ts'
import { rulesOf } from '#tables/rules.ts'
import { storedBook } from '../book/memory-book.ts'
import { asNaive, naiveDue } from '../domain/naive.ts'
import { anyBook, anyBookAndDay, anyDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

it('counts in SQL what the plain reading of the rules counts, for all and for those who may be due', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.tuple(anyBook, anyDay(200)), anyBookAndDay),
      fc.constantFrom(0, 0, 7),
      async ([book, today], soon) => {
        const engine = await storedBook(book)
        const rules = await rulesOf(engine)
        const everybody = await standingsOn({ db: engine, rules, today }, soon)
        const few = await standingsThatMayBeDue({ db: engine, rules, today }, soon)
        engine.close()
        const expected = naiveDue(book, today, soon)
        expect(whoIsDue(everybody, today, { ...rules, soon }).map(asNaive)).toEqual(expected)
        expect(whoIsDue(few, today, { ...rules, soon }).map(asNaive)).toEqual(expected)
      },
    ),
    { numRuns: runs(250) },
  )
})
