import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactOf, driftOf, isOnlyAboutMoney, rhythmOf } from '#domain/attention.ts'
import { addDays, type Day, day } from '#domain/day.ts'
import type { Touch } from '#domain/touch.ts'
import { runs } from '../runs.ts'
import { loop, settings, touch, vocabulary } from './builders.ts'
import { naiveAttention } from './naive.ts'
import { anyBook, anyDay } from './random-books.ts'

const today = day('2026-11-21')
const calls = (...days: Day[]): Touch[] => days.map((on) => touch(`call care + on ${on}`))
const ago = (days: number): Day => addDays(today, -days)

describe('drift', () => {
  const courted = (since: Day) => calls(since, addDays(since, 40), addDays(since, 89))

  it.each([
    [180, 1, 'drifting'],
    [179, 1, null],
    [364, 1, 'drifting'],
    [365, 1, 'taken for granted'],
    [400, 2, null],
    [400, 0, 'taken for granted'],
  ])('of a customer of %i days, courted with three touches, with %i in the last 90 days: %s', (days, now, flag) => {
    const since = ago(days)
    const touches = [...courted(since), ...calls(...[ago(89), ago(0)].slice(0, now))]
    expect(driftOf({ since }, touches, vocabulary, today)).toEqual({ courting: 3, now, flag })
  })

  it('counts no touch of the 91st day, none they began, none that went badly and none about money', () => {
    const since = ago(400)
    const others = [
      touch(`call care + on ${addDays(since, 90)}`),
      touch(`call care - on ${since}`),
      touch(`call sale = on ${since}`),
      { ...touch(`call care + on ${since}`), begunBy: 'them' as const },
      touch(`call care + on ${ago(90)}`),
    ]
    expect(driftOf({ since }, others, vocabulary, today)).toEqual({ courting: 0, now: 0, flag: null })
  })
})

describe('only about money', () => {
  it.each([
    ['nothing from us', [], false],
    ['a bill', [touch(`email invoice - on ${ago(89)}`)], true],
    ['a bill and a thank-you', [touch(`email invoice - on ${ago(10)}`), touch(`letter thanks + on ${ago(89)}`)], false],
    [
      'a bill, and a thank-you 90 days ago',
      [touch(`email invoice - on ${ago(10)}`), touch(`letter thanks + on ${ago(90)}`)],
      true,
    ],
    ['a bill 90 days ago', [touch(`email invoice - on ${ago(90)}`)], false],
    ['an order that they called about', [{ ...touch(`call sale = on ${ago(1)}`), begunBy: 'them' as const }], false],
  ])('%s: %s', (_, touches, expected) => {
    expect(isOnlyAboutMoney(touches, vocabulary, today)).toBe(expected)
  })
})

describe('rhythm', () => {
  it.each([
    ['three gaps of 30 days', [90, 60, 30, 0], { visits: 4, medianGap: 30, spread: 0, word: 'steady' }],
    ['two gaps', [60, 30, 0], { visits: 3, medianGap: null, spread: null, word: 'too few to say' }],
    ['gaps of 10, 20 and 60 days', [90, 80, 60, 0], { visits: 4, medianGap: 20, spread: 25, word: 'uneven' }],
    ['gaps of 20, 20, 30 and 30 days', [100, 80, 60, 30, 0], { visits: 5, medianGap: 25, spread: 10, word: 'steady' }],
    ['two visits on one day', [90, 60, 30, 0, 0], { visits: 4, medianGap: 30, spread: 0, word: 'steady' }],
  ])('of %s', (_, days, expected) => {
    expect(rhythmOf(calls(...days.map(ago)), [], vocabulary, today)).toEqual(expected)
  })

  it('leaves out a visit while a complaint was open', () => {
    const loops = [loop({ openedOn: ago(61), closedOn: ago(60), outcome: 'mended' })]
    expect(rhythmOf(calls(ago(90), ago(60), ago(30)), loops, vocabulary, today).visits).toBe(2)
  })
})

it('counts contact in the window alone', () => {
  const touches = [
    { ...touch(`call care + on ${ago(364)}`), minutes: 20 },
    { ...touch(`email news + on ${ago(0)}`), minutes: 5 },
    { ...touch(`visit sale = on ${ago(3)}`), begunBy: 'them' as const },
    { ...touch(`call care + on ${ago(365)}`), minutes: 99 },
  ]
  expect(contactOf(touches, vocabulary, settings, today)).toEqual({ touches: 3, spoken: 2, beganByUs: 2, minutes: 25 })
})

it('agrees with the plain reading of the rules on every book and day', () => {
  fc.assert(
    fc.property(anyBook, anyDay(200), (book, on) => {
      for (const customer of book.customers) {
        const own = <T extends { customerId: number }>(all: T[]) =>
          all.filter((each) => each.customerId === customer.id)
        const touches = own(book.touches).filter((each) => each.on <= on)
        expect({
          ...driftOf(customer, touches, vocabulary, on),
          onlyAboutMoney: isOnlyAboutMoney(touches, vocabulary, on),
          contact: contactOf(touches, vocabulary, book.settings, on),
          visitDays: rhythmOf(touches, own(book.loops), vocabulary, on).visits,
        }).toEqual(naiveAttention(customer, book, on))
      }
    }),
    { numRuns: runs(500) },
  )
})
