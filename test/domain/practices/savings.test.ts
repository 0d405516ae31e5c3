import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#domain/days/day.ts'
import { isUntold, type Saving, savingsReason, sumOfSavings } from '#domain/practices/savings.ts'
import { runs } from '../../runs.ts'
import { calendar, naiveSavings } from '../naive-ledger.ts'

const today = day('2026-03-01')
const days = calendar(2025, 2027)
const anyDay = fc.integer({ min: -60, max: 60 }).map((away) => addDays(today, away))
const anySaving: fc.Arbitrary<Saving> = fc.record({
  id: fc.nat(),
  customerId: fc.constant(1),
  on: anyDay,
  money: fc.option(fc.integer({ min: 1, max: 100_000 })),
  minutes: fc.option(fc.integer({ min: 1, max: 600 })),
  text: fc.constant('a cheaper box'),
  toldOn: fc.option(anyDay),
})
const saving = (more: Partial<Saving>): Saving => ({
  id: 1,
  customerId: 1,
  on: today,
  money: null,
  minutes: null,
  text: 'a cheaper box',
  toldOn: null,
  ...more,
})

it.each([
  [null, true],
  ['2026-03-02', true],
  ['2026-03-01', false],
  ['2026-02-28', false],
])('told on %s is untold: %s', (toldOn, expected) => {
  expect(isUntold({ toldOn: toldOn === null ? null : day(toldOn) }, today)).toBe(expected)
})

it('sums money and time, and has none where there is none', () => {
  expect(sumOfSavings([])).toEqual({ count: 0, money: null, minutes: null })
  expect(sumOfSavings([saving({ money: 5 }), saving({})])).toEqual({ count: 2, money: 5, minutes: null })
  expect(sumOfSavings([saving({ money: 5, minutes: 3 }), saving({ money: 7 }), saving({ minutes: 4 })])).toEqual({
    count: 3,
    money: 12,
    minutes: 7,
  })
})

describe('in due', () => {
  const savingsTell = 30
  it.each([
    [30, null],
    [31, 31],
  ])('with a saving of %i days ago', (age, expected) => {
    const savings = [saving({ on: addDays(today, -age), money: 100 }), saving({ minutes: 5 })]
    const reason = savingsReason(savings, { savingsTell }, today)
    expect(reason).toEqual(
      expected === null ? null : { kind: 'savings', count: 2, money: 100, minutes: 5, days: expected },
    )
  })

  it('agrees with a plain reading', () => {
    fc.assert(
      fc.property(
        fc.array(anySaving, { maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        anyDay,
        (savings, tell, on) => {
          expect(savingsReason(savings, { savingsTell: tell }, on)).toEqual(naiveSavings(days, savings, tell, on))
        },
      ),
      { numRuns: runs(1000) },
    )
  })
})
