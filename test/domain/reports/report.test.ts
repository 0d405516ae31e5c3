import { describe, expect, it } from 'vitest'
import type { ReportCustomer } from '#domain/customers/customer.ts'
import { day } from '#domain/days/day.ts'
import { weekBefore, weekOf } from '#domain/days/week.ts'
import type { Reason, Standing } from '#domain/due/due.ts'
import type { Score } from '#domain/due/score.ts'
import { type Loop, withDueBy } from '#domain/loops/loop.ts'
import { type WeekRecords, weeklyReport } from '#domain/reports/report.ts'
import type { WeekNews } from '#domain/reports/week-news.ts'
import { type ReportRow, reportRows, type ScoredOfWeek, type WeekDone } from '#domain/reports/week-table.ts'
import { countOf, loop, settings, touch } from '../builders.ts'

const monday = 1
const week = weekOf(day('2026-11-20'), monday)
const earlier = weekBefore(week, monday)

const well: Score = {
  lastVisit: null,
  positive: 0,
  negative: 0,
  visitEvery: 30,
  visitDue: day('2026-12-20'),
  daysOverdue: -28,
  ratio: null,
  goal: 10,
  needed: 0,
}
const standing = (
  id: number,
  name: string,
  score: Partial<Score> = {},
  openLoops: Loop[] = [],
): Standing<ReportCustomer> => ({
  customer: { id, name, kind: 'customer', tags: [] },
  score: { ...well, ...score },
  openLoops: openLoops.map((each) => withDueBy(each, settings)),
  otherReasons: [],
  tried: null,
  isVisitSpent: false,
  isArchived: false,
})
const records = (found: Partial<WeekRecords> = {}): WeekRecords => {
  const standings = found.standings ?? [standing(1, 'Acme')]
  return {
    week,
    asOf: found.week?.to ?? week.to,
    everybody: new Map(
      standings.map(({ customer }) => [customer.id, { ...customer, kind: 'customer', isScored: true }]),
    ),
    standings,
    counts: [],
    loops: [],
    ...found,
  }
}
const news = (found: Partial<WeekNews> = {}): WeekNews => ({
  good: [],
  wentBadly: [],
  answered: [],
  dates: [],
  lost: [],
  facts: [],
  told: [],
  over: week.to,
  ...found,
})
const scored = (id: number, name: string, found: Partial<ScoredOfWeek> = {}): ScoredOfWeek => ({
  customer: { id, name, kind: 'customer', tags: [] },
  score: well,
  lastTouch: null,
  ...found,
})
const rowsOf = (customers: ScoredOfWeek[], found: Partial<WeekDone> = {}): ReportRow[] =>
  reportRows(customers, { week, asOf: week.to, counts: [], loops: [], ...found })
const rowOf = (found: Partial<WeekDone>): ReportRow | undefined => rowsOf([scored(1, 'Acme')], found)[0]
const promise = (fields: Partial<Loop>): Loop => loop({ kind: 'promise', openedOn: day('2026-11-02'), ...fields })

describe('the touch columns', () => {
  const counts = [
    countOf({ ...touch('call care + on 2026-11-16'), minutes: 15 }, 1),
    countOf({ ...touch('visit delivery = on 2026-11-18'), begunBy: 'them', minutes: 30, by: 'Kim' }),
    countOf(touch('email invoice - on 2026-11-19')),
  ]

  it('add up what each teammate did', () => {
    expect(rowOf({ counts })?.counts).toEqual({
      touches: 3,
      positive: 1,
      negative: 1,
      neutral: 1,
      careVisits: 1,
      spoken: 2,
      beganByUs: 2,
      minutes: 45,
    })
  })

  it('count each customer alone', () => {
    const others = [...counts, countOf({ ...touch('call care + on 2026-11-16'), customerId: 2 })]
    const rows = rowsOf([scored(1, 'Acme'), scored(2, 'Bolt')], { counts: others })
    expect(rows.map((row) => [row.customer.name, row.counts.touches])).toEqual([
      ['Acme', 3],
      ['Bolt', 1],
    ])
  })

  it('are 0 for a customer without a touch', () => {
    expect(rowOf({})).toMatchObject({ counts: { touches: 0, positive: 0, careVisits: 0, minutes: 0 }, lastTouch: null })
  })

  it('tell the latest touch of all, from before the week too', () => {
    expect(rowsOf([scored(1, 'Acme', { lastTouch: day('2026-09-01') })])[0]?.lastTouch).toBe('2026-09-01')
  })
})

