import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { addCustomer, bareCustomer } from '#tables/customers/customers.ts'
import { addFact, countFactsAbout, customersByTopic, factsBetween, factsOf, topicsOf } from '#tables/facts.ts'
import { memoryBook, writeTo } from '../book/memory-book.ts'

const since = day('2026-01-01')

/** Acme, Bolt and the teammate Kim, and facts about the first two; history is topic 1, goals topic 2. */
async function fourFacts() {
  const engine = memoryBook()
  await writeTo(engine, async (db) => {
    for (const name of ['Acme', 'Bolt']) await addCustomer(db, bareCustomer(name, since))
    const kim = await addCustomer(db, { ...bareCustomer('Kim', since), kind: 'teammate' })
    const about = { customerId: 1, topicId: 2, text: 'a van', byId: null }
    await addFact(db, { ...about, on: day('2026-03-02'), byId: kim.id })
    await addFact(db, { ...about, on: day('2026-03-01'), topicId: null, text: 'twins' })
    await addFact(db, { ...about, on: day('2026-03-02'), customerId: 2 })
    await addFact(db, { ...about, on: day('2026-03-05'), text: 'two vans' })
  })
  return engine
}

it('gives the facts about one customer up to a day, the oldest first', async () => {
  const db = await fourFacts()
  expect(await factsOf(db, 1, day('2026-03-02'))).toEqual([
    { id: 2, customerId: 1, topic: null, on: '2026-03-01', text: 'twins', by: null },
    { id: 1, customerId: 1, topic: 'goals', on: '2026-03-02', text: 'a van', by: 'Kim' },
  ])
  expect(await factsOf(db, 1, day('2026-03-01'))).toMatchObject([{ id: 2 }])
  expect(await factsOf(db, 3, day('2026-03-02'))).toEqual([])
})

it('gives the facts about all customers, of days that are both included', async () => {
  const db = await fourFacts()
  const between = async (from: string, to: string) =>
    (await factsBetween(db, day(from), day(to))).map(({ id, customerId }) => [id, customerId])
  expect(await between('2026-03-01', '2026-03-02')).toEqual([
    [2, 1],
    [1, 1],
    [3, 2],
  ])
  expect(await between('2026-03-01', '2026-03-01')).toEqual([[2, 1]])
  expect(await between('2026-03-03', '2026-03-04')).toEqual([])
})

it('counts customers by topic up to a day, and facts by topic whatever their day', async () => {
  const db = await fourFacts()
  expect([...(await customersByTopic(db, day('2026-03-05')))]).toEqual([[2, 2]])
  expect([...(await customersByTopic(db, day('2026-03-01')))]).toEqual([])
  expect([await countFactsAbout(db, 2), await countFactsAbout(db, 1)]).toEqual([3, 0])
})

it('a new book has twelve topics', async () => {
  const topics = await topicsOf(memoryBook())
  expect(topics.map(({ name }) => name).join(' ')).toBe(
    'history goals plans process expansion people billing expectations better competitors tour personal',
  )
  for (const { question } of topics) expect(question).toMatch(/\?$/)
})
