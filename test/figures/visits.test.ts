import { join } from 'sql-template-tag'
import { describe, expect, it } from 'vitest'
import { addDays } from '#domain/days/day.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { withoutCadence, withoutRecentVisit } from '#figures/visits.ts'
import { rulesOf } from '#tables/rules.ts'
import { bookOfOne, storedBook } from '../book/memory-book.ts'
import { settings, touch } from '../domain/builders.ts'
import { ago, today } from '../domain/examples.ts'
import type { NaiveBook } from '../domain/naive.ts'

const visit = (days: number) => touch(`call care + on ${ago(days)}`)

type Own = Partial<NaiveBook['customers'][number]>

/** True when the customer is among the ones whose visit may be due by so many days ahead; a neighbour was visited today. */
async function mayBeDue(own: Own, touches: NaiveBook['touches'], ahead = 0, visitEvery: number | 'never' = 30) {
  const alone = bookOfOne({ touches, settings: { ...settings, visitEvery } as NaiveBook['settings'] })
  const engine = await storedBook({
    ...alone,
    customers: alone.customers.flatMap((each) => [
      { ...each, ...own },
      { ...each, id: 2, name: 'Bolt', visitEvery: 9 },
    ]),
    touches: [...alone.touches, { ...visit(0), id: 50, customerId: 2 }],
  })
  const queries = withoutRecentVisit(await seenFrom(engine, today), addDays(today, ahead))
  const ids = (await engine.all<{ id: number }>(join(queries, ' union all '))).map(({ id }) => id)
  engine.close()
  expect(ids.filter((id) => id === 2)).toEqual([])
  expect(ids.length).toBeLessThan(2)
  return ids.includes(1)
}

describe('a care visit may be due', () => {
  it.each<[what: string, own: Own, touches: NaiveBook['touches'], ahead: number, isSo: boolean]>([
    ['by the shop’s cadence, today', {}, [visit(30)], 0, true],
    ['not yet', {}, [visit(29)], 0, false],
    ['not of somebody who was visited today', {}, [visit(0)], 0, false],
    ['tomorrow', {}, [visit(29)], 1, true],
    ['by their own cadence', { visitEvery: 7 }, [visit(7)], 0, true],
    ['not yet by their own', { visitEvery: 7 }, [visit(6)], 0, false],
    ['each day', { visitEvery: 1 }, [visit(1)], 0, true],
    ['never, of somebody with whom there are none', { visitEvery: 'never' }, [visit(400)], 0, false],
    ['where the last one is still to come', {}, [visit(40), visit(-1)], 0, true],
    ['where their own last one is still to come', { visitEvery: 7 }, [visit(40), visit(-1)], 0, true],
    ['where a touch was none', {}, [visit(40), touch(`email care + on ${ago(1)}`)], 0, true],
    ['where a touch was none for their own cadence', { visitEvery: 7 }, [touch(`email care + on ${ago(1)}`)], 0, true],
    ['once a snooze is over', { snoozedUntil: today }, [visit(40)], 0, true],
    ['not before', { snoozedUntil: ago(-1) }, [visit(40)], 0, false],
    ['not before, by their own cadence', { snoozedUntil: ago(-1), visitEvery: 7 }, [visit(40)], 0, false],
    ['on a day ahead on which it is', { snoozedUntil: ago(-1) }, [visit(40)], 1, true],
    ['of nobody who is archived', { archivedOn: today }, [visit(40)], 0, false],
    ['of nobody who is archived, by their own cadence', { archivedOn: today, visitEvery: 7 }, [visit(40)], 0, false],
  ])('%s', async (_, own, touches, ahead, isSo) => {
    expect(await mayBeDue(own, touches, ahead)).toBe(isSo)
  })

  it('by their own cadence alone, where the shop has none', async () => {
    expect(await mayBeDue({}, [visit(400)], 0, 'never')).toBe(false)
    expect(await mayBeDue({ visitEvery: 7 }, [visit(7)], 0, 'never')).toBe(true)
  })
})

it.each<[visitEvery: number | 'never', ids: number[]]>([
  [30, [2]],
  ['never', [1, 2]],
])('the customers without a cadence, where the shop’s is %s', async (visitEvery, ids) => {
  const alone = bookOfOne({ settings: { ...settings, visitEvery } as NaiveBook['settings'] })
  const engine = await storedBook({
    ...alone,
    customers: alone.customers.flatMap((each) => [
      each,
      { ...each, id: 2, name: 'Bolt', visitEvery: 'never' as const },
      { ...each, id: 3, name: 'Cara', visitEvery: 1 },
    ]),
  })
  const found = await engine.all<{ id: number }>(withoutCadence(await rulesOf(engine)))
  expect(found.map(({ id }) => id)).toEqual(ids)
  engine.close()
})
