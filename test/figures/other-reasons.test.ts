import sql, { join } from 'sql-template-tag'
import { expect, it } from 'vitest'
import { addDays } from '#domain/days/day.ts'
import { otherReasonsOn, whoMayHaveOtherReasons } from '#figures/other-reasons.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { settings, touch, yearlyDate } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'
import type { NaiveBook } from '../domain/naive.ts'

const theirs = (days: number) => ({ ...touch(`email feedback = on ${ago(days)}`), begunBy: 'them' as const })
const late = settings.replyWithin + 1
const date = (ahead: number) => yearlyDate(addDays(today, ahead))
const saving = (days: number) => ({
  ...{ id: 1, customerId: 1, on: ago(days), money: 50_000, minutes: null, text: 'x', toldOn: null },
})
const thoughtOf = (days: number) => touch(`call care + on ${ago(days)}`)
const { savingsTell, dateAhead } = settings

it.each<[what: string, Partial<NaiveBook>, soon: number, kinds: string[]]>([
  ['nothing', {}, 0, []],
  ['a touch of theirs that waits too long', { touches: [theirs(late)] }, 0, ['reply']],
  ['one that does not yet', { touches: [theirs(late - 1)] }, 0, []],
  ['a date', { dates: [date(dateAhead)] }, 0, ['date']],
  ['a date that is far', { dates: [date(dateAhead + 1)] }, 0, []],
  ['a date that is far, and asked for', { dates: [date(dateAhead + 1)] }, dateAhead + 1, ['date']],
  ['a date of which somebody has thought', { dates: [date(1)], touches: [thoughtOf(2)] }, 0, []],
  [
    'a date of which somebody has thought weeks ago',
    { dates: [date(5)], touches: [touch(`gift surprise + on ${ago(20)}`)], settings: { ...settings, dateAhead: 30 } },
    0,
    [],
  ],
  ['savings of which they were not told for too long', { savings: [saving(savingsTell + 1)] }, 0, ['savings']],
  ['savings of lately', { savings: [saving(1)] }, 0, []],
  [
    'all of them',
    { touches: [theirs(late)], dates: [date(3)], savings: [saving(savingsTell + 1)] },
    0,
    ['reply', 'date', 'savings'],
  ],
])('says what else is due: %s', async (_, book, soon, kinds) => {
  const engine = await storedBook(bookOfOne(book))
  const rules = await rulesOf(engine)
  const expected = kinds.length === 0 ? [] : [[1, kinds]]
  for (const customerId of [undefined, 1]) {
    const reasons = await otherReasonsOn({ db: engine, rules, today }, { soon, ...(customerId && { customerId }) })
    expect([...reasons].map(([id, found]) => [id, found.map(({ kind }) => kind)])).toEqual(expected)
  }
  const who = await engine.all(
    sql`select distinct * from (${join(whoMayHaveOtherReasons({ db: engine, rules, today }, soon), ' union all ')}) as ids`,
  )
  expect(who.length).toBeGreaterThanOrEqual(expected.length)
  engine.close()
})