describe('the open loops of a row', () => {
  const openedOn = day('2026-11-10')
  it.each<[what: string, fields: Partial<Loop>, complaints: number, requests: number]>([
    ['an open complaint', { kind: 'complaint' }, 1, 0],
    ['an open request', { kind: 'request' }, 0, 1],
    ['an open promise', { kind: 'promise' }, 0, 0],
    ['one closed on the last day', { kind: 'complaint', closedOn: week.to, outcome: 'mended' }, 0, 0],
    ['one closed after the last day', { kind: 'request', closedOn: day('2026-11-23'), outcome: 'done' }, 0, 1],
    ['one opened after the last day', { kind: 'complaint', openedOn: day('2026-11-23') }, 0, 0],
    ['one that was dropped', { kind: 'complaint', closedOn: week.to, outcome: 'dropped' }, 0, 0],
  ])('%s', (_, fields, complaints, requests) => {
    const row = rowOf({ loops: [loop({ openedOn, ...fields })] })
    expect([row?.loops.openComplaints, row?.loops.openRequests]).toEqual([complaints, requests])
  })
})

describe('the promises of a row', () => {
  const counts = (found: Partial<WeekDone>) => {
    const row = rowOf(found)
    return [row?.loops.promisesMade, row?.loops.promisesKept, row?.loops.promisesLate]
  }
  const kept = (closedOn: string, dueOn: string | null = null) =>
    promise({ closedOn: day(closedOn), outcome: 'kept', dueOn: dueOn === null ? null : day(dueOn) })

  it.each<[what: string, fields: Loop, made: number, keptOnTime: number, late: number]>([
    ['made on the first day', promise({ openedOn: week.from }), 1, 0, 0],
    ['made on the last day', promise({ openedOn: week.to }), 1, 0, 0],
    ['made the day before the week', promise({ openedOn: day('2026-11-15') }), 0, 0, 0],
    ['made the day after the week', promise({ openedOn: day('2026-11-23') }), 0, 0, 0],
    ['kept before its day', kept('2026-11-16', '2026-11-30'), 0, 1, 0],
    ['kept on its day', kept('2026-11-22', '2026-11-22'), 0, 1, 0],
    ['kept, without a day', kept('2026-11-18'), 0, 1, 0],
    ['kept a day late', kept('2026-11-18', '2026-11-17'), 0, 0, 1],
    ['kept the week before', kept('2026-11-15', '2026-11-20'), 0, 0, 0],
    ['kept late the week before', kept('2026-11-15', '2026-11-10'), 0, 0, 0],
    ['kept the week after, not late yet', kept('2026-11-24', '2026-11-23'), 0, 0, 0],
    ['kept the week after, late already', kept('2026-11-24', '2026-11-20'), 0, 0, 1],
    ['made and kept in the week', { ...kept('2026-11-20'), openedOn: day('2026-11-17') }, 1, 1, 0],
    ['open and due on the last day', promise({ dueOn: week.to }), 0, 0, 0],
    ['open and due the day before', promise({ dueOn: day('2026-11-21') }), 0, 0, 1],
    ['open and late for long', promise({ dueOn: day('2026-11-03') }), 0, 0, 1],
    ['open without a day', promise({}), 0, 0, 0],
    ['broken', promise({ dueOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'broken' }), 0, 0, 0],
    [
      'made and broken in the week',
      promise({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'broken' }),
      1,
      0,
      0,
    ],
    [
      'made and dropped in the week',
      promise({ openedOn: day('2026-11-17'), closedOn: day('2026-11-18'), outcome: 'dropped' }),
      0,
      0,
      0,
    ],
    [
      'no promise but a request',
      loop({ kind: 'request', openedOn: day('2026-11-17'), dueOn: day('2026-11-18') }),
      0,
      0,
      0,
    ],
  ])('%s', (_, one, made, keptOnTime, late) => {
    expect(counts({ loops: [one] })).toEqual([made, keptOnTime, late])
  })

  describe('while the week is not over', () => {
    const asOf = day('2026-11-20')
    it.each<[what: string, one: Loop, expected: number[]]>([
      ['made today', promise({ openedOn: asOf }), [1, 0, 0]],
      ['made tomorrow', promise({ openedOn: day('2026-11-21') }), [0, 0, 0]],
      ['due today', promise({ dueOn: asOf }), [0, 0, 0]],
      ['due yesterday', promise({ dueOn: day('2026-11-19') }), [0, 0, 1]],
      ['due tomorrow', promise({ dueOn: day('2026-11-21') }), [0, 0, 0]],
      ['kept today', kept('2026-11-20', '2026-11-20'), [0, 1, 0]],
      ['kept tomorrow, on time', kept('2026-11-21', '2026-11-21'), [0, 0, 0]],
      ['kept tomorrow, late today', kept('2026-11-21', '2026-11-19'), [0, 0, 1]],
    ])('%s', (_, one, expected) => {
      expect(counts({ asOf, loops: [one] })).toEqual(expected)
    })
  })
})

