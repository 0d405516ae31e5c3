import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import {
  answerFrom,
  answerTo,
  auditDue,
  mostPoints,
  pointsOf,
  questions,
  scoreFrom,
  unanswered,
} from '#domain/practices/audit.ts'

it('has eleven questions of four points each', () => {
  expect([questions.length, mostPoints]).toEqual([11, 44])
})

it.each([
  ['3=2', { question: 3, score: 2, note: null }],
  ['3=2 we were slow on Fridays', { question: 3, score: 2, note: 'we were slow on Fridays' }],
  [' 11 = 0  ', { question: 11, score: 0, note: null }],
  ['1=4 two\nlines = fine', { question: 1, score: 4, note: 'two\nlines = fine' }],
])('reads %j as an answer', (text, expected) => {
  expect(answerFrom(text)).toEqual(expected)
})

it.each([
  ['', /"" is not an answer/],
  ['3', /"3" is not an answer/],
  ['=2', /is not an answer/],
  ['three=2', /is not an answer/],
  ['0=2', /There is no question 0/],
  ['12=2', /There is no question 12/],
  ['3=5', /"5" is not an answer/],
  ['3=-1', /"-1" is not an answer/],
  ['3=2.5', /"2\.5" is not an answer/],
  ['3=2 \0', /NUL/],
])('does not read %j as an answer', (text, reason) => {
  expect(() => answerFrom(text)).toThrow(reason)
})

it.each(['', '5', '-1', '44', 'x', '1.0'])('does not take "%s" for a score', (text) => {
  expect(() => scoreFrom(text)).toThrow(/is not an answer/)
})

it('adds up the points, and tells which questions are left', () => {
  const audit = { answers: [3, 1].map((question) => ({ question, score: question, note: null })) }
  expect(pointsOf(audit)).toBe(4)
  expect(unanswered(audit)).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11])
  expect(unanswered(null)).toHaveLength(11)
  expect([answerTo(audit, 3)?.score, answerTo(audit, 2), answerTo(null, 3)]).toEqual([3, null, null])
})

it.each([
  [null, null],
  ['2026-11-21', null],
  ['2026-08-24', null],
  ['2026-08-23', 90],
  ['2026-08-18', 95],
])('after an audit of %s, asks again after %s days', (lastFinishedOn, expected) => {
  expect(auditDue(lastFinishedOn === null ? null : day(lastFinishedOn), day('2026-11-21'))).toBe(expected)
})
