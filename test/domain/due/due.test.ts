import { describe, expect, it } from 'vitest'
import { byName } from '#domain/customers/name-order.ts'
import { addDays } from '#domain/days/day.ts'
import { isAhead, isForToday, type Reason, reasonsFor, type Standing, whoIsDue } from '#domain/due/due.ts'
import type { Score } from '#domain/due/score.ts'
import { type Loop, withDueBy } from '#domain/loops/loop.ts'
import { loop, settings } from '../builders.ts'
import { ago, today } from '../examples.ts'

type Named = Standing<{ id: number; name: string }>

const well: Score = {
  lastVisit: ago(10),
  positive: 0,
  negative: 0,
  visitEvery: 30,
  visitDue: addDays(today, 20),
  daysOverdue: -20,
  ratio: null,
  goal: 10,
  needed: 0,
}
const overdue = (days: number, visitEvery: number) => ({ daysOverdue: days, visitDue: ago(days), visitEvery })

let lastId = 0
const standing = (name: string, score: Partial<Score> = {}, openLoops: Loop[] = []): Named => {
  lastId += 1
  return {
    customer: { id: lastId, name },
    score: { ...well, ...score },
    openLoops: openLoops.map((each) => withDueBy(each, settings)),
    otherReasons: [],
    tried: null,
    isVisitSpent: false,
    isArchived: false,
  }
}

const reply = (days: number, touch = 1): Reason => ({ kind: 'reply', touch, text: 'rye?', on: ago(days), days })
const date = (days: number, id = 1): Reason => ({ kind: 'date', date: id, label: 'birthday', on: ago(days), days })
const savings = (days: number): Reason => ({ kind: 'savings', count: 1, money: null, minutes: 60, days })

const withOthers = (name: string, ...otherReasons: Reason[]): Named => ({ ...standing(name), otherReasons })

/** The reasons of somebody with this score and these loops. */
const reasonsOf = (score: Partial<Score>, openLoops: Loop[], soon = 0) =>
  reasonsFor(standing('acme', score, openLoops), today, { settings, soon })

const promise = (daysLate: number, id = 1) => loop({ id, kind: 'promise', openedOn: ago(60), dueOn: ago(daysLate) })
const request = (daysLate: number, id = 1) => loop({ id, kind: 'request', openedOn: ago(60), dueOn: ago(daysLate) })
const complaint = (days: number, id = 1) => loop({ id, kind: 'complaint', openedOn: ago(days) })

const names = (standings: Named[], include?: { soon?: number; all?: boolean }) =>
  whoIsDue(standings, today, { settings, ...include }).map((row) => row.customer.name)