describe('the rows of a report', () => {
  it('are those of the scored customers, by name', () => {
    const counts = [countOf({ ...touch('call care + on 2026-11-16'), customerId: 9 })]
    const rows = rowsOf([scored(1, 'Zoo'), scored(2, 'éclair'), scored(3, 'Bolt'), scored(4, 'Bolt')], { counts })
    expect(rows.map(({ customer }) => `${customer.name} ${customer.id}`)).toEqual([
      'Bolt 3',
      'Bolt 4',
      'éclair 2',
      'Zoo 1',
    ])
  })

  it('carry the score as it is', () => {
    const score = { ...well, lastVisit: day('2026-11-18'), positive: 12, negative: 1, ratio: 12 }
    expect(rowsOf([scored(1, 'Acme', { score })])[0]?.score).toEqual(score)
  })
})

describe('the weekly report', () => {
  const rules = { settings: { ...settings, ratioGoal: 7 } }
  const overdue: Partial<Score> = { daysOverdue: 1, visitDue: day('2026-11-21') }
  const weekEarlier = (found: Partial<WeekRecords> = {}) => records({ week: earlier, ...found })

  it('names the week, its last day and the goal', () => {
    expect(weeklyReport(records({ asOf: day('2026-11-20') }), weekEarlier(), news(), rules)).toMatchObject({
      week: { name: '2026-W47', from: '2026-11-16', to: '2026-11-22' },
      asOf: '2026-11-20',
      goal: 7,
    })
  })

  it('adds up all rows, beside the week before', () => {
    const standings = [standing(1, 'Acme'), standing(2, 'Bolt')]
    const now = records({
      standings,
      counts: [
        countOf({ ...touch('call care + on 2026-11-16'), minutes: 10 }, 1),
        countOf({ ...touch('email invoice - on 2026-11-17'), customerId: 2, minutes: 5 }),
        countOf({ ...touch('visit delivery = on 2026-11-18'), customerId: 2, begunBy: 'them' }),
      ],
      loops: [
        promise({ id: 1, openedOn: day('2026-11-17') }),
        promise({ id: 2, customerId: 2, closedOn: day('2026-11-17'), outcome: 'kept' }),
        promise({ id: 3, customerId: 2, dueOn: day('2026-11-04') }),
      ],
    })
    const then = weekEarlier({ standings, counts: [countOf(touch('letter news + on 2026-11-10'))] })
    const report = weeklyReport(now, then, news(), rules)
    expect(report.totals).toEqual({
      touches: 3,
      positive: 1,
      negative: 1,
      neutral: 1,
      careVisits: 1,
      spoken: 2,
      beganByUs: 2,
      minutes: 15,
      promisesMade: 1,
      promisesKept: 1,
      promisesLate: 1,
    })
    expect(report.before).toEqual({
      touches: 1,
      positive: 1,
      negative: 0,
      neutral: 0,
      careVisits: 0,
      spoken: 0,
      beganByUs: 1,
      minutes: 0,
      promisesMade: 0,
      promisesKept: 0,
      promisesLate: 0,
    })
  })

  it('tells who became due, worst first, and who recovered, by name', () => {
    const report = weeklyReport(
      records({
        standings: [
          standing(1, 'due in both', overdue),
          standing(2, 'ratio now', { needed: 3 }),
          standing(3, 'visit now', overdue),
          standing(4, 'well now'),
          standing(5, 'also well now'),
          standing(6, 'well in both'),
          standing(7, 'new and due', { needed: 9 }),
          standing(8, 'new and well'),
        ],
      }),
      weekEarlier({
        standings: [
          standing(1, 'due in both', overdue),
          standing(2, 'ratio now'),
          standing(3, 'visit now'),
          standing(4, 'well now', overdue),
          standing(5, 'also well now', { needed: 2 }),
          standing(6, 'well in both'),
          standing(9, 'due, and gone since', overdue),
        ],
      }),
      news({ good: [4, 5].map((customerId) => ({ customerId, deed: 'care' as const, touches: 1 })) }),
      rules,
    )
    expect(report.becameDue.map(({ customer }) => customer.name)).toEqual(['visit now'])
    expect(report.becameDue[0]?.reasons).toEqual([{ kind: 'visit', days: 1 }])
    expect(report.recovered.map(({ name }) => name)).toEqual(['also well now', 'well now'])
  })

  it('tells who was due on the last day of the week before, seen from that day', () => {
    const dueOn = day('2026-11-16')
    const openLoops = [promise({ dueOn })]
    const standings = [standing(1, 'Acme', {}, openLoops)]
    const report = weeklyReport(records({ standings }), weekEarlier({ standings }), news(), rules)
    expect(report.becameDue.map(({ reasons }) => reasons)).toEqual([
      [{ kind: 'promise', loop: 1, text: 'late delivery', dueOn, days: 6 }],
    ])
  })

  it.each([
    ['a promise due on the last day, which waits on somebody, not yet', week.to, []],
    ['a promise due on the day before, which waits on somebody', day('2026-11-21'), ['Acme']],
    ['a promise due on the last day before the week, which waits on somebody', earlier.to, ['Acme']],
    ['not again one that was listed in the week before', day('2026-11-14'), []],
  ])('tells who became due by the list of a morning: %s', (_, dueOn, names) => {
    const waiting = promise({ dueOn, waitingOn: 'the mill', waitingSince: day('2026-11-10') })
    const standings = [standing(1, 'Acme', {}, [waiting])]
    const report = weeklyReport(records({ standings }), weekEarlier({ standings }), news(), rules)
    expect(report.becameDue.map(({ customer }) => customer.name)).toEqual(names)
  })

  describe('lists the promises', () => {
    const dueOn = day('2026-11-17')
    const loops = [
      promise({ id: 1, closedOn: dueOn, outcome: 'kept', dueOn }),
      promise({ id: 2, closedOn: day('2026-11-16'), outcome: 'kept' }),
      promise({ id: 3, closedOn: day('2026-11-19'), outcome: 'kept', dueOn }),
      promise({ id: 4, dueOn }),
      promise({ id: 5, closedOn: day('2026-11-24'), outcome: 'kept', dueOn }),
      promise({ id: 6, closedOn: day('2026-11-18'), outcome: 'broken', dueOn }),
      promise({ id: 7, customerId: 9, dueOn }),
    ]
    const report = weeklyReport(records({ loops }), weekEarlier(), news(), rules)
    const lines = (list: typeof report.kept) =>
      list.map(({ loop: { id }, customer, daysLate }) => [id, customer.name, daysLate])

    it('kept on time', () => {
      expect(lines(report.kept)).toEqual([
        [1, 'Acme', 0],
        [2, 'Acme', 0],
      ])
    })

    it('broken', () => {
      expect(lines(report.broken)).toEqual([[6, 'Acme', 1]])
    })

    it('kept late, or open and late, with the days as of the last day', () => {
      expect(lines(report.late)).toEqual([
        [3, 'Acme', 2],
        [4, 'Acme', 5],
        [5, 'Acme', 5],
      ])
    })
  })
  describe('counts as recovered what you did', () => {
    const loopOf = (fields: Partial<Loop>) => promise({ id: 4, dueOn: day('2026-11-13'), ...fields })
    const ended = (outcome: Loop['outcome'], fields: Partial<Loop> = {}) => ({
      before: standing(1, 'Acme', {}, [loopOf(fields)]),
      loops: [loopOf({ closedOn: day('2026-11-18'), outcome, ...fields })],
    })
    const with1 = (reason: Reason) => ({ before: { ...standing(1, 'Acme'), otherReasons: [reason] } })
    const care = { customerId: 1, deed: 'care' as const, touches: 1 }
    const on = day('2026-11-18')
    const birthday = { id: 7, customerId: 1, label: 'birthday', on }
    const dateReason: Reason = { kind: 'date', date: 7, label: 'birthday', on, days: -3 }
    const reply: Reason = { kind: 'reply', touch: 9, text: 'x', on: day('2026-11-12'), days: 3 }
    const late = { before: standing(1, 'Acme', overdue) }

    it.each<
      [what: string, week: { before: Standing<ReportCustomer>; loops?: Loop[] }, found: Partial<WeekNews>, is: boolean]
    >([
      ['a care visit', late, { good: [care] }, true],
      ['a snooze, or another cadence', late, {}, false],
      ['a good touch that is no visit', late, { good: [{ ...care, deed: 'good' }] }, false],
      ['a visit of somebody else', late, { good: [{ ...care, customerId: 2 }] }, false],
      ['a promise kept, if late', ended('kept'), {}, true],
      ['a promise broken', ended('broken'), {}, false],
      ['a promise dropped, which is not read', { ...ended('dropped'), loops: [] }, {}, false],
      ['a complaint mended', ended('mended', { kind: 'complaint' }), {}, true],
      ['a request done', ended('done', { kind: 'request' }), {}, true],
      ['a request declined', ended('declined', { kind: 'request' }), {}, false],
      ['an answer', with1(reply), { answered: [{ touch: 9, customerId: 1, isInTime: false }] }, true],
      ['a question that needs none any more', with1(reply), {}, false],
      ['a birthday kept', with1(dateReason), { dates: [{ ...birthday, isKept: true }] }, true],
      ['a birthday missed', with1(dateReason), { dates: [{ ...birthday, isKept: false }] }, false],
      [
        'a visit, but a promise broken',
        { ...ended('broken'), before: standing(1, 'Acme', overdue, [loopOf({})]) },
        { good: [care] },
        false,
      ],
      [
        'good touches that were wanted',
        { before: standing(1, 'Acme', { needed: 1 }) },
        { good: [{ ...care, deed: 'thanks' }] },
        true,
      ],
      ['a bill that left the window', { before: standing(1, 'Acme', { needed: 1 }) }, {}, false],
    ])('%s', (_, { before, loops = [] }, found, is) => {
      const report = weeklyReport(records({ loops }), weekEarlier({ standings: [before] }), news(found), rules)
      expect(report.recovered.length === 1).toBe(is)
    })

    it('but not who is due for something else by now', () => {
      const now = standing(1, 'Acme', {}, [promise({ id: 8, dueOn: day('2026-11-20') })])
      const report = weeklyReport(
        records({ standings: [now] }),
        weekEarlier({ standings: [late.before] }),
        news({ good: [care] }),
        rules,
      )
      expect(report.recovered).toEqual([])
    })
  })

  it('counts what was done with whomever it was, and tells it by name', () => {
    const acme = standing(1, 'Acme')
    const found = records({
      standings: [acme],
      everybody: new Map([
        [1, { id: 1, name: 'Acme', kind: 'customer', isScored: true }],
        [9, { id: 9, name: 'Gone', kind: 'customer', isScored: false }],
      ]),
      counts: [
        countOf({ ...touch('call care + on 2026-11-16'), customerId: 9 }, 1),
        countOf({ ...touch('call care + on 2026-11-16'), customerId: 77 }, 1),
      ],
      loops: [promise({ id: 2, customerId: 9, closedOn: day('2026-11-17'), outcome: 'kept' })],
    })
    const of = (customerId: number) => ({ customerId, deed: 'care' as const, touches: 2 })
    const report = weeklyReport(
      found,
      weekEarlier(),
      news({
        good: [of(9), of(1), of(77)],
        lost: [{ customerId: 9 }],
        told: [{ customerId: 1 }, { customerId: 1 }, { customerId: 9 }],
        dates: [
          { id: 1, customerId: 1, label: 'birthday', on: day('2026-11-20'), isKept: false },
          { id: 2, customerId: 1, label: 'wedding', on: day('2026-11-22'), isKept: false },
        ],
        over: day('2026-11-21'),
      }),
      rules,
    )
    expect(report.totals).toMatchObject({ touches: 1, careVisits: 1, promisesKept: 1 })
    expect(report.careVisits.map(({ customer, count }) => [customer.name, count])).toEqual([
      ['Acme', 2],
      ['Gone', 2],
    ])
    expect(report.kept.map(({ customer }) => customer.name)).toEqual(['Gone'])
    expect(report.lost.map(({ name }) => name)).toEqual(['Gone'])
    expect(report.missed.map(({ label }) => label)).toEqual(['birthday'])
    expect(report.told.map(({ customer, count }) => [customer.name, count])).toEqual([['Acme', 2]])
    expect(report.scored).toBe(1)
  })
})
