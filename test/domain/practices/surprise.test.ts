import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '#domain/days/day.ts'
import { type Idea, ideaFor, type Surprisable, whomToSurprise } from '#domain/practices/surprise.ts'
import { runs } from '../../runs.ts'
import { ago, today } from '../examples.ts'

const somebody = (id: number, more: Partial<Surprisable> = {}): Surprisable => ({
  id,
  name: `customer ${id}`,
  lastSurprise: null,
  complaintSince: null,
  isNew: false,
  ...more,
})
const ideas = (count: number): Idea[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, text: `idea ${i + 1}`, isNew: false }))

const chosen = (all: Surprisable[], on = today) => whomToSurprise(all, on)?.id ?? null

const anyDay = fc.integer({ min: 0, max: 200 }).map(ago)
const anybody = fc.record({
  lastSurprise: fc.option(anyDay.filter((on) => on < today)),
  complaintSince: fc.option(anyDay, { freq: 3 }),
  isNew: fc.boolean(),
})
const anyShop = fc.array(anybody, { maxLength: 8 }).map((all) => all.map((each, i) => somebody(i + 1, each)))

describe('who is surprised', () => {
  it.each<[string, Surprisable[], number | null]>([
    ['nobody there', [], null],
    ['only one', [somebody(1)], 1],
    ['a complaint', [somebody(1, { complaintSince: ago(3) })], null],
    ['a complaint since today', [somebody(1, { complaintSince: today })], null],
    ['one surprised 90 days ago', [somebody(1, { lastSurprise: ago(90) }), somebody(2)], 2],
    ['all surprised lately', [somebody(1, { lastSurprise: ago(5) }), somebody(2, { lastSurprise: ago(6) })], 2],
    [
      'all surprised lately, the longest ago complains',
      [somebody(1, { lastSurprise: ago(5) }), somebody(2, { lastSurprise: ago(6), complaintSince: ago(1) })],
      1,
    ],
    ['one entered today', [somebody(1, { isNew: true }), somebody(2)], 2],
    [
      'one entered today and one surprised lately',
      [somebody(1, { isNew: true }), somebody(2, { lastSurprise: ago(1) })],
      1,
    ],
  ])('%s', (_, all, expected) => {
    expect(chosen(all)).toBe(expected)
  })

  it('may be surprised again on the 91st day', () => {
    const turns = [0, 1].map((away) => {
      const on = addDays(today, away)
      return chosen([somebody(1, { lastSurprise: addDays(on, -91) }), somebody(2)], on)
    })
    expect(turns.sort()).toEqual([1, 2])
  })

  it('is nobody who complains, and nobody surprised lately while somebody else fits', () => {
    fc.assert(
      fc.property(anyShop, (all) => {
        const one = whomToSurprise(all, today)
        const calm = all.filter(({ complaintSince }) => complaintSince === null)
        const rested = calm.filter(({ lastSurprise }) => lastSurprise === null || lastSurprise < ago(90))
        const longestAgo = calm.map(({ lastSurprise }) => lastSurprise).sort()[0]
        const fitting = rested.length > 0 ? rested : calm.filter(({ lastSurprise }) => lastSurprise === longestAgo)
        expect(fitting.length > 0 ? fitting : [null]).toContain(one)
      }),
      { numRuns: runs(500) },
    )
  })

  it('is the next in turn when the first complains today', () => {
    for (const on of [0, 1, 2].map((away) => addDays(today, away))) {
      const all = [1, 2, 3].map((id) => somebody(id))
      const first = chosen(all, on)
      const complaining = all.map((each) => (each.id === first ? { ...each, complaintSince: on } : each))
      expect([1, 2, 3].filter((id) => id !== first)).toContain(chosen(complaining, on))
    }
  })

  it('each of those who fit has a turn before anybody has a second', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 }),
        anyDay,
        (ids, from) => {
          const all = ids.map((id) => somebody(id))
          const turns = ids.map((_, away) => chosen(all, addDays(from, away)))
          expect(new Set(turns)).toEqual(new Set(ids))
        },
      ),
    )
  })

  it('stays the same when others are entered or complain that day, in whatever order they come', () => {
    fc.assert(
      fc.property(anyShop, fc.array(anybody, { maxLength: 4 }), fc.array(fc.boolean()), (all, others, complain) => {
        const settled = all.map((each) => ({ ...each, isNew: false }))
        const before = whomToSurprise(settled, today)
        const added = others.map((each, i) => somebody(100 + i, { ...each, lastSurprise: null, isNew: true }))
        const during = settled.map((each, i) =>
          each.id !== before?.id && each.complaintSince === null && complain[i]
            ? { ...each, complaintSince: today }
            : each,
        )
        const isRested = before !== null && (before.lastSurprise === null || before.lastSurprise < ago(90))
        const after = whomToSurprise([...during, ...(isRested ? added : [])].reverse(), today)
        expect(after?.id).toBe(before?.id)
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('the idea', () => {
  const never = new Map<number, Day>()

  it('is none without ideas', () => {
    expect(ideaFor(1, [], never, today)).toBeNull()
  })

  it('never comes twice before all were used, and then the one used longest ago', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 9 }), (customerId, count) => {
        const used = new Map<number, Day>()
        const order: number[] = []
        for (let turn = 0; turn < 2 * count; turn += 1) {
          const on = addDays(today, turn * 3)
          const idea = ideaFor(customerId, ideas(count), used, on)
          expect(idea?.usedOn).toBe(turn < count ? null : used.get(idea?.id ?? 0))
          order.push(idea?.id ?? 0)
          used.set(idea?.id ?? 0, on)
        }
        expect(new Set(order.slice(0, count)).size).toBe(count)
        expect(order.slice(count)).toEqual(order.slice(0, count))
      }),
    )
  })

  it('is another tomorrow while there are two that were not used', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 2, max: 9 }), anyDay, (customerId, count, on) => {
        const tomorrow = ideaFor(customerId, ideas(count), never, addDays(on, 1))
        expect(ideaFor(customerId, ideas(count), never, on)?.id).not.toBe(tomorrow?.id)
      }),
    )
  })

  it('is one added today only when all others were used', () => {
    const added = { id: 9, text: 'idea 9', isNew: true }
    const used = new Map(ideas(3).map(({ id }) => [id, ago(id)]))
    expect(ideaFor(1, [...ideas(3), added], used, today)?.id).toBe(9)
    used.delete(2)
    expect(ideaFor(1, [...ideas(3), added], used, today)?.id).toBe(2)
  })
})
