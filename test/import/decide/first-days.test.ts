import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import { spreadVisits } from '#import/decide/first-days.ts'

const today = day('2026-11-21')

it('spreads visits evenly from tomorrow, or from the day on which they would be due', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 400 }), (count, every) => {
      const people = Array.from({ length: count }, (_, i) => ({ id: -1 - i, since: day('2020-01-01'), every }))
      const days = [...spreadVisits(people, today).values()]
      const perDay = new Map<string, number>()
      for (const each of days) perDay.set(each, (perDay.get(each) ?? 0) + 1)
      expect(days[0]).toBe(addDays(today, 1))
      expect(days.every((each) => each <= addDays(today, every))).toBe(true)
      expect(Math.max(...perDay.values()) - Math.floor(count / every)).toBeLessThanOrEqual(1)
    }),
  )
  expect([...spreadVisits([{ id: -1, since: today, every: 30 }], today).values()]).toEqual([addDays(today, 30)])
  expect(spreadVisits([{ id: -1, since: today, every: 'never' }], today).size).toBe(0)
})
