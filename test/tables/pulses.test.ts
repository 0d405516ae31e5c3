import fc from 'fast-check'
import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import type { Pulse } from '#domain/practices/pulse.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { addPulse, lastRatingsBetween, pulsesOf } from '#tables/pulses.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'
import { naiveLastRatings } from '../domain/naive-pulse.ts'
import { anyDay, anyPulses } from '../domain/random-books.ts'
import { runs } from '../runs.ts'

/** Three customers, and these ratings of theirs. */
async function bookWith(pulses: Omit<Pulse, 'id'>[]) {
  const engine = memoryBook()
  await writeTo(engine, async (db) => {
    for (const name of ['Acme', 'Bolt', 'Café']) await addCustomer(db, bareCustomer(name, day('2026-01-01')))
    for (const { customerId, on, rating, guess, quote } of pulses)
      await addPulse(db, { customerId, on, rating, guess, quote })
  })
  return engine
}

it('gives the ratings of one customer up to a day, the oldest first', async () => {
  const said = { customerId: 1, rating: 9, guess: null, quote: null }
  const db = await bookWith([
    { ...said, on: day('2026-03-02') },
    { ...said, on: day('2026-03-01'), guess: 7, quote: 'well' },
    { ...said, on: day('2026-03-01'), customerId: 2 },
  ])
  expect(await pulsesOf(db, 1, day('2026-03-02'))).toEqual([
    { ...said, id: 2, on: '2026-03-01', guess: 7, quote: 'well' },
    { ...said, id: 1, on: '2026-03-02' },
  ])
  expect(await pulsesOf(db, 1, day('2026-03-01'))).toMatchObject([{ id: 2 }])
})

it('finds each customer’s last rating in any days as the plain reading does', async () => {
  await fc.assert(
    fc.asyncProperty(anyPulses(3), anyDay(6), anyDay(6), async (pulses, from, to) => {
      const db = await bookWith(pulses)
      expect(await lastRatingsBetween(db, from, to)).toEqual(naiveLastRatings(pulses, from, to))
    }),
    { numRuns: runs(150) },
  )
})
