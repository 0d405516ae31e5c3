import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src/domain/day.ts'
import { type Reason, reasonsFor } from '../../src/domain/due.ts'
import type { Loop } from '../../src/domain/loop.ts'
import { scoreOf, tallyTouches } from '../../src/domain/score.ts'
import type { Touch } from '../../src/domain/touch.ts'
import { loop, settings, touch, vocabulary } from './builders.ts'

const today = day('2026-11-21')

const visit = (days: number): Reason => ({ kind: 'visit', days })
const short = (needed: number): Reason => ({ kind: 'ratio', needed })
const times = (n: number, words: string): Touch[] => Array.from({ length: n }, () => touch(words))

type Example = {
  what: string
  since: string
  touches: Touch[]
  loops?: Loop[]
  lastVisit: string | null
  visitDue: string
  daysOverdue: number
  counts: [positive: number, negative: number]
  needed: number
  reasons: Reason[]
}

/** SCORING, "Worked example (today = 2026-11-21, defaults)", row by row. */
const examples: Example[] = [
  {
    what: 'a care visit six weeks ago',
    since: '2026-01-01',
    touches: [touch('visit care + on 2026-10-10')],
    lastVisit: '2026-10-10',
    visitDue: '2026-11-09',
    daysOverdue: 12,
    counts: [1, 0],
    needed: 0,
    reasons: [visit(12)],
  },
  {
    what: 'a new customer, nothing logged',
    since: '2026-11-01',
    touches: [],
    lastVisit: null,
    visitDue: '2026-12-01',
    daysOverdue: -10,
    counts: [0, 0],
    needed: 0,
    reasons: [],
  },
  {
    what: 'one good, one bill',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-11-10'), touch('email invoice - on 2026-11-15')],
    lastVisit: '2026-11-10',
    visitDue: '2026-12-10',
    daysOverdue: -19,
    counts: [1, 1],
    needed: 9,
    reasons: [short(9)],
  },
  {
    what: 'a call on the day that a complaint was mended',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-11-18'), touch('call complaint - on 2026-11-17')],
    loops: [loop({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'mended' })],
    lastVisit: null,
    visitDue: '2026-01-31',
    daysOverdue: 294,
    counts: [1, 1],
    needed: 9,
    reasons: [visit(294), short(9)],
  },
  {
    what: 'an e-mail is no visit',
    since: '2026-01-01',
    touches: [touch('email care + on 2026-11-20')],
    lastVisit: null,
    visitDue: '2026-01-31',
    daysOverdue: 294,
    counts: [1, 0],
    needed: 0,
    reasons: [visit(294)],
  },
  {
    what: 'a call that went badly is no visit',
    since: '2026-01-01',
    touches: [touch('call care - on 2026-11-20')],
    lastVisit: null,
    visitDue: '2026-01-31',
    daysOverdue: 294,
    counts: [0, 1],
    needed: 10,
    reasons: [visit(294), short(10)],
  },
  {
    what: 'ten to one, the bill on the first day of the window',
    since: '2026-01-01',
    touches: [...times(10, 'call care + on 2026-11-19'), touch('email invoice - on 2025-11-22')],
    lastVisit: '2026-11-19',
    visitDue: '2026-12-19',
    daysOverdue: -28,
    counts: [10, 1],
    needed: 0,
    reasons: [],
  },
  {
    what: 'nine to one',
    since: '2026-01-01',
    touches: [...times(9, 'call care + on 2026-11-19'), touch('email invoice - on 2025-11-22')],
    lastVisit: '2026-11-19',
    visitDue: '2026-12-19',
    daysOverdue: -28,
    counts: [9, 1],
    needed: 1,
    reasons: [short(1)],
  },
  {
    what: 'nine, and a bill on the day before the window',
    since: '2026-01-01',
    touches: [...times(9, 'call care + on 2026-11-19'), touch('email invoice - on 2025-11-21')],
    lastVisit: '2026-11-19',
    visitDue: '2026-12-19',
    daysOverdue: -28,
    counts: [9, 0],
    needed: 0,
    reasons: [],
  },
]

describe('the worked example', () => {
  it.each(examples)('$what', (example) => {
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
    expect(reasonsFor({ score, openLoops: loops }, today)).toEqual(example.reasons)
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
