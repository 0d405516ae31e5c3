import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/day.ts'
import { reasonsFor } from '#domain/due.ts'
import { scoreOf, tallyTouches } from '#domain/score.ts'
import { settings, vocabulary } from './builders.ts'
import { edges, today, workedExample } from './examples.ts'

describe('the rules', () => {
  it.each([...workedExample, ...edges])('$what', (example) => {
    const loops = example.loops ?? []
    const customer = { visitEvery: null, since: day(example.since), snoozedUntil: null }
    const tally = tallyTouches(example.touches, loops, vocabulary, settings, today)
    const score = scoreOf(customer, tally, settings, today)
    expect(score).toMatchObject({
      lastVisit: example.lastVisit,
      visitDue: example.visitDue,
      daysOverdue: example.daysOverdue,
      positive: example.counts[0],
      negative: example.counts[1],
      needed: example.needed,
    })
    expect(reasonsFor({ score, openLoops: loops, otherReasons: [] }, today)).toEqual(example.reasons)
  })
})

describe('a score', () => {
  const customer = { visitEvery: null, since: day('2026-11-01'), snoozedUntil: null }
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
