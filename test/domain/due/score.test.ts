import { describe, expect, it } from 'vitest'
import { addDays, type Day, day } from '#domain/days/day.ts'
import { scoreOf } from '#domain/due/score.ts'
import { settings } from '../builders.ts'
import { today } from '../examples.ts'

describe('a score', () => {
  const customer = { visitEvery: null, since: day('2026-11-01'), snoozedUntil: null, goal: null, firstDay: null }
  const nothing = { lastVisit: null, positive: 0, negative: 0 }

  it('has no visit due where the cadence is never', () => {
    const score = scoreOf({ ...customer, visitEvery: 'never' }, nothing, settings, today)
    expect([score.visitDue, score.daysOverdue]).toEqual([null, null])
  })

  it('is put off by a snooze, but never brought forward', () => {
    const due = day('2026-12-01')
    for (const [snoozedUntil, expected] of [
      [addDays(due, 5), addDays(due, 5)],
      [addDays(due, -5), due],
    ] as const) {
      expect(scoreOf({ ...customer, snoozedUntil }, nothing, settings, today).visitDue).toBe(expected)
    }
  })

  it('is put off to the first day of somebody without a care visit, and to no earlier one', () => {
    const dueWith = (firstDay: Day, lastVisit: Day | null) =>
      scoreOf({ ...customer, firstDay }, { ...nothing, lastVisit }, settings, today).visitDue
    expect(dueWith(day('2026-12-05'), null)).toBe('2026-12-05')
    expect(dueWith(day('2026-11-25'), null)).toBe('2026-12-01')
    expect(dueWith(day('2026-12-05'), day('2026-10-10'))).toBe('2026-11-09')
  })

  it.each([
    [null, 10, 17],
    [5, 5, 7],
    ['none', null, 0],
  ] as const)('is measured by the customer’s own goal before the shop’s: %s', (own, goal, needed) => {
    expect(
      scoreOf({ ...customer, goal: own }, { ...nothing, positive: 3, negative: 2 }, settings, today),
    ).toMatchObject({ goal, needed })
  })

  it('is short of the goal by nothing once there are more', () => {
    expect(scoreOf(customer, { ...nothing, positive: 11, negative: 1 }, settings, today).needed).toBe(0)
  })

  it('counts the days since the visit was due', () => {
    expect(scoreOf(customer, nothing, settings, today).daysOverdue).toBe(-10)
    expect(scoreOf({ ...customer, since: day('2026-10-01') }, nothing, settings, today).daysOverdue).toBe(21)
  })

  it('has no ratio without a negative touch', () => {
    expect(scoreOf(customer, { ...nothing, positive: 3 }, settings, today).ratio).toBeNull()
    expect(scoreOf(customer, { ...nothing, positive: 3, negative: 2 }, settings, today).ratio).toBe(1.5)
  })
})
