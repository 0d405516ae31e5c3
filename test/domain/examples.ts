import { addDays, type Day, day } from '#domain/days/day.ts'
import type { Reason } from '#domain/due/due.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { loop, touch } from './builders.ts'

/** The day of the worked example. */
export const today = day('2026-11-21')

/** The day so many days before it. */
export const ago = (days: number): Day => addDays(today, -days)

const visit = (days: number): Reason => ({ kind: 'visit', days })
const short = (needed: number): Reason => ({ kind: 'ratio', needed })
const times = (n: number, words: string): Touch[] => Array.from({ length: n }, () => touch(words))

/** A customer with the touches logged, and the results of the rules. */
export type Example = {
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

/** docs/scoring.md, "Worked example (today = 2026-11-21, defaults)", row by row. */
export const workedExample: Example[] = [
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

/** The edges that the worked example leaves out. */
export const edges: Example[] = [
  {
    what: 'a call on the day that a complaint was opened',
    since: '2026-11-01',
    touches: [touch('call care + on 2026-11-17')],
    loops: [loop({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'mended' })],
    lastVisit: null,
    visitDue: '2026-12-01',
    daysOverdue: -10,
    counts: [1, 0],
    needed: 0,
    reasons: [],
  },
  {
    what: 'a call on the day after a complaint was mended',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-11-19')],
    loops: [loop({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'mended' })],
    lastVisit: '2026-11-19',
    visitDue: '2026-12-19',
    daysOverdue: -28,
    counts: [1, 0],
    needed: 0,
    reasons: [],
  },
  {
    what: 'a call on the day of a complaint that was dropped',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-11-18')],
    loops: [loop({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'dropped' })],
    lastVisit: '2026-11-18',
    visitDue: '2026-12-18',
    daysOverdue: -27,
    counts: [1, 0],
    needed: 0,
    reasons: [],
  },
  {
    what: 'a visit that is due today',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-10-22')],
    lastVisit: '2026-10-22',
    visitDue: '2026-11-21',
    daysOverdue: 0,
    counts: [1, 0],
    needed: 0,
    reasons: [visit(0)],
  },
  {
    what: 'a visit that is due tomorrow',
    since: '2026-01-01',
    touches: [touch('call care + on 2026-10-23')],
    lastVisit: '2026-10-23',
    visitDue: '2026-11-22',
    daysOverdue: -1,
    counts: [1, 0],
    needed: 0,
    reasons: [],
  },
]
