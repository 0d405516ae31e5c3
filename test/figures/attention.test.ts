import { describe, expect, it } from 'vitest'
import { courtedOn, driftingOn, driftOf, hearsOnlyOfMoney, onlyAboutMoneyOn } from '#figures/attention.ts'
import { scoresOn } from '#figures/scores.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'
import type { NaiveBook } from '../domain/naive.ts'

const mails = (...days: number[]) => days.map((each) => touch(`email news + on ${ago(each)}`))
/** Touches of a day that are no attention: theirs, bad words, money, and an attempt. */
const noAttention = (days: number) => [
  ...mails(days).map((each) => ({ ...each, begunBy: 'them' as const })),
  ...['call care -', 'call sale =', 'call attempt ='].map((words) => touch(`${words} on ${ago(days)}`)),
]
const visit = (days: number) => touch(`call care + on ${ago(days)}`)
const bill = (days: number) => touch(`email invoice - on ${ago(days)}`)

/** A book of one customer, and of a neighbour who was courted, is visited, and gets bills as well. */
function withNeighbour(since: number, { customers, ...book }: Partial<NaiveBook>): NaiveBook {
  const [one] = bookOfOne({}).customers
  const own = customers ?? (one ? [{ ...one, since: ago(since) }] : [])
  const alone = bookOfOne({ customers: own, ...book })
  const theirs = [...mails(500, 499, 498, 497, 90, 89, 5), visit(20), visit(0), bill(3)]
  return {
    ...alone,
    customers: own.flatMap((each) => [each, { ...each, id: 2, name: 'Bolt', since: ago(500), archivedOn: null }]),
    touches: [...alone.touches, ...theirs.map((each, i) => ({ ...each, id: 100 + i, customerId: 2 }))],
  }
}

/** The comparison for the customer, by itself and, where it has a flag, in the list; and whether they can be compared at all. */
async function driftWith(since: number, book: Partial<NaiveBook>) {
  const engine = await storedBook(withNeighbour(since, book))
  const rules = await rulesOf(engine)
  const scored = scoresOn({ db: engine, rules, today }, [1]).then(([one]) => one)
  const { courting, now, flag } = await driftOf({ db: engine, rules, today }, { id: 1, since: ago(since) }, scored)
  const compared = (await courtedOn({ db: engine, rules, today })).filter(({ customerId }) => customerId === 1)
  const drifting = (await driftingOn({ db: engine, rules, today })).filter(({ customerId }) => customerId === 1)
  engine.close()
  const own = { customerId: 1, kind: 'customer', daysWithUs: since, courting, now, flag }
  expect(drifting).toEqual(flag === null ? [] : [own])
  expect(compared).toEqual(compared.length === 0 ? [] : [own])
  return { courting, now, flag, isCompared: compared.length > 0 }
}

