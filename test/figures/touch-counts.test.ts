import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { conditionsOf } from '#figures/conditions.ts'
import { dossierOf } from '#figures/dossier.ts'
import { eachOne, only, seenFrom } from '#figures/seen-book.ts'
import { noVisitOf, touchesByDay, touchesOneByOne, visitsByDay, weekCounts } from '#figures/touch-counts.ts'
import { dayCounts } from '#tables/day-counts.ts'
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
  const counts = await weekCounts(await seenFrom(engine, day('2026-11-22')), day('2026-11-16'))
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

it('minutes of a week that nobody noted are none', async () => {
  expect(await weekOf({ touches: [touch('call care + on 2026-11-16')] })).toMatchObject([{ minutes: 0 }])
})

/** The days of Acme, from the 16th to the 20th, and touches with Bolt, and on the days around. */
async function days() {
  const more = [touch('email invoice - on 2026-11-19'), touch('call sale = on 2026-11-19'), theirsOf('call sale =')]
  const own = bookOfOne({ touches: [...touches, ...more, touch('call attempt = on 2026-11-20')] })
  const bolts = touch('visit care + on 2026-11-17')
  const engine = await storedBook({
    ...own,
    customers: own.customers.flatMap((one) => [one, { ...one, id: 2, name: 'Bolt' }]),
    touches: [...own.touches, { ...bolts, customerId: 2 }],
  })
  const rules = await rulesOf(engine)
  return { engine, rules, conditions: conditionsOf(rules) }
}
const theirsOf = (words: string): Touch => ({ ...touch(`${words} on 2026-11-18`), begunBy: 'them' })
const [from, today] = [day('2026-11-16'), day('2026-11-20')]

it('the touches of one customer, or of all, are counted by day', async () => {
  const { engine, conditions } = await days()
  const none = { positive: 0, negative: 0, minutes: 0 }
  const ofAcme = [
    { ...none, touches: 1, positive: 1, contacts: 1, spoken: 1, beganByUs: 1, notAboutMoney: 1, minutes: 15 },
    { ...none, touches: 2, positive: 2, contacts: 2, spoken: 0, beganByUs: 2, notAboutMoney: 2 },
    { ...none, touches: 2, contacts: 2, spoken: 2, beganByUs: 0, notAboutMoney: 1, minutes: 30 },
    { ...none, touches: 2, negative: 1, contacts: 2, spoken: 1, beganByUs: 2, notAboutMoney: 0 },
    { ...none, touches: 2, contacts: 1, spoken: 1, beganByUs: 1, notAboutMoney: 1 },
  ].map((counts, i) => ({
    on: `2026-11-${16 + i}`,
    ...counts,
    notAboutMoneyByUs: Math.min(counts.beganByUs, counts.notAboutMoney),
  }))
  const one = touchesOneByOne(from, today, only(1))
  expect(await touchesByDay(engine, one, conditions)).toEqual(ofAcme)
  const all = await touchesByDay(engine, dayCounts(from, today, 'customer'), conditions)
  expect(all.map(({ on, touches }) => [on, touches])).toEqual(
    ofAcme.map(({ on, touches }) => [on, touches + (on === '2026-11-17' ? 1 : 0)]),
  )
  engine.close()
})

it('the care visits of each day say with whom they were', async () => {
  const { engine, rules } = await days()
  const visits = await visitsByDay({ db: engine, rules, today }, from, eachOne)
  expect(visits.map(({ on, visited }) => [on, visited.toSorted()])).toEqual([
    ['2026-11-16', [1]],
    ['2026-11-17', [2]],
    ['2026-11-20', [1]],
  ])
  expect(await visitsByDay({ db: engine, rules, today }, from, only(2))).toEqual([{ on: '2026-11-17', visited: [2] }])
  engine.close()
})

it('touches by number say what keeps each from being a care visit', async () => {
  const { engine, rules } = await days()
  expect([...(await noVisitOf({ db: engine, rules, today }, [1, 2, 6]))]).toEqual([
    [1, null],
    [2, 'purpose'],
    [6, 'tone'],
  ])
  engine.close()
})
