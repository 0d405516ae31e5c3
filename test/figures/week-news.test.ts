import { expect, it } from 'vitest'
import { type Day, day } from '#domain/days/day.ts'
import { weekOf } from '#domain/days/week.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { weekNews } from '#figures/week-news.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { touch } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

const week = weekOf(day('2026-11-20'), 1)
const theirs = (words: string) => ({ ...touch(words), begunBy: 'them' as const })

/** The news of the week from 16 November up to Friday the 20th. */
async function newsOf(book: Partial<NaiveBook>, today: Day = day('2026-11-30'), asOf: Day = day('2026-11-20')) {
  const engine = await storedBook(bookOfOne(book))
  const news = await weekNews(await seenFrom(engine, asOf), week, today)
  engine.close()
  return news
}

it('good touches are care visits, thanks, surprises, and others of ours that reached them', async () => {
  const touches = [
    ...[
      'call care + on 2026-11-15',
      'call care + on 2026-11-16',
      'visit tour = on 2026-11-20',
      'call care + on 2026-11-21',
    ],
    ...['letter thanks + on 2026-11-16', 'gift surprise + on 2026-11-20', 'email care + on 2026-11-17'],
    ...['email news + on 2026-11-18', 'call care - on 2026-11-18', 'call feedback = on 2026-11-18'],
    'call attempt + on 2026-11-18',
  ].map(touch)
  const { good } = await newsOf({ touches: [...touches, theirs('call praise + on 2026-11-18')] })
  expect(good).toEqual([
    { customerId: 1, deed: 'care', touches: 2 },
    { customerId: 1, deed: 'good', touches: 2 },
    { customerId: 1, deed: 'surprise', touches: 1 },
    { customerId: 1, deed: 'thanks', touches: 1 },
  ])
})

it('answers, dates, losses, facts and savings are those of the week up to the day', async () => {
  const days = ['2026-11-15', '2026-11-16', '2026-11-20', '2026-11-21'].map(day)
  const news = await newsOf({
    touches: days
      .map((on) => theirs(`email feedback = on ${on}`))
      .flatMap((asked) => [asked, touch(`call feedback = on ${asked.on}`)]),
    dates: days.map((on, i) => ({
      ...{ id: i + 1, customerId: 1, label: on, month: 11, date: Number(on.slice(8)), year: null },
      notedOn: day('2026-01-01'),
    })),
    losses: days.map((lostOn) => ({ customerId: 1, lostOn, wonBackOn: null })),
    facts: days.map((on, id) => ({ id, customerId: 1, topic: null, on, text: 'x', by: null })),
    savings: days.map((on, id) => ({
      ...{ id, customerId: 1, on: day('2026-11-01'), money: 100, minutes: null, text: 'rye', toldOn: on },
    })),
  })
  expect(news.answered.map(({ touch, isInTime }) => [touch, isInTime])).toEqual([
    [3, true],
    [5, true],
  ])
  expect(news.dates.map(({ on }) => on)).toEqual(['2026-11-16', '2026-11-20'])
  expect([news.lost, news.facts, news.told].map((each) => each.length)).toEqual([1, 2, 2])
})

it.each([
  ['2026-11-20', '2026-11-30', '2026-11-20'],
  ['2026-11-20', '2026-11-21', '2026-11-20'],
  ['2026-11-20', '2026-11-20', '2026-11-19'],
])('days are over up to the one before today: the week up to %s, seen from %s', async (asOf, today, over) => {
  expect((await newsOf({}, day(today), day(asOf))).over).toBe(over)
})
