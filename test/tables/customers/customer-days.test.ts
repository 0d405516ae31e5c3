import sql from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { type Day, day } from '#domain/days/day.ts'
import {
  cadenceFromColumn,
  goalFromColumn,
  isScoredOn,
  snoozedUntilOn,
  wasArchivedOn,
} from '#tables/customers/customer-days.ts'
import { bookOfOne, storedBook } from '../../book/memory-book.ts'
import type { NaiveBook } from '../../domain/naive.ts'

type Own = Partial<NaiveBook['customers'][number]>
type Away = Omit<NaiveBook['absences'][number], 'customerId'>

/** What holds for a customer on each of these days, beside a neighbour who is away all the time. */
async function on(days: string[], own: Own, absences: Away[] = []) {
  const neighbour = { id: 2, name: 'Bolt', snoozedOn: null, snoozedUntil: null, archivedOn: null }
  const theirs = (['archived', 'snoozed'] as const).map((kind) => ({
    ...{ customerId: 2, kind, from: '2020-01-01', until: '2030-01-01', ended: '2030-01-01' },
  }))
  const engine = await storedBook(
    bookOfOne({
      customers: bookOfOne({}).customers.flatMap((each) => [
        { ...each, since: day('2026-01-05'), ...own },
        { ...each, ...neighbour },
      ]),
      absences: [...absences.map((each) => ({ ...each, customerId: 1 })), ...theirs],
    }),
  )
  const found = []
  for (const each of days.map(day)) {
    const [row] = await engine.cells<[number, number, Day | null]>(
      sql`select ${wasArchivedOn(each)}, ${isScoredOn(each)}, ${snoozedUntilOn(each)} from customers c where c.id = 1`,
    )
    const [isArchived, isScored, until] = row ?? []
    found.push([Boolean(isArchived), Boolean(isScored), until])
  }
  engine.close()
  return found
}

describe('archived, scored, and snoozed until', () => {
  it('somebody is scored from the day on which they came', async () => {
    expect(await on(['2026-01-04', '2026-01-05'], {})).toEqual([
      [false, false, null],
      [false, true, null],
    ])
  })

  it('from the day of the archive on, they are not', async () => {
    expect(await on(['2026-02-09', '2026-02-10', '2026-02-11'], { archivedOn: day('2026-02-10') })).toEqual([
      [false, true, null],
      [true, false, null],
      [true, false, null],
    ])
  })

  it('a time in the archive ends before the day of its end', async () => {
    const away = { kind: 'archived' as const, from: '2026-02-10', until: '2026-02-12', ended: '2026-02-12' }
    const days = ['2026-02-09', '2026-02-10', '2026-02-11', '2026-02-12']
    expect((await on(days, {}, [away])).map(([isArchived]) => isArchived)).toEqual([false, true, true, false])
  })

  it('a snooze holds from the day on which it was said; without such a day, always', async () => {
    const until = day('2026-03-01')
    const days = ['2026-02-09', '2026-02-10']
    const untils = async (snoozedOn: Day | null) =>
      (await on(days, { snoozedOn, snoozedUntil: until })).map(([, , each]) => each)
    expect(await untils(day('2026-02-10'))).toEqual([null, until])
    expect(await untils(null)).toEqual([until, until])
  })

  it('before it, the snooze that held then holds, until the day on which it was ended', async () => {
    const away = (from: string, until: string, ended: string): Away => ({ kind: 'snoozed', from, until, ended })
    const absences = [
      away('2026-02-10', '2026-02-20', '2026-02-12'),
      away('2026-02-11', '2026-02-21', '2026-02-13'),
      away('2026-02-11', '2026-02-22', '2026-02-13'),
      { ...away('2026-02-01', '2026-02-28', '2026-02-28'), kind: 'archived' as const },
    ]
    const days = ['2026-02-09', '2026-02-10', '2026-02-11', '2026-02-12', '2026-02-13']
    const own = { snoozedOn: day('2026-02-14'), snoozedUntil: day('2026-04-01') }
    expect((await on(days, own, absences)).map(([, , each]) => each)).toEqual([
      null,
      '2026-02-20',
      '2026-02-22',
      '2026-02-22',
      null,
    ])
  })
})

it('the columns of a cadence and of a goal hold 0 for never and for none', () => {
  expect([0, 7, null].map(cadenceFromColumn)).toEqual(['never', 7, null])
  expect([0, 7, null].map(goalFromColumn)).toEqual(['none', 7, null])
})
