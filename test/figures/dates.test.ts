import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import { datesKept, datesPassed, dateTouches } from '#figures/dates.ts'
import { eachOne, only } from '#figures/seen-book.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { touch } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

const today = day('2026-11-21')
const theirs = (words: string) => ({ ...touch(words), begunBy: 'them' as const })

describe('a touch counts towards a date', () => {
  const no = { thinksOfThem: false, isGood: false, greets: false, isSent: false }
  const good = { thinksOfThem: true, isGood: true, greets: true, isSent: false }
  it.each([
    ['a letter', touch('letter thanks + on 2026-11-20'), { ...good, isSent: true }],
    ['a gift', touch('gift surprise + on 2026-11-20'), { ...good, isSent: true }],
    ['an e-mail', touch('email news + on 2026-11-20'), good],
    ['a call of theirs', theirs('call praise + on 2026-11-20'), { ...no, greets: true }],
    ['an e-mail of theirs', theirs('email thanks + on 2026-11-20'), no],
    ['a letter of theirs', theirs('letter thanks + on 2026-11-20'), no],
    ['a question', touch('call feedback = on 2026-11-20'), { ...no, thinksOfThem: true }],
    ['bad words', touch('letter care - on 2026-11-20'), { ...no, thinksOfThem: true }],
    ['a bill', touch('email invoice - on 2026-11-20'), no],
    ['a good offer', touch('letter sale + on 2026-11-20'), { ...good, thinksOfThem: false, isSent: true }],
    ['an attempt', touch('letter attempt + on 2026-11-20'), no],
  ])('%s', async (_, one, is) => {
    const alone = bookOfOne({ touches: [one] })
    const engine = await storedBook({
      ...alone,
      customers: alone.customers.flatMap((each) => [each, { ...each, id: 2, name: 'Bolt' }]),
      touches: [...alone.touches, { ...touch('call care + on 2026-11-20'), id: 9, customerId: 2 }],
    })
    const rules = await rulesOf(engine)
    const between = (from: string, to: string) =>
      dateTouches({ db: engine, rules, today: day(to) }, sql`select 1`, day(from))
    expect(await between('2026-11-20', '2026-11-20')).toEqual([{ customerId: 1, on: '2026-11-20', ...is }])
    expect(await between('2026-11-21', '2026-11-30')).toEqual([])
    expect(await between('2026-11-01', '2026-11-19')).toEqual([])
    engine.close()
  })
})

const date = (monthDay: string, own: Partial<NaiveBook['dates'][number]> = {}): NaiveBook['dates'][number] => {
  const [month, dayOfMonth] = monthDay.split('-').map(Number) as [number, number]
  return {
    id: 1,
    customerId: 1,
    label: 'birthday',
    month,
    date: dayOfMonth,
    year: null,
    notedOn: day('2020-01-01'),
    ...own,
  }
}

/** The days between two on which a date came, and whether each was kept. */
async function passed(dates: NaiveBook['dates'], [from, to]: [string, string], book: Partial<NaiveBook> = {}) {
  const engine = await storedBook(bookOfOne({ dates, ...book }))
  const rules = await rulesOf(engine)
  const found = await datesPassed({ db: engine, rules, today: day(to) }, day(from))
  const dayAfter = { db: engine, rules, today: addDays(day(to), 1) }
  const of = { part: found.filter(({ isKept }) => isKept).length, whole: found.length }
  expect(await datesKept(dayAfter, day(from), only(1))).toEqual(new Map([[0, of]]))
  expect(await datesKept(dayAfter, day(from), eachOne)).toEqual(new Map(of.whole === 0 ? [] : [[1, of]]))
  engine.close()
  return found.map(({ on, isKept }) => (isKept ? `${on} kept` : on))
}

describe('the dates that came', () => {
  it.each<[what: string, NaiveBook['dates'][number], between: [string, string], came: string[]]>([
    ['on the first day', date('11-15'), ['2026-11-15', '2026-11-20'], ['2026-11-15']],
    ['the day before', date('11-14'), ['2026-11-15', '2026-11-20'], []],
    ['on the last day', date('11-20'), ['2026-11-15', '2026-11-20'], ['2026-11-20']],
    ['the day after', date('11-21'), ['2026-11-15', '2026-11-20'], []],
    ['each year, also across its end', date('01-01'), ['2024-12-31', '2026-01-01'], ['2025-01-01', '2026-01-01']],
    ['29 February in a common year', date('02-29'), ['2025-02-20', '2025-03-10'], ['2025-02-28']],
    ['29 February in a leap year', date('02-29'), ['2024-02-20', '2024-03-10'], ['2024-02-29']],
    ['from the year on in which it began', date('05-03', { year: 2025 }), ['2024-01-01', '2026-01-01'], ['2025-05-03']],
    [
      'from the day on which it was noted',
      date('05-03', { notedOn: day('2025-05-03') }),
      ['2024-01-01', '2026-01-01'],
      ['2025-05-03'],
    ],
    ['not before it was noted', date('05-03', { notedOn: day('2025-05-04') }), ['2024-01-01', '2026-01-01'], []],
    ['in a year of which no day has passed', date('01-01'), ['2026-01-01', '2025-12-31'], []],
  ])('%s', async (_, one, between, came) => {
    expect(await passed([one], between)).toEqual(came)
  })

  it.each([
    ['2025-05-03', ['2025-05-03']],
    ['2025-05-04', []],
  ])('are none before the customer came, on %s', async (since, came) => {
    const customers = bookOfOne({}).customers.map((each) => ({ ...each, since: day(since) }))
    expect(await passed([date('05-03')], ['2025-01-01', '2025-12-31'], { customers })).toEqual(came)
  })

  it('are told by day', async () => {
    const [first, second, third] = [date('11-18'), date('11-17', { id: 2 }), date('11-18', { id: 3 })]
    expect(
      await passed([first, { ...second, label: 'b' }, { ...third, label: 'c' }], ['2026-11-15', '2026-11-20']),
    ).toEqual(['2026-11-17', '2026-11-18', '2026-11-18'])
  })

  it.each<[words: string, isKept: boolean, by?: 'them']>([
    ['call care + on 2026-11-18', true],
    ['call care + on 2026-11-15', true],
    ['call care + on 2026-11-14', false],
    ['call care + on 2026-11-19', false],
    ['call feedback = on 2026-11-18', false],
    ['call attempt + on 2026-11-18', false],
    ['call care + on 2026-11-18', false, 'them'],
  ])('are kept by a good touch of ours on the day or in the three before: %s, %s', async (words, isKept, by) => {
    const touches = [{ ...touch(words), begunBy: by ?? ('us' as const) }]
    expect(await passed([date('11-18')], ['2026-11-15', '2026-11-20'], { touches })).toEqual([
      isKept ? '2026-11-18 kept' : '2026-11-18',
    ])
  })

  it('are of each their own', async () => {
    const alone = bookOfOne({ dates: [date('11-18'), date('11-18', { id: 2, customerId: 2 })] })
    const engine = await storedBook({
      ...alone,
      customers: alone.customers.flatMap((each) => [each, { ...each, id: 2, name: 'Bolt' }]),
      touches: [{ ...touch('call care + on 2026-11-18'), customerId: 2 }],
    })
    const kept = await datesKept({ db: engine, rules: await rulesOf(engine), today }, day('2026-11-15'), eachOne)
    expect(kept).toEqual(
      new Map([
        [1, { part: 0, whole: 1 }],
        [2, { part: 1, whole: 1 }],
      ]),
    )
    engine.close()
  })
})
