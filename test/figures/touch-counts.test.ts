import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { dossierOf } from '#figures/dossier.ts'
import { weekCounts } from '#figures/touch-counts.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, touch } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

const touches = [
  { ...touch('call care + on 2026-11-16'), minutes: 15 },
  touch('email thanks + on 2026-11-17'),
  touch('letter news + on 2026-11-17'),
  { ...touch('visit delivery = on 2026-11-18'), begunBy: 'them' as const, minutes: 30 },
  touch('video tour = on 2026-11-20'),
  touch('call care - on 2026-11-21'),
  { ...touch('visit care + on 2026-11-22'), minutes: 0 },
  touch('call care + on 2026-11-23'),
  touch('call care + on 2026-11-15'),
]

async function weekOf(book: Partial<NaiveBook>) {
  const engine = await storedBook(bookOfOne({ touches, ...book }))
  const counts = await weekCounts(engine, await rulesOf(engine), day('2026-11-16'), day('2026-11-22'))
  engine.close()
  return counts
}

it('the touches of a week are counted by what they are', async () => {
  expect(await weekOf({})).toEqual([
    {
      customerId: 1,
      by: null,
      touches: 7,
      positive: 4,
      negative: 1,
      neutral: 2,
      careVisits: 3,
      spoken: 5,
      beganByUs: 6,
      minutes: 45,
    },
  ])
})

it('no care visit is counted while a complaint was open', async () => {
  const loops = [loop({ openedOn: day('2026-11-17'), closedOn: day('2026-11-20'), outcome: 'mended' })]
  expect(await weekOf({ loops })).toMatchObject([{ careVisits: 2 }])
})

it('each touch of a customer says what keeps it from being a care visit', async () => {
  const loops = [loop({ openedOn: day('2026-11-22'), closedOn: day('2026-11-22'), outcome: 'mended' })]
  const engine = await storedBook(bookOfOne({ touches, loops }))
  const { touches: judged } = await dossierOf(engine, 1, day('2026-11-22'))
  engine.close()
  expect(judged.map(({ purpose, noVisit }) => `${purpose}: ${noVisit}`)).toEqual([
    'care: null',
    'care: null',
    'thanks: purpose',
    'news: purpose',
    'delivery: purpose',
    'tour: null',
    'care: tone',
    'care: complaint',
  ])
})
