import { expect, it } from 'vitest'
import { shop } from '../cl.ts'

it.each([
  ['touch', 'log acme call', 'remove 1', '#1 call, care, + with Acme, 2026-11-21', {}],
  ['fact', 'learn acme goals a van', 'facts acme --remove 1', 'fact #1 about Acme, goals, 2026-11-21: a van', {}],
  ['rating', 'pulse acme 9', 'pulse acme --remove 1', 'rating #1: 9 of 10 from Acme, 2026-11-21', {}],
  ['saving', 'save acme a box', 'savings --remove 1', 'saving #1 for Acme: a box', {}],
  ['idea', 'surprise --add x', 'surprise --remove 17', 'idea #17: x', {}],
  ['day', 'date acme birthday 5 mar', 'date acme birthday --remove', 'birthday of Acme, 5 Mar', {}],
  ['letter', 'letters add Bill', 'letters remove bill', '"Bill"', { title: 'Bill', reviews: 0 }],
])('a %s that is removed is told to a program in the same shape', async (_, made, removed, what, more) => {
  const { all, json } = shop()
  await all('add Acme', made)
  const { removed: id, ...told } = await json<{ removed: number }>(removed)
  expect(id).toBeGreaterThan(0)
  expect(told).toEqual({ on: '2026-11-21', what, ...more })
})
