import { describe, expect, it } from 'vitest'
import { type Day, day } from '#domain/day.ts'
import type { Loop } from '#domain/loop.ts'
import type { Touch } from '#domain/touch.ts'
import {
  answeringShare,
  honestyShare,
  initiativeShare,
  listeningShare,
  promisesShare,
  respectOf,
  trustOf,
} from '#domain/trust.ts'
import { loop, touch, vocabulary } from './builders.ts'

const today = day('2026-11-21')
const period = { from: day('2026-11-01'), today }
const none = { part: 0, whole: 0 }
const of = (part: number, whole: number) => ({ part, whole })
const theirs = (words: string): Touch => ({ ...touch(words), begunBy: 'them' })

describe('trust and respect', () => {
  it.each([
    ['nothing at all', none, none, none, none, null],
    ['one part alone', of(1, 4), none, none, none, 25],
    ['half begun by us', none, of(2, 4), none, none, 100],
    ['all begun by us', none, of(4, 4), none, none, 100],
    ['a quarter begun by us', none, of(1, 4), none, none, 50],
    ['nothing of anything', of(0, 1), of(0, 3), of(0, 2), of(0, 1), 0],
    ['a mean of parts, not of what they count', of(1, 1), none, of(0, 99), none, 50],
  ])('trust of %s', (_, promises, initiative, details, honesty, score) => {
    expect(trustOf({ promises, initiative, details, honesty })).toBe(score)
  })

  it.each([
    ['nothing at all', none, none, none, null],
    ['half of the visits listened to', none, of(1, 2), none, 100],
    ['a third known', of(4, 12), none, none, 100 / 3],
    ['all three', of(6, 12), of(1, 4), of(1, 1), 200 / 3],
  ])('respect of %s', (_, knowing, listening, answering, score) => {
    const found = respectOf({ knowing, listening, answering })
    expect(found).toEqual(score === null ? null : expect.closeTo(score))
  })
})

describe('promises', () => {
  const promise = (dueOn: string | null, closedOn: string | null, outcome: Loop['outcome']): Loop =>
    loop({
      kind: 'promise',
      openedOn: day('2026-10-01'),
      dueOn: dueOn === null ? null : day(dueOn),
      closedOn: closedOn === null ? null : day(closedOn),
      outcome,
    })
  it.each<[what: string, Loop, part: number, whole: number]>([
    ['kept on its day', promise('2026-11-10', '2026-11-10', 'kept'), 1, 1],
    ['kept long before its day', promise('2026-11-10', '2026-10-02', 'kept'), 1, 1],
    ['kept a day late', promise('2026-11-10', '2026-11-11', 'kept'), 0, 1],
    ['broken', promise('2026-11-10', '2026-11-09', 'broken'), 0, 1],
    ['dropped', promise('2026-11-10', '2026-11-09', 'dropped'), 0, 0],
    ['open and late', promise('2026-11-20', null, null), 0, 1],
    ['open and due today', promise('2026-11-21', null, null), 0, 0],
    ['kept today, when it is due', promise('2026-11-21', '2026-11-21', 'kept'), 1, 1],
    ['due today, and kept tomorrow', promise('2026-11-21', '2026-11-22', 'kept'), 0, 0],
    ['due yesterday, and kept tomorrow', promise('2026-11-20', '2026-11-22', 'kept'), 0, 1],
    ['due tomorrow, and kept', promise('2026-11-22', '2026-11-20', 'kept'), 0, 0],
    ['without a day', promise(null, '2026-11-20', 'kept'), 0, 0],
    ['due on the first day of the window', promise('2026-11-01', '2026-11-01', 'kept'), 1, 1],
    ['due on the day before the window', promise('2026-10-31', '2026-11-01', 'kept'), 0, 0],
    ['a request', { ...promise('2026-11-10', '2026-11-10', 'done'), kind: 'request' }, 0, 0],
  ])('%s', (_, one, part, whole) => {
    expect(promisesShare([one], period)).toEqual(of(part, whole))
  })
})

it('initiative is ours of what was not about money, in the window', () => {
  const touches = [
    touch('call care + on 2026-11-01'),
    touch('call care - on 2026-11-21'),
    theirs('call care + on 2026-11-10'),
    touch('email invoice - on 2026-11-10'),
    touch('call care + on 2026-10-31'),
    touch('call care + on 2026-11-22'),
  ]
  expect(initiativeShare(touches, vocabulary, period)).toEqual(of(2, 3))
})

it('honesty is of complaints: those that we told them of first', () => {
  const ours = touch('call complaint - on 2026-11-10')
  const told = theirs('call complaint - on 2026-11-10')
  const complaint = (touchId: number | null, openedOn: Day = ours.on) => loop({ touchId, openedOn })
  const loops = [
    complaint(ours.id),
    complaint(told.id),
    complaint(null),
    complaint(ours.id, day('2026-10-31')),
    { ...complaint(ours.id), kind: 'request' as const },
    { ...complaint(ours.id), closedOn: ours.on, outcome: 'dropped' as const },
  ]
  expect(honestyShare([ours, told], loops, period)).toEqual(of(1, 3))
})

it('listening is of care visits: those on whose day a fact was learned', () => {
  const touches = [
    touch('visit care + on 2026-11-10'),
    touch('call tour = on 2026-11-10'),
    touch('call care + on 2026-11-12'),
    touch('email care + on 2026-11-10'),
    touch('call care - on 2026-11-10'),
    touch('call care + on 2026-10-31'),
  ]
  const learnedOn = [day('2026-11-10'), day('2026-11-11'), day('2026-10-31')]
  expect(listeningShare(touches, [], learnedOn, vocabulary, period)).toEqual(of(2, 3))
  const complaint = loop({ openedOn: day('2026-11-09'), closedOn: day('2026-11-10'), outcome: 'mended' })
  expect(listeningShare(touches, [complaint], learnedOn, vocabulary, period)).toEqual(of(0, 1))
})

it.each<[on: string, answeredOn: string | null, within: number, part: number, whole: number]>([
  ['2026-11-10', '2026-11-11', 1, 1, 1],
  ['2026-11-10', '2026-11-12', 1, 0, 1],
  ['2026-11-10', '2026-11-12', 2, 1, 1],
  ['2026-11-20', null, 1, 0, 0],
  ['2026-11-19', null, 1, 0, 1],
  ['2026-11-21', '2026-11-21', 1, 1, 1],
  ['2026-10-31', '2026-11-01', 1, 0, 0],
])('begun by them on %s and answered on %s, within %d days', (on, answeredOn, within, part, whole) => {
  const asked = { on: day(on), answeredOn: answeredOn === null ? null : day(answeredOn) }
  expect(answeringShare([asked], within, period)).toEqual(of(part, whole))
})
