import { describe, expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import {
  compareLoops,
  isOpen,
  keptOnTime,
  type Loop,
  loopDays,
  needsUs,
  outcomeFor,
  withDueBy,
} from '#domain/loops/loop.ts'
import { defaultSettings } from '#domain/shop/settings.ts'
import { loop } from '../builders.ts'

const today = day('2026-11-21')
const openedOn = day('2026-11-01')

describe('how a loop ends', () => {
  it.each([
    ['promise', undefined, 'kept'],
    ['complaint', undefined, 'mended'],
    ['request', undefined, 'done'],
    ['promise', 'broken', 'broken'],
    ['promise', 'Kept', 'kept'],
    ['request', 'declined', 'declined'],
    ['promise', 'dropped', 'dropped'],
    ['complaint', 'dropped', 'dropped'],
    ['request', 'dropped', 'dropped'],
  ] as const)('a %s closed as %s is %s', (kind, said, outcome) => {
    expect(outcomeFor(kind, said)).toBe(outcome)
  })

  it.each([
    ['complaint', 'broken', /complaint cannot be closed as "broken"/],
    ['complaint', 'declined', /complaint cannot/],
    ['promise', 'declined', /promise cannot/],
    ['promise', 'mended', /promise cannot/],
    ['request', 'broken', /request cannot/],
    ['request', 'kept', /request cannot/],
    ['promise', '', /promise cannot/],
  ] as const)('a %s cannot be %j', (kind, said, reason) => {
    expect(() => outcomeFor(kind, said)).toThrow(reason)
  })

  it('is told when it is refused', () => {
    expect(() => outcomeFor('request', 'kept')).toThrow(
      expect.objectContaining({ exitCode: 2, hint: 'It can be done, declined, dropped.' }),
    )
  })
})

describe('seen from a day, a loop is open', () => {
  it.each<[what: string, fields: Partial<Loop>, open: boolean]>([
    ['without an end', {}, true],
    ['from its first day', { openedOn: today }, true],
    ['but not before it', { openedOn: day('2026-11-22') }, false],
    ['until it is closed', { closedOn: day('2026-11-20'), outcome: 'mended' }, false],
    ['but no longer on the day that it is closed', { closedOn: today, outcome: 'mended' }, false],
    ['when it is closed only later', { closedOn: day('2026-11-22'), outcome: 'mended' }, true],
    ['unless it was dropped', { closedOn: day('2026-11-20'), outcome: 'dropped' }, false],
  ])('%s', (_, fields, open) => {
    expect(isOpen(loop({ openedOn, ...fields }), today)).toBe(open)
  })
})

describe('the days of a loop', () => {
  it.each<[what: string, fields: Partial<Loop>, days: number | null, needs: boolean]>([
    ['a promise three days late', { kind: 'promise', dueOn: day('2026-11-18') }, 3, true],
    ['a promise due today', { kind: 'promise', dueOn: today }, 0, true],
    ['a promise due tomorrow', { kind: 'promise', dueOn: day('2026-11-22') }, -1, false],
    ['a promise without a day', { kind: 'promise' }, null, false],
    ['a request a day late', { kind: 'request', dueOn: day('2026-11-20') }, 1, true],
    ['a request due tomorrow', { kind: 'request', dueOn: day('2026-11-22') }, -1, false],
    ['a request without a day', { kind: 'request' }, null, true],
    ['a request without a day, of yesterday', { kind: 'request', openedOn: day('2026-11-20') }, null, false],
    ['a complaint of twenty days', { kind: 'complaint' }, 20, true],
    ['a complaint of today', { kind: 'complaint', openedOn: today }, 0, true],
  ])('%s', (_, fields, days, needs) => {
    const one = loop({ openedOn, ...fields })
    expect([loopDays(one, today), needsUs(withDueBy(one, defaultSettings), today)]).toEqual([days, needs])
  })
})

describe('a promise is kept on time', () => {
  const dueOn = day('2026-11-10')
  it.each<[what: string, fields: Partial<Loop>, onTime: boolean]>([
    ['before its day', { dueOn, closedOn: day('2026-11-09'), outcome: 'kept' }, true],
    ['on its day', { dueOn, closedOn: dueOn, outcome: 'kept' }, true],
    ['not after it', { dueOn, closedOn: day('2026-11-11'), outcome: 'kept' }, false],
    ['whenever it is kept, without a day', { closedOn: today, outcome: 'kept' }, true],
    ['not while it is open', { dueOn }, false],
    ['not when it is broken', { dueOn, closedOn: dueOn, outcome: 'broken' }, false],
    ['not when it is dropped', { dueOn, closedOn: dueOn, outcome: 'dropped' }, false],
  ])('%s', (_, fields, onTime) => {
    expect(keptOnTime(loop({ kind: 'promise', openedOn, ...fields }))).toBe(onTime)
  })
})

it('the worst loop comes first', () => {
  const worstFirst = [
    loop({ id: 3, kind: 'promise', openedOn, dueOn: day('2026-11-18') }),
    loop({ id: 9, kind: 'promise', openedOn, dueOn: today }),
    loop({ id: 1, kind: 'complaint', openedOn }),
    loop({ id: 2, kind: 'complaint', openedOn }),
    loop({ id: 8, kind: 'complaint', openedOn: today }),
    loop({ id: 7, kind: 'request', openedOn, dueOn: day('2026-10-01') }),
    loop({ id: 4, kind: 'request', openedOn }),
    loop({ id: 6, kind: 'request', openedOn, dueOn: day('2026-11-22') }),
    loop({ id: 5, kind: 'promise', openedOn, dueOn: day('2026-12-01') }),
    loop({ id: 10, kind: 'promise', openedOn }),
    loop({ id: 11, kind: 'promise', openedOn, dueOn: day('2027-12-01') }),
  ].map((each) => withDueBy(each, defaultSettings))
  const byId = [...worstFirst].sort((a, b) => a.id - b.id)
  for (const start of [worstFirst, byId, [...byId].reverse()]) {
    expect([...start].sort(compareLoops(today)).map(({ id }) => id)).toEqual(worstFirst.map(({ id }) => id))
  }
})
