import sql from 'sql-template-tag'
import { expect, it, vi } from 'vitest'
import { day } from '#domain/days/day.ts'
import { dossierOf } from '#figures/dossier.ts'
import { addCustomers, bareCustomer } from '#tables/customers/customers.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'

const today = day('2026-11-21')

it('the touches and open loops of one customer are found by the customer, however many others there are', async () => {
  const engine = memoryBook()
  await writeTo(engine, (db) => addCustomers(db, [bareCustomer('Acme', today)]))
  const asked = [vi.spyOn(engine, 'all'), vi.spyOn(engine, 'cells')]
  await dossierOf(engine, 1, today)
  const queries = asked.flatMap(({ mock }) => mock.calls.map(([query]) => query))
  const steps: string[] = []
  for (const query of queries)
    for (const { detail } of await engine.all<{ detail: string }>(sql`explain query plan ${query}`)) steps.push(detail)
  expect(steps.filter((step) => step.includes('touches_by_customer')).length).toBeGreaterThan(3)
  expect(
    steps.filter((step) => /touches_by_day|loops_by_close|^SCAN (t|l|c|touches|loops|customers)\b/.test(step)),
  ).toEqual([])
})
