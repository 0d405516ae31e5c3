import fc from 'fast-check'
import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { dueView } from '#views/due/due.ts'
import { forToday } from '#views/due/due-page.ts'
import { noColour } from '#views/view.ts'
import { settings } from '../../domain/builders.ts'
import { runs } from '../../runs.ts'

const today = day('2026-11-21')
const score = {
  lastVisit: null,
  positive: 0,
  negative: 0,
  visitEvery: 30,
  visitDue: null,
  daysOverdue: null,
  ratio: null,
  goal: 10,
  needed: 0,
}

/** Customers with late promises of so many letters each. */
const rowsOf = (promises: number[][]) =>
  promises.map((lengths, i) => ({
    customer: { id: i + 1, name: `Customer ${i + 1}`, kind: 'customer' as const, phone: null, email: null },
    score,
    openLoops: [],
    otherReasons: [],
    tried: null,
    isVisitSpent: false,
    isArchived: false,
    tags: [],
    lastTouch: null,
    today: true,
    reasons: lengths.map((length, n) => ({
      kind: 'promise' as const,
      loop: n + 1,
      text: 'word '.repeat(length).trim(),
      dueOn: day('2026-11-20'),
      days: 1,
    })),
  }))

const anyPromises = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 12,
})

/** The page, in lines. */
function page(promises: number[][], width: number, limit: number | null, height: number | null): string[] {
  const paper = { width, tableWidth: width, colour: noColour, today }
  const screen = height === null ? null : { rows: height + 1, below: [] } // the last line is typed on
  return dueView.text({ rows: rowsOf(promises), settings, shown: forToday, limit, screen }, paper).split('\n')
}

const rest = (lines: string[]): number =>
  Number(/^… and (\d+) more: cl due --limit all$/.exec(lines.at(-1) ?? '')?.[1] ?? 0)
const customersIn = (lines: string[]): number => lines.filter((line) => line.startsWith('Customer ')).length - 1

it('has as many customers as fit into the height, one at least, and says how many more there are', () => {
  fc.assert(
    fc.property(
      anyPromises,
      fc.integer({ min: 40, max: 120 }),
      fc.integer({ min: 3, max: 30 }),
      (promises, width, height) => {
        const lines = page(promises, width, null, height)
        const most = customersIn(lines)
        expect(most + rest(lines)).toBe(promises.length)
        const fits = promises.map((_, i) => page(promises, width, i + 1, null).length <= height)
        expect(most).toBe(Math.max(1, fits.lastIndexOf(true) + 1))
        expect(lines).toEqual(page(promises, width, most, null))
      },
    ),
    { numRuns: runs(300) },
  )
})

it('keeps to the limit, and to the height where that is less', () => {
  const promises = Array.from({ length: 9 }, () => [1])
  expect(page(promises, 80, 3, null)).toHaveLength(5)
  expect(page(promises, 80, 3, 40).at(-1)).toBe('… and 6 more: cl due --limit all')
  expect(page(promises, 80, 8, 6).at(-1)).toBe('… and 5 more: cl due --limit all')
  expect(page(promises, 80, 9, 10)).toHaveLength(10)
  expect(rest(page(promises, 80, 9, 10))).toBe(0)
})
