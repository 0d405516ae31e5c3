import { expect, it } from 'vitest'
import { addDays, type Day, day } from '#domain/days/day.ts'
import { whoIsDue } from '#domain/due/due.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { listedStandingOf, standingOf, standingsOn, standingsThatMayBeDue } from '#figures/standings.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, touch, yearlyDate } from '../domain/builders.ts'
import { ago, edges, today, workedExample } from '../domain/examples.ts'

it.each([...workedExample, ...edges])('SQL counts as the rules do: $what', async (example) => {
  const book = bookOfOne({ touches: example.touches, loops: example.loops ?? [] })
  const customers = book.customers.map((customer) => ({ ...customer, since: day(example.since) }))
  const engine = await storedBook({ ...book, customers })
  const rules = await rulesOf(engine)
  const [standing] = await standingsOn({ db: engine, rules, today })
  expect(standing?.score).toMatchObject({
    lastVisit: example.lastVisit,
    visitDue: example.visitDue,
    positive: example.counts[0],
    negative: example.counts[1],
    needed: example.needed,
  })
  const due = whoIsDue(await standingsThatMayBeDue({ db: engine, rules, today }, 0), today, rules)
  expect(due.map(({ reasons }) => reasons)).toEqual(example.reasons.length === 0 ? [] : [example.reasons])
})

const attempt = (on: Day) => touch(`call attempt = on ${on}`)
const visit = (on: Day) => touch(`call care + on ${on}`)

it.each([
  ['nobody', [visit(ago(9))], null],
  ['who was tried a year ago', [attempt(ago(365))], { times: 1, last: ago(365) }],
  ['nobody longer ago', [attempt(ago(366))], null],
  [
    'who was tried since the last care visit',
    [visit(ago(9)), attempt(ago(8)), attempt(today)],
    { times: 2, last: today },
  ],
  ['who was tried, in the order of the days', [attempt(today), attempt(ago(8))], { times: 2, last: today }],
  ['nobody who was reached', [touch(`email news + on ${ago(8)}`)], null],
  [
    'twice on one day, on which they were reached as well',
    [attempt(ago(8)), attempt(ago(8)), touch(`email news + on ${ago(8)}`)],
    { times: 2, last: ago(8) },
  ],
  ['nobody on the day of that', [attempt(ago(9)), visit(ago(9))], null],
  ['nobody tomorrow', [attempt(addDays(today, 1))], null],
])('says who was tried in vain: %s', async (_, touches, tried) => {
  const engine = await storedBook(bookOfOne({ touches }))
  const rules = await rulesOf(engine)
  const [standing] = await standingsOn({ db: engine, rules, today })
  expect(standing?.tried).toEqual(tried)
  expect((await standingOf({ db: engine, rules, today }, 1))?.tried).toEqual(tried)
  engine.close()
})

it.each<[what: string, complaint: Parameters<typeof loop>[0], isSpent: boolean]>([
  ['open', { openedOn: ago(9) }, true],
  ['of today', { openedOn: today }, true],
  ['of tomorrow', { openedOn: addDays(today, 1) }, false],
  ['mended today', { openedOn: ago(9), closedOn: today, outcome: 'mended' }, true],
  ['mended yesterday', { openedOn: ago(9), closedOn: ago(1), outcome: 'mended' }, false],
  ['dropped today', { openedOn: ago(9), closedOn: today, outcome: 'dropped' }, false],
])('says that no visit of the day can be a care visit: a complaint %s', async (_, complaint, isSpent) => {
  const engine = await storedBook(bookOfOne({ loops: [loop(complaint)] }))
  const rules = await rulesOf(engine)
  const [standing] = await standingsOn({ db: engine, rules, today })
  expect(standing?.isVisitSpent).toBe(isSpent)
  expect((await standingOf({ db: engine, rules, today }, 1))?.isVisitSpent).toBe(isSpent)
  engine.close()
})

it('lists somebody who is archived where something is open with them', async () => {
  const [customer] = bookOfOne({}).customers
  const archived = customer ? [{ ...customer, archivedOn: ago(5) }] : []
  const open = await storedBook(bookOfOne({ customers: archived, loops: [loop({ openedOn: ago(9) })] }))
  expect(await listedStandingOf(await seenFrom(open, today), 1)).toMatchObject({
    ...{ isArchived: true, tried: null, isVisitSpent: false, otherReasons: [] },
    openLoops: [{ id: 1, kind: 'complaint' }],
  })
  expect(await standingsOn(await seenFrom(open, today))).toMatchObject([{ isArchived: true, openLoops: [{ id: 1 }] }])
  const closed = await storedBook(bookOfOne({ customers: archived }))
  expect(await listedStandingOf(await seenFrom(closed, today), 1)).toBeUndefined()
})

it('lists somebody who is not archived as they stand, with replies, dates and savings', async () => {
  const saving = { id: 1, customerId: 1, on: ago(99), money: 50_000, minutes: null, text: 'x', toldOn: null }
  const engine = await storedBook(bookOfOne({ savings: [saving] }))
  const rules = await rulesOf(engine)
  const standing = { isArchived: false, otherReasons: [{ kind: 'savings', count: 1, money: 50_000 }] }
  expect(await listedStandingOf({ db: engine, rules, today }, 1)).toMatchObject(standing)
  expect(await standingsOn({ db: engine, rules, today })).toMatchObject([standing])
  engine.close()
})

it.each([
  ['on the last day ahead', 7, 1],
  ['on the day after', 8, 0],
])('looks for dates that are ahead: %s', async (_, ahead, count) => {
  const engine = await storedBook(bookOfOne({ dates: [yearlyDate(addDays(today, ahead))] }))
  const standing = await standingOf(await seenFrom(engine, today), 1)
  expect(standing?.otherReasons).toHaveLength(count)
  engine.close()
})
