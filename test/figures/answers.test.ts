import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '#domain/days/day.ts'
import { answeredSince, answeringOf, askedSince, waitingCounts, waitingTouches } from '#figures/answers.ts'
import { eachOne, only } from '#figures/seen-book.ts'
import { rulesOf } from '#tables/rules.ts'
import { settleTouch } from '#tables/touches.ts'
import { bookInMemory, bookOfOne, writeTo } from '../book/memory-book.ts'
import { settings, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'

const asked = (days: number, words = 'email feedback =') => ({
  ...touch(`${words} on ${ago(days)}`),
  begunBy: 'them' as const,
})
const ours = (days: number) => touch(`email news + on ${ago(days)}`)

/**
 * A book of these touches, numbered from 1, of a neighbour who has asked on three days, and of another who has only heard from us.
 * @param settled the day on which touch #1 was settled by hand
 */
async function bookOf(touches: ReturnType<typeof touch>[], settled: Day | null = null) {
  const alone = bookOfOne({ touches, settings: { ...settings, replyWithin: 2 } })
  const book = await bookInMemory({
    ...alone,
    customers: alone.customers.flatMap((each) => [
      each,
      { ...each, id: 2, name: 'Bolt' },
      { ...each, id: 3, name: 'Cara' },
    ]),
    touches: [
      ...alone.touches,
      ...[9, 4, 1].map((days, i) => ({ ...asked(days), id: 50 + i, customerId: 2 })),
      ...[9, 0].map((days, i) => ({ ...ours(days), id: 60 + i, customerId: 3 })),
    ],
  })
  if (settled !== null) await writeTo(book, (db) => settleTouch(db, 1, settled))
  return { book, rules: await rulesOf(book) }
}

describe('the touches of theirs that wait', () => {
  it.each<[what: string, touches: ReturnType<typeof touch>[], settled: Day | null, waiting: number[]]>([
    ['those begun before the day', [asked(4), asked(3)], null, [1]],
    ['not what we began', [ours(4)], null, []],
    ['not what was answered since, also today', [asked(9), asked(4), ours(0)], null, []],
    ['what will be answered tomorrow', [asked(4), ours(-1)], null, [1]],
    ['not what was settled by hand today', [asked(4)], today, []],
    ['what will be settled tomorrow', [asked(4)], addDays(today, 1), [1]],
    [
      'not what was spoken, opened a loop, or was good news',
      [asked(4, 'call feedback ='), asked(4, 'email request ='), asked(4, 'email thanks +')],
      null,
      [],
    ],
  ])('%s', async (_, touches, settled, waiting) => {
    const { book, rules } = await bookOf(touches, settled)
    expect((await waitingTouches({ db: book, rules, today }, ago(3), 1)).map(({ id }) => id)).toEqual(waiting)
    const all = await waitingTouches({ db: book, rules, today }, ago(3))
    expect(all.map(({ customerId }) => customerId).sort()).toEqual([...waiting.map(() => 1), 2, 2])
    book.close()
  })

  it('are counted up to today, for one or for each', async () => {
    const { book, rules } = await bookOf([asked(0), asked(400), asked(-1)])
    expect(await waitingCounts({ db: book, rules, today }, only(1))).toEqual(new Map([[0, 2]]))
    const each = new Map([
      [1, 2],
      [2, 3],
    ])
    expect(await waitingCounts({ db: book, rules, today }, eachOne)).toEqual(each)
    book.close()
  })
})

it('the days of a period on which they asked have the days of the answers, seen from its last day', async () => {
  const { book, rules } = await bookOf([
    asked(10),
    asked(9),
    asked(9),
    ours(5),
    asked(2),
    asked(0),
    ours(-1),
    asked(-2),
  ])
  const rows = await askedSince({ db: book, rules, today }, ago(9), only(1))
  expect(rows.toSorted((a, b) => (a.on < b.on ? -1 : 1))).toEqual([
    { customerId: 0, on: ago(9), answeredOn: ago(5), touches: 2 },
    { customerId: 0, on: ago(2), answeredOn: null, touches: 1 },
    { customerId: 0, on: today, answeredOn: null, touches: 1 },
  ])
  const ofEach = await askedSince({ db: book, rules, today }, ago(9), eachOne)
  expect(ofEach.filter(({ customerId }) => customerId === 2)).toHaveLength(3)
  book.close()
})

it.each<[what: string, touches: ReturnType<typeof touch>[], settled: Day | null, found: [number, boolean][]]>([
  ['in time', [asked(4), ours(2)], null, [[1, true]]],
  ['late', [asked(5), ours(2)], null, [[1, false]]],
  ['the day before the first', [asked(4), ours(4)], null, []],
  ['on the first day', [asked(3), ours(3)], null, [[1, true]]],
  ['after the last day', [asked(3), ours(1)], null, []],
  ['once it was settled', [asked(3), ours(2)], ago(2), []],
  ['before it was settled', [asked(3), ours(2)], ago(1), [[1, true]]],
  ['though it needed no answer', [asked(3, 'call feedback ='), ours(2)], null, []],
])('a touch that was answered %s', async (_, touches, settled, found) => {
  const { book, rules } = await bookOf(touches, settled)
  const answered = await answeredSince({ db: book, rules, today: ago(2) }, ago(3))
  expect(answered.map(({ touch, isInTime }) => [touch, isInTime])).toEqual(found)
  book.close()
})

describe('a touch and its answer', () => {
  it('know each other: the first answer alone is one', async () => {
    const { book, rules } = await bookOf([asked(4), asked(4), ours(2), ours(2), ours(1)])
    const of = (id: number, days: number, begunBy: 'us' | 'them') =>
      answeringOf({ db: book, rules, today }, { id, customerId: 1, on: ago(days), begunBy })
    expect(await of(1, 4, 'them')).toEqual({ answered: { kind: 'answered', by: 3, on: ago(2) }, answers: [] })
    expect(await of(3, 2, 'us')).toEqual({ answered: null, answers: [1, 2] })
    expect(await of(4, 2, 'us')).toEqual({ answered: null, answers: [] })
    expect(await of(5, 1, 'us')).toEqual({ answered: null, answers: [] })
    book.close()
  })

  it('is none where none was needed, and none of a neighbour', async () => {
    const { book, rules } = await bookOf([asked(4, 'call feedback ='), ours(2), asked(1)])
    const of = (id: number, customerId: number, days: number, begunBy: 'us' | 'them') =>
      answeringOf({ db: book, rules, today }, { id, customerId, on: ago(days), begunBy })
    expect((await of(1, 1, 4, 'them')).answered).toEqual({ kind: 'none', because: 'spoken' })
    expect((await of(2, 1, 2, 'us')).answers).toEqual([])
    expect((await of(3, 1, 1, 'them')).answered).toEqual({ kind: 'waiting', days: 1 })
    expect((await of(99, 1, 1, 'them')).answered).toBeNull()
    book.close()
  })
})