describe('reasons', () => {
  it('are all given, in rank order, the worst of a kind first', () => {
    const openLoops = [request(2, 1), complaint(0, 2), promise(0, 3), complaint(5, 4), promise(7, 5), request(0, 6)]
    const reasons = reasonsOf({ ...overdue(3, 30), needed: 4 }, openLoops)
    expect(reasons.map((each) => ('loop' in each ? `${each.kind} ${each.loop}` : each.kind))).toEqual([
      'promise 5',
      'promise 3',
      'complaint 4',
      'complaint 2',
      'request 1',
      'request 6',
      'visit',
      'ratio',
    ])
  })

  it('of every kind have their rank, however many days they are', () => {
    const others = [savings(400), date(-1), reply(3)]
    const all = standing('acme', { ...overdue(30, 7), needed: 4 }, [request(1, 1), complaint(1, 2), promise(1, 3)])
    const reasons = reasonsFor({ ...all, otherReasons: others }, today, { settings })
    expect(reasons.map(({ kind }) => kind)).toEqual([
      ...['promise', 'complaint', 'request', 'reply', 'date', 'visit', 'ratio', 'savings'],
    ])
  })

  it('of replies and dates come by their days, then by their numbers', () => {
    const others = [reply(4, 9), reply(6, 8), reply(4, 7), date(-3, 6), date(0, 5), date(-3, 4)]
    const reasons = reasonsFor(withOthers('acme', ...others), today, { settings })
    expect(reasons.map((each) => ('touch' in each ? each.touch : 'date' in each && each.date))).toEqual([
      ...[8, 7, 9, 5, 4, 6],
    ])
  })

  it('tell the loop, its text and its days', () => {
    const text = 'send the price list'
    const openLoops = [
      { ...promise(1, 7), text },
      { ...complaint(3, 9), text: 'late delivery' },
      { ...request(0, 8), text },
    ]
    expect(reasonsOf({ ...overdue(12, 30), needed: 4 }, openLoops)).toEqual([
      { kind: 'promise', loop: 7, text, dueOn: '2026-11-20', days: 1 },
      { kind: 'complaint', loop: 9, text: 'late delivery', openedOn: '2026-11-18', days: 3 },
      { kind: 'request', loop: 8, text, dueOn: '2026-11-21', days: 0 },
      { kind: 'visit', days: 12 },
      { kind: 'ratio', needed: 4 },
    ])
  })

  it('of the same kind and size come by the number of the loop', () => {
    const openLoops = [promise(2, 9), promise(2, 4), promise(2, 6)]
    expect(reasonsOf({}, openLoops).map((each) => 'loop' in each && each.loop)).toEqual([4, 6, 9])
  })

  it.each<[what: string, openLoop: Loop]>([
    ['a promise due tomorrow', promise(-1)],
    ['a promise without a day, 29 days old', { ...promise(1), openedOn: ago(29), dueOn: null }],
    ['a request due tomorrow', request(-1)],
    ['a request without a day, 2 days old', { ...request(1), openedOn: ago(2), dueOn: null }],
    ['a loop that is closed', { ...complaint(3), closedOn: ago(1), outcome: 'mended' }],
    ['a loop that is not there yet', complaint(-1)],
    ['a loop that was dropped', { ...complaint(3), closedOn: ago(1), outcome: 'dropped' }],
  ])('leave out %s', (_, openLoop) => {
    expect(reasonsOf({}, [openLoop])).toEqual([])
  })

  it.each([
    [1, 0, true],
    [0, 0, true],
    [-1, 0, false],
    [-7, 7, true],
    [-8, 7, false],
    [3, 7, true],
  ])('hold a visit %i days overdue, with --soon %i: %s', (days, soon, listed) => {
    const expected = listed ? [{ kind: 'visit', days }] : []
    expect(reasonsOf(overdue(days, 30), [], soon)).toEqual(expected)
  })

  it('hold no visit where the cadence is never', () => {
    const score: Score = { ...well, visitEvery: 'never', visitDue: null, daysOverdue: null }
    expect(reasonsOf(score, [], 365)).toEqual([])
  })
})

describe('a loop without a day', () => {
  it.each([
    ['promise', 30, 0],
    ['promise', 39, 9],
    ['request', 3, 0],
    ['request', 9, 6],
  ] as const)('a %s of %i days is %i days past the time for it', (kind, openDays, days) => {
    const open = loop({ id: 7, kind, openedOn: ago(openDays), dueOn: null, text: 'a sample' })
    expect(reasonsOf({}, [open])).toEqual([{ kind, loop: 7, text: 'a sample', dueOn: null, openDays, days }])
  })
})

describe('a reason that is ahead', () => {
  it('comes after what is due, the soonest first', () => {
    const openLoops = [promise(-5, 1), request(-2, 2), promise(1, 3), promise(-8, 4)]
    const reasons = reasonsOf({ ...overdue(-3, 30), needed: 4 }, openLoops, 7)
    expect(reasons.map((each) => ('days' in each ? each.days : 0))).toEqual([1, 0, -2, -3, -5])
  })

  it('of one day comes by its rank', () => {
    const reasons = reasonsOf(overdue(-3, 30), [request(-3, 2), promise(-3, 1)], 7)
    expect(reasons.map(({ kind }) => kind)).toEqual(['promise', 'request', 'visit'])
  })

  it('puts a row that has nothing else last, the soonest first', () => {
    const rows = [
      standing('far', {}, [promise(-6)]),
      standing('near', overdue(-1, 30)),
      standing('below', { needed: 1 }),
      standing('late', overdue(1, 30), [promise(-2)]),
    ]
    expect(names(rows, { soon: 7 })).toEqual(['late', 'below', 'near', 'far'])
  })
})

describe('a reason of a day to come', () => {
  it.each<[reason: Reason, ahead: boolean, forToday: boolean]>([
    [date(-8), true, false],
    [date(-7), false, true],
    [date(0), false, true],
    [{ kind: 'visit', days: -1 }, true, false],
    [{ kind: 'visit', days: 0 }, false, true],
    [reply(0), false, true],
    [savings(0), false, false],
    [{ kind: 'ratio', needed: 1 }, false, false],
  ])('%j is one: %s; it is for today: %s', (reason, ahead, forToday) => {
    expect(isAhead(reason, 7)).toBe(ahead)
    expect(isForToday(reason, { tried: null, isVisitSpent: false }, { dateAhead: 7 }, today)).toBe(forToday)
  })
})

