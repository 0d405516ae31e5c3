import fc from 'fast-check'
import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { answersFrom, byReviewDue, changedAnswers, lettersDue, reviewDue, yesesIn } from '#domain/practices/letters.ts'
import { anyDay } from '../random-books.ts'

const mixed = { thanks: true, aboutThem: true, clear: false, everyTemperament: true, welcome: false }

it.each(['yynyn', ' YYNYN ', 'yes,yes,no,yes,no', 'y, yes; n y No'])('reads %s as five answers', (text) => {
  expect(answersFrom(text)).toEqual(mixed)
})

it.each(['', 'yyny', 'yynyny', 'yynyx', 'yes', 'yes,no', 'y,y,n,y,maybe', '11010', 'yynyn,'])(
  'does not read "%s" as five answers',
  (text) => {
    expect(() => answersFrom(text)).toThrow(/is not five answers/)
  },
)

it('counts the yeses, and tells which answers changed', () => {
  expect(yesesIn(mixed)).toBe(3)
  expect(changedAnswers(mixed, { ...mixed, thanks: false, welcome: true })).toEqual(['thanks', 'welcome'])
  expect(changedAnswers(mixed, mixed)).toEqual([])
})

it.each([
  ['the day it was added, without a review', null, '2026-11-11', 10],
  ['its last review', '2026-11-13', '2026-11-23', -2],
  ['a review of ten days ago', '2026-11-11', '2026-11-21', 0],
])('counts from %s', (_, on, dueOn, days) => {
  const letter = { addedOn: day('2026-11-01'), reviewEvery: 10 }
  expect(reviewDue(letter, on === null ? null : { on: day(on) }, day('2026-11-21'))).toEqual({ dueOn, days })
})

it('agrees, day by day, with a calendar that is walked through', () => {
  fc.assert(
    fc.property(
      anyDay(),
      fc.option(anyDay()),
      fc.integer({ min: 1, max: 60 }),
      anyDay(),
      (addedOn, on, every, today) => {
        const at = new Date(`${on ?? addedOn}T00:00:00Z`)
        for (let i = 0; i < every; i += 1) at.setUTCDate(at.getUTCDate() + 1)
        const { dueOn, days } = reviewDue({ addedOn, reviewEvery: every }, on === null ? null : { on }, today)
        expect(dueOn).toBe(at.toISOString().slice(0, 10))
        expect(Math.sign(days)).toBe(Math.sign(Date.parse(today) - at.getTime()))
      },
    ),
  )
})

it('puts those due first, the longest first, then by title', () => {
  const letters = [
    { title: 'b', days: 0 },
    { title: 'later', days: -1 },
    { title: 'long', days: 9 },
    { title: 'a', days: 0 },
  ]
  expect(byReviewDue(letters).map(({ title }) => title)).toEqual(['long', 'a', 'b', 'later'])
  expect(lettersDue(letters).map(({ title }) => title)).toEqual(['long', 'a', 'b'])
})
