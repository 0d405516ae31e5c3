import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Reader } from '#book/engine.ts'
import type { Customer, ListedCustomer } from '#domain/customers/customer.ts'
import { weekOf } from '#domain/days/week.ts'
import { reasonsFor, type Standing } from '#domain/due/due.ts'
import { explanationOf } from '#domain/due/why.ts'
import { dossierOf } from '#figures/dossier.ts'
import { weekTable } from '#figures/report.ts'
import { shopOn } from '#figures/stats.ts'
import { topicsOf } from '#tables/facts.ts'
import { rulesOf } from '#tables/rules.ts'
import { memoryBook, storedBook } from '../book/memory-book.ts'
import { isHere, type NaiveBook, naiveAttention, naiveDue } from '../domain/naive.ts'
import { naivePractices, naiveShop } from '../domain/naive-practices.ts'
import { naiveLastRatings } from '../domain/naive-pulse.ts'
import { anyBookAndDay } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

const topics = (await topicsOf(memoryBook())).map(({ name }) => name)

/** Asks something of a stored random book. */
async function ask<T>(book: NaiveBook, question: (db: Reader) => Promise<T>): Promise<T> {
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
      { numRuns: runs(100) },
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
      for (const { customer, practices, attention } of dossiers) {
        expect(practices).toEqual(naivePractices(book, customer, topics, today))
        const { drift, onlyAboutMoney, contact, rhythm } = attention
        expect({ ...drift, onlyAboutMoney, contact, visitDays: rhythm.visits }).toEqual(
          naiveAttention(customer, book, today),
        )
      }
      const here = dossiers.filter(({ customer }) => isHere(customer, book, today))
      expect(here.map(({ standing, rules }) => reasonsFor(standing as Standing<ListedCustomer>, today, rules))).toEqual(
        here.map(({ customer }) => due.get(customer.id) ?? []),
      )
    }),
    { numRuns: runs(100) },
  )
})

it('the weekly report loses nothing by reading no more than it has to', async () => {
  await fc.assert(
    fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
      const week = weekOf(today, 1)
      const found = await ask(book, async (db) => {
        const rules = await rulesOf(db)
        const { rows, practicesOf } = await weekTable({ db, rules, today }, { week, isWanted: () => true })
        return new Map(rows.map(({ customer: { id } }) => [id, practicesOf(id)]))
      })
      const first = new Date(Date.parse(today) - (book.settings.ratioWindow - 1) * 86_400_000)
      const ratings = naiveLastRatings(book.pulses, first.toISOString().slice(0, 10), today)
      const scored = book.customers.filter((customer) => isHere(customer, book, today))
      const expected = scored.map((customer) => {
        const practices = naivePractices(book, customer, topics, today)
        return [
          customer.id,
          {
            practices,
            drift: naiveAttention(customer, book, today).flag,
            pulse: ratings.find(({ customerId }) => customerId === customer.id)?.rating ?? null,
            savingsTold: book.savings.filter(
              ({ customerId, toldOn }) =>
                customerId === customer.id && toldOn !== null && toldOn >= week.from && toldOn <= today,
            ).length,
          },
        ]
      })
      expect(Object.fromEntries(found)).toMatchObject(Object.fromEntries(expected))
    }),
    { numRuns: runs(100) },
  )
})

it('the sums of cl why add up to the score', async () => {
  await fc.assert(
    fc.asyncProperty(anyBookAndDay, async ([book, today]) => {
      const scored = await ask(book, async (db) => {
        const all = []
        for (const { id } of book.customers) all.push(await dossierOf(db, id, today))
        return all.flatMap((dossier) => (dossier.standing ? [{ dossier, score: dossier.standing.score }] : []))
      })
      expect(
        scored.map(({ dossier }) => {
          const { positive, negative, lastVisit } = explanationOf(dossier, dossier.rules, today)
          return [positive.length, negative.length, lastVisit?.on ?? null]
        }),
      ).toEqual(scored.map(({ score }) => [score.positive, score.negative, score.lastVisit]))
    }),
    { numRuns: runs(60) },
  )
})
