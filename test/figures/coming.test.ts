import { expect, it } from 'vitest'
import { addDays, type Day } from '#domain/days/day.ts'
import { whoComesNext } from '#domain/due/coming.ts'
import type { Loop } from '#domain/loops/loop.ts'
import { othersToCome } from '#figures/coming.ts'
import { standingsOn } from '#figures/standings.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, settings, touch, yearlyDate } from '../domain/builders.ts'
import { today } from '../domain/examples.ts'
import type { NaiveBook } from '../domain/naive.ts'

const ahead = (days: number): Day => addDays(today, days)
const visitToday = touch(`call care + on ${today}`)

async function comingIn(book: NaiveBook) {
  const engine = await storedBook(book)
  const rules = await rulesOf(engine)
  const standings = await standingsOn({ db: engine, rules, today }, 400)
  const coming = whoComesNext(await othersToCome({ db: engine, rules, today }), standings, rules.settings, today)
  engine.close()
  return coming
}

/** The first to come in a book of customers with names and cadences, each visited today. */
function firstOf(cadences: Record<string, number>, loops: Loop[] = []) {
  const { customers, ...book } = bookOfOne({})
  return comingIn({
    ...book,
    customers: customers.flatMap((one) =>
      Object.entries(cadences).map(([name, visitEvery], i) => ({ ...one, id: i + 1, name, visitEvery })),
    ),
    touches: Object.keys(cadences).map((_, i) => ({ ...visitToday, id: i + 1, customerId: i + 1 })),
    loops,
  })
}

it.each<[what: string, cadences: Record<string, number>, name: string, on: Day]>([
  ['the soonest', { Acme: 9, Bolt: 5 }, 'Bolt', ahead(5)],
  ['by name, of two on one day', { Zoe: 5, Acme: 5 }, 'Acme', ahead(5)],
  ['in a year', { Acme: 366 }, 'Acme', ahead(366)],
])('is the first to come: %s', async (_, cadences, name, on) => {
  expect(await firstOf(cadences)).toMatchObject({ customer: { name }, on, reason: { kind: 'visit' } })
})

it.each([
  [{ Acme: 5, Zoe: 9 }, ahead(5)],
  [{ Acme: 9, Zoe: 5 }, ahead(5)],
])(
  'is the first to come of one day: a promise before a care visit, in %j',
  async (cadences: Record<string, number>, dueOn) => {
    const promise = loop({ customerId: 2, kind: 'promise', openedOn: today, dueOn })
    expect(await firstOf(cadences, [promise])).toMatchObject({ customer: { name: 'Zoe' }, reason: { kind: 'promise' } })
  },
)

it.each([[{}], [{ Acme: 367 }]])('is nobody within a year: %j', async (cadences: Record<string, number>) => {
  expect(await firstOf(cadences)).toBeNull()
})

it('is somebody whose touch of today waits, on the day from which it waits too long', async () => {
  const theirs = { ...touch(`email feedback = on ${today}`), begunBy: 'them' as const }
  expect(await comingIn(bookOfOne({ touches: [visitToday, theirs] }))).toMatchObject({
    on: ahead(settings.replyWithin + 1),
    reason: { kind: 'reply', on: today, days: settings.replyWithin + 1 },
  })
})

it('is somebody with a date, on the day from which it is in due', async () => {
  const far = yearlyDate(ahead(20))
  expect(await comingIn(bookOfOne({ touches: [visitToday], dates: [far] }))).toMatchObject({
    on: ahead(20 - settings.dateAhead),
    reason: { kind: 'date', on: ahead(20), days: -20 },
  })
  const onTheDay = { ...settings, dateAhead: 1 }
  const near = yearlyDate(ahead(1))
  expect(await comingIn(bookOfOne({ touches: [visitToday], dates: [near], settings: onTheDay }))).toMatchObject({
    on: ahead(1),
    reason: { kind: 'date', on: ahead(1), days: -1 },
  })
  const unknown = yearlyDate(ahead(20), { notedOn: ahead(1) })
  expect(await comingIn(bookOfOne({ touches: [visitToday], dates: [unknown] }))).toMatchObject({
    reason: { kind: 'visit' },
  })
})
