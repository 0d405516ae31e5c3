import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import { comesUpOn, dateComesUpOn } from '#domain/due/coming.ts'
import type { Reason } from '#domain/due/due.ts'
import { settings } from '../builders.ts'

/** A Saturday. */
const today = day('2026-11-21')
const inDays = (days: number) => addDays(today, days)

const promise = (days: number, waits = false): Reason => ({
  kind: 'promise',
  loop: 1,
  text: 'a cake',
  dueOn: inDays(-days),
  days,
  ...(waits ? { waiting: { on: 'the mill', since: today, days: 0 } } : {}),
})
const complaint = (days: number, waits = false): Reason => ({
  kind: 'complaint',
  loop: 1,
  text: 'stale',
  openedOn: inDays(-days),
  days,
  ...(waits ? { waiting: { on: 'the mill', since: today, days: 0 } } : {}),
})

describe('if nothing is logged until then, something is to do', () => {
  it.each<[what: string, reason: Reason, away: number | null]>([
    ['about a visit that is due in five days, then', { kind: 'visit', days: -5 }, 5],
    ['about a visit that is due tomorrow, then', { kind: 'visit', days: -1 }, 1],
    ['about a visit that is due today, again tomorrow', { kind: 'visit', days: 0 }, 1],
    ['about a visit that is overdue, again tomorrow', { kind: 'visit', days: 9 }, 1],
    ['about a promise for tomorrow, then', promise(-1), 1],
    ['about a promise in three days, then', promise(-3), 3],
    ['about a promise that waits, the day after its own', promise(-3, true), 4],
    ['about a promise that waits and is a day late, in a week', promise(1, true), 7],
    ['about a promise that waits and is five days late, when it is eight', promise(5, true), 3],
    ['about a complaint that waits, once it is a week old', complaint(5, true), 2],
    ['about a complaint that waits since a week, in another', complaint(7, true), 7],
    ['about a ratio, on no day', { kind: 'ratio', needed: 3 }, null],
    ['about a question, on no day that this knows', { kind: 'reply', touch: 1, text: '?', on: today, days: 0 }, null],
  ])('%s', (_, reason, away) => {
    expect(comesUpOn(reason, today)).toBe(away === null ? null : inDays(away))
  })
})

describe('a date', () => {
  const birthday = (days: number) => {
    const [, month, date] = inDays(days).split('-').map(Number)
    return { id: 1, customerId: 1, label: 'birthday', month: month ?? 0, date: date ?? 0, year: null, notedOn: today }
  }
  const call = { customerId: 1, on: today, thinksOfThem: true, isGood: true, greets: true, isSent: false }

  it.each([
    [20, 13],
    [8, 1],
    [7, 1],
    [2, 1],
    [0, 358],
  ])('in %i days comes up in %i', (days, away) => {
    expect(dateComesUpOn(birthday(days), [], settings, today)).toBe(inDays(away))
  })

  it('that is told of on its day alone comes up on that, be it tomorrow', () => {
    const onTheDay = { ...settings, dateAhead: 0 }
    expect(dateComesUpOn(birthday(1), [], onTheDay, today)).toBe(inDays(1))
    expect(dateComesUpOn(birthday(2), [], onTheDay, today)).toBe(inDays(2))
  })

  it('of which somebody thought today comes up in its last three days, or on the day itself', () => {
    expect(dateComesUpOn(birthday(6), [call], settings, today)).toBe(inDays(3))
    expect(dateComesUpOn(birthday(2), [call], settings, today)).toBe(inDays(2))
  })

  it('for which a letter is on its way comes up no more this year', () => {
    expect(dateComesUpOn(birthday(2), [{ ...call, isSent: true }], settings, today)).toBeNull()
  })
})