describe('a reason for today', () => {
  const isToday = (one: Named): boolean | undefined => whoIsDue([one], today, { settings, soon: 7 })[0]?.today
  const waiting = (one: Loop): Loop => ({ ...one, waitingOn: 'the mill', waitingSince: ago(20) })

  it.each<[what: string, one: Named, expected: boolean]>([
    ['a promise due today', standing('a', {}, [promise(0)]), true],
    ['a complaint', standing('a', {}, [complaint(0)]), true],
    ['a care visit overdue', standing('a', overdue(1, 30)), true],
    ['one on the day of a complaint', { ...standing('a', overdue(1, 30)), isVisitSpent: true }, false],
    [
      'a care visit of somebody tried yesterday',
      { ...standing('a', overdue(1, 30)), tried: { times: 2, last: ago(1) } },
      true,
    ],
    [
      'a care visit of somebody tried today',
      { ...standing('a', overdue(1, 30)), tried: { times: 1, last: today } },
      false,
    ],
    ['a ratio alone', standing('a', { needed: 3 }), false],
    ['a ratio beside a promise due today', standing('a', { needed: 3 }, [promise(0)]), true],
    ['a care visit in three days', standing('a', overdue(-3, 30)), false],
    ['a promise that waits, due today', standing('a', {}, [waiting(promise(0))]), false],
    ['a promise that waits, a day late', standing('a', {}, [waiting(promise(1))]), true],
    ['a promise that waits, two days late', standing('a', {}, [waiting(promise(2))]), false],
    ['a promise that waits, eight days late', standing('a', {}, [waiting(promise(8))]), true],
    ['a complaint that waits, of today', standing('a', {}, [waiting(complaint(0))]), true],
    ['a complaint that waits, of five days', standing('a', {}, [waiting(complaint(5))]), false],
    ['a complaint that waits, of seven days', standing('a', {}, [waiting(complaint(7))]), true],
  ])('%s: %s', (_, one, expected) => {
    expect(isToday(one)).toBe(expected)
  })

  it('of somebody archived is only what is open with them', () => {
    const left = { ...standing('gone', { ...overdue(9, 30), needed: 5 }, [promise(1)]), otherReasons: [reply(9)] }
    const gone = { ...left, isArchived: true }
    expect(whoIsDue([gone], today, { settings })).toMatchObject([{ today: true, reasons: [{ kind: 'promise' }] }])
    expect(whoIsDue([{ ...gone, openLoops: [] }], today, { settings })).toEqual([])
  })
})

