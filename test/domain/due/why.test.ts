import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import { type JudgedTouch, scoreOf } from '#domain/due/score.ts'
import { explanationOf } from '#domain/due/why.ts'
import { type Loop, withDueBy } from '#domain/loops/loop.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { loop, settings, touch } from '../builders.ts'

const today = day('2026-11-21')
const rules = { settings }
/** Judged as plainly as it can be: SQL judges them in a book. */
const judged = (touches: Touch[], loops: Loop[] = []): JudgedTouch[] =>
  touches.map((each) => {
    const isCare = ['care', 'tour'].includes(each.purpose)
    const isSpoken = ['visit', 'call', 'video'].includes(each.channel)
    const isOpen = loops.some(
      ({ openedOn, closedOn }) => openedOn <= each.on && (closedOn === null || each.on <= closedOn),
    )
    const noVisit = !isCare
      ? 'purpose'
      : !isSpoken
        ? 'channel'
        : each.tone === '-'
          ? 'tone'
          : isOpen
            ? 'complaint'
            : null
    return { ...each, noVisit }
  })
const explain = (touches: Touch[], loops: Loop[] = []) =>
  explanationOf({ standing: null, touches: judged(touches, loops) }, rules, today)

describe('the window', () => {
  it.each([
    [365, '2025-11-22'],
    [30, '2026-10-23'],
    [1, '2026-11-21'],
  ])('of %i days begins on %s and ends today', (ratioWindow, from) => {
    const { window } = explanationOf({ standing: null, touches: [] }, { settings: { ...settings, ratioWindow } }, today)
    expect(window).toEqual({ from, to: today, days: ratioWindow })
  })

  it('holds the touches of its first and last day, and none of the day before', () => {
    const [before, first, bill, neutral, last] = [
      touch('call care + on 2025-11-21'),
      touch('call care + on 2025-11-22'),
      touch('email invoice - on 2025-11-22'),
      touch('call feedback = on 2026-11-01'),
      touch('letter thanks + on 2026-11-21'),
    ] as const
    const { positive, negative } = explain([before, first, bill, neutral, last])
    expect([positive, negative]).toMatchObject([[first, last], [bill]])
  })
})

describe('the last care visit', () => {
  it('is the latest of them', () => {
    const [first, second] = [touch('visit tour = on 2026-10-01'), touch('call care + on 2026-10-02')] as const
    expect(explain([first, second]).lastVisit).toMatchObject(second)
  })

  it('may be from before the window', () => {
    const old = touch('visit care + on 2020-01-01')
    expect(explain([old]).lastVisit).toMatchObject(old)
  })

  it('is none where nothing was one', () => {
    expect(explain([touch('email care + on 2026-10-01')]).lastVisit).toBeNull()
  })
})

describe('a touch that was nearly a care visit', () => {
  const openedOn = day('2026-11-17')
  const closedOn = day('2026-11-18')

  it.each<[why: string, words: string]>([
    ['channel', 'email care + on 2026-11-10'],
    ['tone', 'call care - on 2026-11-10'],
    ['complaint', 'call care + on 2026-11-17'],
    ['complaint', 'call care + on 2026-11-18'],
  ])('is told with its %s: %s', (why, words) => {
    const near = touch(words)
    expect(explain([near], [loop({ openedOn, closedOn, outcome: 'mended' })]).noVisits).toMatchObject([
      { touch: near, why },
    ])
  })

  it.each<[what: string, words: string]>([
    ['a touch of another purpose', 'call sale = on 2026-11-10'],
    ['a care visit', 'call care + on 2026-11-10'],
  ])('leaves out %s', (_, words) => {
    expect(explain([touch(words)]).noVisits).toMatchObject([])
  })

  it('leaves out what was before the last care visit', () => {
    const near = touch('email care + on 2026-11-12')
    const touches = [touch('text care + on 2026-11-10'), touch('call care + on 2026-11-11'), near]
    expect(explain(touches).noVisits).toMatchObject([{ touch: near, why: 'channel' }])
  })

  it('leaves out nothing where there is no care visit', () => {
    const touches = [touch('text care + on 2026-11-10'), touch('call care - on 2026-11-11')]
    expect(explain(touches).noVisits.map(({ why }) => why)).toMatchObject(['channel', 'tone'])
  })
})

it('the reasons are those of due, without what is due soon', () => {
  const openLoops = [loop({ openedOn: addDays(today, -3) })]
  const tally = { lastVisit: today, positive: 1, negative: 1 }
  const customer = { visitEvery: 1, since: day('2026-01-01'), snoozedUntil: null, goal: null, firstDay: null }
  const standing = {
    score: scoreOf(customer, tally, settings, today),
    openLoops: openLoops.map((each) => withDueBy(each, settings)),
    otherReasons: [],
    tried: null,
    isVisitSpent: false,
    isArchived: false,
  }
  const { reasons } = explanationOf({ standing, touches: [] }, rules, today)
  expect(reasons.map(({ kind }) => kind)).toMatchObject(['complaint', 'ratio'])
})

it('a customer who is not scored has no reasons', () => {
  expect(explain([touch('email invoice - on 2026-11-20')]).reasons).toMatchObject([])
})
