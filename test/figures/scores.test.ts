import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { addDays } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import { archivedAmong, type Scored, scoresOfAll, scoresOn } from '#figures/scores.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { settings, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'

const from = windowStart(today, settings.ratioWindow)
const tomorrow = addDays(today, 1)
const beforeWindow = addDays(from, -1)

it.each<[what: string, touches: string[], counts: object]>([
  ['nothing', [], { positive: 0, negative: 0, lastTouch: null, lastVisit: null }],
  [
    'the last of several touches, and the last care visit',
    [
      `call care + on ${ago(9)}`,
      `call care + on ${ago(7)}`,
      `email invoice - on ${ago(5)}`,
      `email news + on ${ago(3)}`,
    ],
    { positive: 3, negative: 1, lastTouch: ago(3), lastVisit: ago(7) },
  ],
  [
    'today and the first day of the window, but neither tomorrow nor the day before',
    [tomorrow, today, from, beforeWindow].flatMap((on) => [`call care + on ${on}`, `email invoice - on ${on}`]),
    { positive: 2, negative: 2, lastTouch: today, lastVisit: today },
  ],
  [
    'the last days before the window, where there is nothing in it',
    [
      `email news + on ${addDays(from, -2)}`,
      `call care + on ${addDays(from, -3)}`,
      `call care + on ${addDays(from, -4)}`,
    ],
    { positive: 0, negative: 0, lastTouch: addDays(from, -2), lastVisit: addDays(from, -3) },
  ],
])('of all, and of those who are named, counts %s', async (_, words, counts) => {
  const engine = await storedBook(bookOfOne({ touches: words.map(touch) }))
  const rules = await rulesOf(engine)
  for (const ids of [undefined, [1]]) {
    const [scored] = await scoresOn({ db: engine, rules, today }, ids)
    expect({ ...scored?.score, lastTouch: scored?.lastTouch }).toMatchObject(counts)
  }
  engine.close()
})

it('of sorts of touches that are counted for all besides those of the ratio', async () => {
  const money = ['call sale =', 'call attempt ='].map((words) => touch(`${words} on ${ago(8)}`))
  const theirMoney = { ...touch(`call sale = on ${ago(8)}`), begunBy: 'them' as const }
  const theirs = { ...touch(`email feedback = on ${ago(7)}`), begunBy: 'them' as const }
  const engine = await storedBook(
    bookOfOne({ touches: [touch(`call care + on ${ago(9)}`), theirs, theirs, ...money, theirMoney] }),
  )
  const counts = await scoresOfAll(await seenFrom(engine, today))
  expect([counts.countOf('begunByUs', 1), counts.countOf('begunByThem', 1)]).toEqual([1, 2])
  engine.close()
})

/** Acme and Carol, who are archived, Bolt and Dora. */
async function fourCustomers() {
  const customers = bookOfOne({}).customers.flatMap((one) => [
    { ...one, archivedOn: ago(5) },
    { ...one, id: 2, name: 'Bolt' },
    { ...one, id: 3, name: 'Carol', archivedOn: ago(5) },
    { ...one, id: 4, name: 'Dora' },
  ])
  const touches = [touch(`call care + on ${ago(9)}`), touch(`email invoice - on ${ago(7)}`)]
  const engine = await storedBook(bookOfOne({ customers, touches }))
  return { engine, rules: await rulesOf(engine) }
}

const idsIn = (found: Scored[]) => found.map(({ customer }) => customer.id)

it('are those of the customers who are named, without the ones who are archived', async () => {
  const { engine, rules } = await fourCustomers()
  expect(idsIn(await scoresOn({ db: engine, rules, today }, [1, 2]))).toEqual([2])
  expect(idsIn(await scoresOn({ db: engine, rules, today }))).toEqual([2, 4])
  engine.close()
})

it('of those who are archived count no touch, and are of nobody else', async () => {
  const { engine, rules } = await fourCustomers()
  expect(await archivedAmong({ db: engine, rules, today }, sql`select 1 union select 2`)).toMatchObject([
    { customer: { id: 1 }, score: { positive: 0, negative: 0, lastVisit: null }, lastTouch: null },
  ])
  engine.close()
})
