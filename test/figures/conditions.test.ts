import sql, { type Sql } from 'sql-template-tag'
import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import type { Purpose } from '#domain/touches/vocabulary.ts'
import { type Conditions, conditionsOf } from '#figures/conditions.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { loop, touch, vocabulary } from '../domain/builders.ts'
import type { NaiveBook } from '../domain/naive.ts'

/** The numbers of the touches of a book for which a condition holds. */
async function ids(book: Partial<NaiveBook>, condition: (of: Conditions) => Sql, purposes = vocabulary.purposes) {
  const engine = await storedBook(bookOfOne(book))
  const isSo = condition(conditionsOf({ vocabulary: { ...vocabulary, purposes } }))
  const found = await engine.cells<[number]>(sql`select t.id from touches t where ${isSo} order by t.id`)
  engine.close()
  return found.map(([id]) => id)
}

it.each<[what: string, isMoney: (purpose: Purpose) => boolean, found: number[]]>([
  ['none', () => false, []],
  ['one', ({ name }) => name === 'sale', [2]],
  ['all but one', ({ name }) => name !== 'sale', [1, 3]],
  ['all', () => true, [1, 2, 3]],
])('touches are about money by what a book says of its purposes: %s', async (_, isMoney, found) => {
  const touches = ['call care +', 'call sale =', 'email invoice -'].map((words) => touch(`${words} on 2026-11-20`))
  const purposes = vocabulary.purposes.map((each) => ({ ...each, money: isMoney(each) }))
  expect(await ids({ touches }, ({ isAboutMoney }) => isAboutMoney, purposes)).toEqual(found)
})

it('a complaint keeps care visits from counting from its own touch on, to the day on which it ends', async () => {
  const complaint = { ...touch('call complaint - on 2026-11-18'), begunBy: 'them' as const }
  const visits = (...days: string[]) => days.map((on) => touch(`call care + on 2026-11-${on}`))
  const touches = [...visits('17', '18'), complaint, ...visits('18', '19', '20', '21')]
  const one = { openedOn: day('2026-11-18'), closedOn: day('2026-11-20'), touchId: complaint.id }
  const isCareVisit = ({ isCareVisit }: Conditions) => isCareVisit
  expect(await ids({ touches, loops: [loop({ ...one, outcome: 'mended' })] }, isCareVisit)).toEqual([1, 2, 7])
  expect(await ids({ touches, loops: [loop({ ...one, closedOn: null })] }, isCareVisit)).toEqual([1, 2])
  expect(await ids({ touches, loops: [loop({ ...one, outcome: 'dropped' })] }, isCareVisit)).toEqual([1, 2, 4, 5, 6, 7])
  expect(await ids({ touches, loops: [loop({ ...one, kind: 'request', outcome: 'done' })] }, isCareVisit)).toHaveLength(
    6,
  )
})