describe('attention of the first 90 days beside that of the last', () => {
  const granted = 'taken for granted'
  const [cared, mailed] = [visit(31), mails(400, 399, 398)]
  it.each<[what: string, since: number, Partial<NaiveBook>, Awaited<ReturnType<typeof driftWith>>]>([
    [
      'the first day is the one on which they came, the last the ninetieth',
      400,
      { touches: mails(401, 400, 350, 311, 310) },
      { courting: 3, now: 0, flag: granted, isCompared: true },
    ],
    [
      'now is today and 89 days before',
      400,
      { touches: [...mailed, ...mails(397, 90, 89, 0, -1)] },
      { courting: 4, now: 2, flag: granted, isCompared: true },
    ],
    [
      'more than half of it is no drift',
      400,
      { touches: [...mailed, ...mails(397, 89, 1, 0)] },
      { courting: 4, now: 3, flag: null, isCompared: true },
    ],
    ['two are no courting', 400, { touches: mails(400, 399) }, { courting: 2, now: 0, flag: null, isCompared: false }],
    ['180 days', 180, { touches: mails(180, 179, 178) }, { courting: 3, now: 0, flag: 'drifting', isCompared: true }],
    [
      '179 days are too few',
      179,
      { touches: mails(179, 178, 177) },
      { courting: 3, now: 0, flag: null, isCompared: false },
    ],
    [
      'nobody drifts who was visited when it was due',
      400,
      { touches: [...mailed, visit(30)] },
      { courting: 3, now: 1, flag: null, isCompared: true },
    ],
    [
      'the visit is due since yesterday',
      400,
      { touches: [...mailed, cared] },
      { courting: 3, now: 1, flag: granted, isCompared: true },
    ],
    [
      'no visits are scheduled',
      400,
      {
        touches: [...mailed, visit(0)],
        customers: bookOfOne({}).customers.map((each) => ({ ...each, since: ago(400), visitEvery: 'never' })),
      },
      { courting: 3, now: 1, flag: granted, isCompared: true },
    ],
    [
      'nor does anybody whose first visit is still to come',
      400,
      {
        touches: mailed,
        customers: bookOfOne({}).customers.map((each) => ({ ...each, since: ago(400), firstDay: ago(-5) })),
      },
      { courting: 3, now: 0, flag: null, isCompared: true },
    ],
    [
      'theirs, bad words, money and attempts are none',
      400,
      {
        touches: [...mailed, ...[395, 5].flatMap(noAttention)],
      },
      { courting: 3, now: 0, flag: granted, isCompared: true },
    ],
  ])('%s', async (_, since, book, expected) => {
    expect(await driftWith(since, book)).toEqual(expected)
  })

  it('nobody is compared who is archived', async () => {
    const archived = bookOfOne({}).customers.map((each) => ({ ...each, since: ago(400), archivedOn: today }))
    const engine = await storedBook(withNeighbour(400, { touches: mailed, customers: archived }))
    const rules = await rulesOf(engine)
    expect(await courtedOn({ db: engine, rules, today })).toMatchObject([{ customerId: 2 }])
    expect(await courtedOn({ db: engine, rules, today: ago(1) })).toMatchObject([{ customerId: 1 }, { customerId: 2 }])
    expect(await driftingOn({ db: engine, rules, today })).toEqual([])
    const unscored = Promise.resolve(undefined)
    const drift = await driftOf({ db: engine, rules, today }, { id: 1, since: ago(400) }, unscored)
    expect(drift).toMatchObject({ courting: 3, now: 0 })
    engine.close()
  })
})

describe('only about money', () => {
  it.each<[what: string, isSo: boolean, since: number, touches: NaiveBook['touches']]>([
    ['a bill, 90 days after they came', true, 90, [bill(0)]],
    ['89 days are too few', false, 89, [bill(0)]],
    ['nothing at all', false, 400, []],
    ['a bill 89 days ago', true, 400, [bill(89)]],
    ['a bill 90 days ago', false, 400, [bill(90)]],
    ['a bill of tomorrow', false, 400, [bill(-1)]],
    ['a visit as well, 89 days ago', false, 400, [bill(0), visit(89)]],
    ['a visit today', false, 400, [bill(1), visit(0)]],
    ['a visit 90 days ago, and tomorrow', true, 400, [bill(0), visit(90), visit(-1)]],
    [
      'a visit of theirs, and an attempt',
      true,
      400,
      [bill(0), { ...visit(1), begunBy: 'them' }, touch(`call attempt = on ${today}`)],
    ],
    ['an order that they began', false, 400, [{ ...touch(`call sale = on ${today}`), begunBy: 'them' }]],
  ])('%s', async (_, isSo, since, touches) => {
    const engine = await storedBook(withNeighbour(since, { touches }))
    const rules = await rulesOf(engine)
    expect(await hearsOnlyOfMoney({ db: engine, rules, today }, 1)).toBe(isSo)
    expect(await onlyAboutMoneyOn({ db: engine, rules, today }, 'customer')).toBe(Number(isSo))
    expect(await onlyAboutMoneyOn({ db: engine, rules, today }, 'teammate')).toBe(0)
    engine.close()
  })

  it('somebody who is archived is not counted', async () => {
    const archived = bookOfOne({}).customers.map((each) => ({ ...each, since: ago(400), archivedOn: today }))
    const engine = await storedBook(withNeighbour(400, { touches: [bill(0)], customers: archived }))
    expect(await onlyAboutMoneyOn(await seenFrom(engine, today), 'customer')).toBe(0)
    engine.close()
  })
})
