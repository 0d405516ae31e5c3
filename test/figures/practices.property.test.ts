import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SqliteEngine } from '#book/engines/sqlite.ts'
import type { Customer } from '#domain/customer.ts'
import { reasonsFor } from '#domain/due.ts'
import { practicesOf } from '#domain/practices.ts'
import { weekOf } from '#domain/week.ts'
import { dossierOf } from '#figures/dossier.ts'
import { practicesOfWeek, weekRecords } from '#figures/report.ts'
import { shopOn } from '#figures/stats.ts'
import { topicsOf } from '#tables/facts.ts'
import { rulesOf } from '#tables/rules.ts'
import { memoryBook, storedBook } from '../book/memory-book.ts'
import { type NaiveBook, naiveAttention, naiveDue } from '../domain/naive.ts'
import { naivePractices, naiveShop } from '../domain/naive-practices.ts'
import { naiveLastRatings } from '../domain/naive-pulse.ts'
import { anyBookAndDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

const topics = (await topicsOf(memoryBook())).map(({ name }) => name)

/** Asks something of a stored random book. */
async function ask<T>(book: NaiveBook, question: (db: SqliteEngine) => Promise<T>): Promise<T> {
  const engine = await storedBook(book)
  const answer = await question(engine)
  engine.close()
  return answer
}

it.each<Customer['kind']>(['customer', 'teammate'])(
  'the shop is the sum of what the plain reading counts for every %s',
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
        const shop = await ask(book, (db) => shopOn(db, kind, today))
        expect(shop).toEqual(naiveShop(book, kind, topics, today))
      }),
      { numRuns: runs(250) },
    )
  },
)

it('the page of a customer counts as the plain reading does, and has the reasons of due', async () => {
  await fc.assert(
    fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
      const dossiers = await ask(book, async (db) => {
        const all = []
        for (const { id } of book.customers) all.push(await dossierOf(db, id, today))
        return all
      })
      const due = new Map(naiveDue(book, today).map(({ id, reasons }) => [id, reasons]))
      for (const dossier of dossiers) {
        const { customer, standing } = dossier
        expect(practicesOf(dossier, today)).toEqual(naivePractices(book, customer, topics, today))
        expect(standing ? reasonsFor(standing, today) : []).toEqual(due.get(customer.id) ?? [])
      }
    }),
    { numRuns: runs(250) },
  )
})

it('the weekly report loses nothing by reading no more than it has to', async () => {
  await fc.assert(
    fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
      const week = weekOf(today, 1)
      const found = await ask(book, async (db) => {
        const rules = await rulesOf(db)
        return practicesOfWeek(db, rules, await weekRecords(db, rules, week, today))
      })
      const first = new Date(Date.parse(today) - (book.settings.ratioWindow - 1) * 86_400_000)
      const ratings = naiveLastRatings(book.pulses, first.toISOString().slice(0, 10), today)
      const scored = book.customers.filter(
        ({ since, archivedOn }) => since <= today && (archivedOn === null || archivedOn > today),
      )
      const expected = scored.map((customer) => {
        const { waiting: _, ...practices } = naivePractices(book, customer, topics, today)
        return [
          customer.id,
          {
            ...practices,
            drift: naiveAttention(customer, book, today).flag,
            pulse: ratings.find(({ customerId }) => customerId === customer.id)?.rating ?? null,
            savingsTold: book.savings.filter(
              ({ customerId, toldOn }) =>
                customerId === customer.id && toldOn !== null && toldOn >= week.from && toldOn <= today,
            ).length,
          },
        ]
      })
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    }),
    { numRuns: runs(250) },
  )
})
