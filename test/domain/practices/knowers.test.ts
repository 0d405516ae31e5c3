import { expect, it } from 'vitest'
import { type Day, day } from '#domain/days/day.ts'
import { whoKnows } from '#domain/practices/knowers.ts'

const done = (by: string | null, ...days: string[]): { on: Day; by: string | null }[] =>
  days.map((on) => ({ on: day(on), by }))

it('the last to touch or learn comes first', () => {
  const touches = [
    ...done('Kim', '2026-11-10', '2026-11-01'),
    ...done('Lou', '2026-11-12'),
    ...done(null, '2026-11-05', '2026-11-04', '2026-11-03'),
  ]
  const facts = [...done('Kim', '2026-11-13', '2026-10-01'), ...done('Zoë', '2026-11-02')]
  expect(whoKnows(touches, facts)).toEqual([
    { name: 'Kim', touches: 2, lastTouch: '2026-11-10', facts: 2, lastFact: '2026-11-13' },
    { name: 'Lou', touches: 1, lastTouch: '2026-11-12', facts: 0, lastFact: null },
    { name: null, touches: 3, lastTouch: '2026-11-05', facts: 0, lastFact: null },
    { name: 'Zoë', touches: 0, lastTouch: null, facts: 1, lastFact: '2026-11-02' },
  ])
})

it('on one day, more touches come first, then the name, and last those of whom nobody was named', () => {
  const touches = [...done(null, '2026-11-10'), ...done('Lou', '2026-11-10'), ...done('Kim', '2026-11-10')]
  const facts = done('Ada', '2026-11-10')
  const names = (list: typeof touches) => whoKnows(list, facts).map(({ name }) => name)
  expect(names(touches)).toEqual(['Kim', 'Lou', null, 'Ada'])
  expect(names(touches.toReversed())).toEqual(['Kim', 'Lou', null, 'Ada'])
  expect(names([...touches, ...done('Lou', '2026-11-10')])).toEqual(['Lou', 'Kim', null, 'Ada'])
})

it('nobody knows a customer of whom nothing was logged', () => {
  expect(whoKnows([], [])).toEqual([])
})
