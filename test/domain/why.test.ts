import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/day.ts'
import { isOpen, type Loop } from '#domain/loop.ts'
import { scoreOf, tallyTouches } from '#domain/score.ts'
import type { Touch } from '#domain/touch.ts'
import { explanationOf } from '#domain/why.ts'
import { loop, settings, touch, vocabulary } from './builders.ts'
import { anyBook, anyDay } from './random-books.ts'

const today = day('2026-11-21')
const rules = { vocabulary, settings }
const explain = (touches: Touch[], loops: Loop[] = []) =>
  explanationOf({ standing: null, touches, loops }, rules, today)

describe('the window', () => {
  it.each([
    [365, '2025-11-22'],
    [30, '2026-10-23'],
    [1, '2026-11-21'],
  ])('of %i days begins on %s and ends today', (ratioWindow, from) => {
    const { window } = explanationOf(
      { standing: null, touches: [], loops: [] },
      { vocabulary, settings: { ...settings, ratioWindow } },
      today,
    )
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
    expect([positive, negative]).toEqual([[first, last], [bill]])
  })
})

describe('the last care visit', () => {
  it('is the latest of them', () => {
    const [first, second] = [touch('visit tour = on 2026-10-01'), touch('call care + on 2026-10-02')] as const
    expect(explain([first, second]).lastVisit).toEqual(second)
  })

  it('may be from before the window', () => {
    const old = touch('visit care + on 2020-01-01')
    expect(explain([old]).lastVisit).toEqual(old)
  })

  it('is none where nothing was one', () => {
    expect(explain([touch('email care + on 2026-10-01')]).lastVisit).toBeNull()
  })
})

describe('what was nearly a care visit', () => {
  const openedOn = day('2026-11-17')
  const closedOn = day('2026-11-18')

  it.each<[why: string, words: string]>([
    ['channel', 'email care + on 2026-11-10'],
    ['tone', 'call care - on 2026-11-10'],
    ['complaint', 'call care + on 2026-11-17'],
    ['complaint', 'call care + on 2026-11-18'],
  ])('is told with its %s: %s', (why, words) => {
    const near = touch(words)
    expect(explain([near], [loop({ openedOn, closedOn, outcome: 'mended' })]).noVisits).toEqual([{ touch: near, why }])
  })

  it.each<[what: string, words: string]>([
    ['a touch of another purpose', 'call sale = on 2026-11-10'],
    ['a care visit', 'call care + on 2026-11-10'],
  ])('leaves out %s', (_, words) => {
    expect(explain([touch(words)]).noVisits).toEqual([])
  })

  it('leaves out what was before the last care visit', () => {
    const near = touch('email care + on 2026-11-12')
    const touches = [touch('text care + on 2026-11-10'), touch('call care + on 2026-11-11'), near]
    expect(explain(touches).noVisits).toEqual([{ touch: near, why: 'channel' }])
  })

  it('leaves out nothing where there is no care visit', () => {
    const touches = [touch('text care + on 2026-11-10'), touch('call care - on 2026-11-11')]
    expect(explain(touches).noVisits.map(({ why }) => why)).toEqual(['channel', 'tone'])
  })

  it('does not mind a complaint that was dropped', () => {
    const dropped = loop({ openedOn, closedOn, outcome: 'dropped' })
    expect(explain([touch('call care + on 2026-11-18')], [dropped]).noVisits).toEqual([])
  })
})

it('the reasons are those of due, without what is due soon', () => {
  const openLoops = [loop({ openedOn: addDays(today, -3) })]
  const tally = { lastVisit: today, positive: 1, negative: 1 }
  const customer = { visitEvery: 1, since: day('2026-01-01'), snoozedUntil: null }
  const standing = { score: scoreOf(customer, tally, settings, today), openLoops, otherReasons: [] }
  const { reasons } = explanationOf({ standing, touches: [], loops: openLoops }, rules, today)
  expect(reasons.map(({ kind }) => kind)).toEqual(['complaint', 'ratio'])
})

it('a customer who is not scored has no reasons', () => {
  expect(explain([touch('email invoice - on 2026-11-20')]).reasons).toEqual([])
})

it('what it shows adds up to the score, in every book', () => {
  fc.assert(
    fc.property(anyBook, anyDay(200), ({ customers, touches, loops, settings: kept }, on) => {
      for (const customer of customers) {
        const own = touches.filter((each) => each.customerId === customer.id && each.on <= on)
        own.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id))
        const ownLoops = loops.filter((each) => each.customerId === customer.id)
        const score = scoreOf(customer, tallyTouches(own, ownLoops, vocabulary, kept, on), kept, on)
        const standing = { score, openLoops: ownLoops.filter((each) => isOpen(each, on)), otherReasons: [] }
        const shown = explanationOf({ standing, touches: own, loops: ownLoops }, { vocabulary, settings: kept }, on)
        expect([shown.positive.length, shown.negative.length, shown.lastVisit?.on ?? null]).toEqual([
          score.positive,
          score.negative,
          score.lastVisit,
        ])
      }
    }),
  )
})