describe('the rows of due', () => {
  it('are ordered by the rank of their first reason', () => {
    const rows = [
      standing('ratio', { needed: 900 }),
      standing('visit', overdue(500, 7)),
      standing('request', {}, [request(100)]),
      standing('complaint', {}, [complaint(50)]),
      standing('promise', {}, [promise(0)]),
    ]
    expect(names(rows)).toEqual(['promise', 'complaint', 'request', 'visit', 'ratio'])
  })

  it.each<[size: string, rows: Named[]]>([
    ['days late of a promise', [standing('b', {}, [promise(9)]), standing('a', {}, [promise(1)])]],
    ['days open of a complaint', [standing('b', {}, [complaint(4)]), standing('a', {}, [complaint(0)])]],
    ['days of a reply', [withOthers('b', reply(9)), withOthers('a', reply(4))]],
    ['the nearness of a date', [withOthers('b', date(-1)), withOthers('a', date(-4))]],
    ['days of savings', [withOthers('b', savings(200)), withOthers('a', savings(100))]],
    ['days late of a request', [standing('b', {}, [request(2)]), standing('a', {}, [request(0)])]],
    ['needed', [standing('b', { needed: 10 }), standing('a', { needed: 9 })]],
    [
      'the worst loop of the kind',
      [standing('b', {}, [complaint(1), complaint(8)]), standing('a', {}, [complaint(7)])],
    ],
  ])('are ordered by %s within a rank, larger first', (_, rows) => {
    expect(names(rows)).toEqual(['b', 'a'])
    expect(names([...rows].reverse())).toEqual(['b', 'a'])
  })

  it('put a weekly customer a week late above a yearly one a week late', () => {
    expect(names([standing('yearly', overdue(7, 365)), standing('weekly', overdue(7, 7))])).toEqual([
      'weekly',
      'yearly',
    ])
    expect(names([standing('yearly', overdue(300, 365)), standing('weekly', overdue(7, 7))])).toEqual([
      'weekly',
      'yearly',
    ])
    expect(names([standing('weekly', overdue(7, 7)), standing('yearly', overdue(366, 365))])).toEqual([
      'yearly',
      'weekly',
    ])
  })

  it('weigh the days of a visit alone by the cadence', () => {
    const yearly = standing('yearly', { visitEvery: 365 }, [promise(9)])
    const weekly = standing('weekly', { visitEvery: 7 }, [promise(3)])
    const never = standing('never', { visitEvery: 'never', daysOverdue: null }, [promise(5)])
    expect(names([weekly, never, yearly])).toEqual(['yearly', 'never', 'weekly'])
  })

  it('are not moved by reasons after the first', () => {
    const rows = [standing('a', overdue(6, 30)), standing('b', { ...overdue(5, 30), needed: 90 })]
    expect(names(rows.reverse())).toEqual(['a', 'b'])
  })

  it('come by name, without case and accents, and then by id', () => {
    const tied = (id: number, name: string): Named => ({ ...standing(name, { needed: 1 }), customer: { id, name } })
    const rows = [tied(9, 'Zoo'), tied(8, 'eden'), tied(7, 'Éclair'), tied(6, 'Bo'), tied(2, 'Zoo'), tied(4, 'apple')]
    expect(whoIsDue(rows, today, { settings }).map(({ customer }) => `${customer.name} ${customer.id}`)).toEqual([
      'apple 4',
      'Bo 6',
      'Éclair 7',
      'eden 8',
      'Zoo 2',
      'Zoo 9',
    ])
  })

  it('leave out those without a reason', () => {
    expect(names([standing('well'), standing('ill', { needed: 1 })])).toEqual(['ill'])
    expect(names([])).toEqual([])
  })

  it('hold with --soon those whose visit is due within so many days, the latest of them last', () => {
    const rows = [
      standing('in 8 days', overdue(-8, 30)),
      standing('in 5 days', overdue(-5, 30)),
      standing('in 2 days', overdue(-2, 30)),
      standing('today', overdue(0, 30)),
      standing('ratio', { needed: 3 }),
    ]
    expect(names(rows)).toEqual(['today', 'ratio'])
    expect(names(rows, { soon: 7 })).toEqual(['today', 'ratio', 'in 2 days', 'in 5 days'])
  })

  it('hold with --all everybody, the ones without a reason last and by name', () => {
    const rows = [
      standing('d'),
      standing('C'),
      standing('z', { needed: 1 }),
      standing('a'),
      standing('y', overdue(1, 30)),
    ]
    expect(names(rows, { all: true })).toEqual(['y', 'z', 'a', 'C', 'd'])
    expect(whoIsDue(rows, today, { settings, all: true }).map((row) => row.reasons.length)).toEqual([1, 1, 0, 0, 0])
  })

  it('hold with --all and --soon those without a reason after what is ahead', () => {
    expect(names([standing('a'), standing('z', overdue(-2, 30))], { all: true, soon: 7 })).toEqual(['z', 'a'])
  })

  it('leave the list that was given as it was', () => {
    const rows = [standing('b', { needed: 1 }), standing('a', { needed: 2 })]
    whoIsDue(rows, today, { settings })
    expect(rows.map(({ customer }) => customer.name)).toEqual(['b', 'a'])
  })
})

describe('names in order', () => {
  it.each([
    ['Abe', 'bob'],
    ['abe', 'Bob'],
    ['Éva', 'Evan'],
    ['Zoe', 'Zoë'],
    ['Ann', 'Anna'],
  ])('%s stands before %s', (first, second) => {
    expect(byName({ id: 9, name: first }, { id: 1, name: second })).toBeLessThan(0)
    expect(byName({ id: 1, name: second }, { id: 9, name: first })).toBeGreaterThan(0)
  })

  it('are told apart by id when they are the same', () => {
    expect(byName({ id: 1, name: 'Ann' }, { id: 2, name: 'Ann' })).toBeLessThan(0)
    expect(byName({ id: 2, name: 'Ann' }, { id: 2, name: 'Ann' })).toBe(0)
  })
})
