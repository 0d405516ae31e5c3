import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { weekOf } from '#domain/days/week.ts'
import type { Fact } from '#domain/practices/knowing.ts'
import { weekByTeammate } from '#domain/reports/by-teammate.ts'
import type { WeekOfAll } from '#domain/reports/report.ts'
import { countOf, loop, noTouches, touch } from '../builders.ts'

const asOf = day('2026-11-19')
const fact = (by: string | null, customerId = 1): Fact => ({
  id: 1,
  customerId,
  topic: null,
  on: asOf,
  text: 'x',
  by,
})

/** A week in which #1 is one of the people asked for, and #2 is not. */
function recordsOf(records: Pick<WeekOfAll, 'counts' | 'loops'>): WeekOfAll {
  const everybody = new Map([[1, { id: 1, name: 'Acme', kind: 'customer' as const, isScored: true }]])
  return { week: weekOf(asOf, 1), asOf, everybody, ...records }
}

const by = <T extends object>(name: string | null, thing: T, customerId = 1) => ({ ...thing, by: name, customerId })

it('counts what each did: touches by tone, care visits, minutes, promises made, and facts', () => {
  const records = recordsOf({
    counts: [
      countOf(by('Kim', { ...touch('visit care + on 2026-11-17'), minutes: 30 }), 1),
      countOf(by('Kim', touch('email invoice - on 2026-11-18'))),
      countOf(by('Kim', touch('call delivery = on 2026-11-19'))),
      countOf(by('Lou', touch('call care + on 2026-11-16'))),
      countOf(by('Lou', touch('call care + on 2026-11-16'), 2), 1),
    ],
    loops: [
      by('Lou', loop({ kind: 'promise', openedOn: day('2026-11-16') })),
      by('Lou', loop({ kind: 'promise', openedOn: day('2026-11-15') })),
      by('Lou', loop({ kind: 'promise', openedOn: day('2026-11-20') })),
      by('Lou', loop({ kind: 'promise', openedOn: day('2026-11-17') }), 2),
      by(null, loop({ kind: 'promise', openedOn: asOf })),
    ],
  })
  const nothing = { ...noTouches, promisesMade: 0, facts: 0 }
  expect(weekByTeammate(records, [fact('Kim'), fact('Kim'), fact('Lou', 2)]).people).toEqual([
    {
      ...nothing,
      name: 'Kim',
      touches: 3,
      positive: 1,
      negative: 1,
      neutral: 1,
      careVisits: 1,
      spoken: 2,
      beganByUs: 3,
      minutes: 30,
      facts: 2,
    },
    { ...nothing, name: 'Lou', touches: 1, positive: 1, spoken: 1, beganByUs: 1, promisesMade: 1 },
    { ...nothing, name: null, promisesMade: 1 },
  ])
})

it('most touches first, then by name, and last what nobody was named for', () => {
  const counts = [null, null, null, 'Zoë', 'Bo', 'Ada', 'Zoë'].map((name) =>
    countOf(by(name, touch('call care + on 2026-11-17'))),
  )
  const { week, people } = weekByTeammate(recordsOf({ counts, loops: [] }), [])
  expect(people.map(({ name }) => name)).toEqual(['Zoë', 'Ada', 'Bo', null])
  expect(week.name).toBe('2026-W47')
})
