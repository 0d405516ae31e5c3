import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/day.ts'
import { scoreOf } from '#domain/score.ts'
import { settings } from './builders.ts'
import { today } from './examples.ts'

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

  it('has no ratio without a negative touch', () => {
    expect(scoreOf(customer, { ...nothing, positive: 3 }, settings, today).ratio).toBeNull()
    expect(scoreOf(customer, { ...nothing, positive: 3, negative: 2 }, settings, today).ratio).toBe(1.5)
  })
})
