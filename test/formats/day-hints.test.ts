import { expect, it } from 'vitest'
import type { Day } from '#domain/days/day.ts'
import { dayAtEndOf, dayInNote } from '#formats/day-hints.ts'

const today = '2026-11-21' as Day
const later = 'began the note: a touch cannot be after today.'
const again = 'cl undo, and log it again'

it.each([
  ['tomorrow they close', `"tomorrow" ${later}`],
  ['2026-12-24 they close', `"2026-12-24" ${later}`],
  ['this friday', `"this friday" ${later}`],
  ['Next Tuesday, ten o’clock', `"next tuesday" ${later}`],
  ['next week is better', `"next week" ${later}`],
  ['yesteday call', `"yesteday" began the note. If you meant yesterday: ${again}.`],
  ['firday call', `"firday" began the note. If you meant friday: ${again}.`],
  ['mon call', `"mon" began the note. If you meant monday: ${again}.`],
  ['thurs, call', `"thurs" began the note. If you meant thursday: ${again}.`],
  ['on friday call', `"on friday" began the note. If you meant friday: ${again}.`],
  ['last week call', `"last week" began the note. If it was then: ${again} with the day.`],
])('%j', (note, line) => {
  expect(dayInNote(note, today)).toBe(line)
})

it.each([
  '2026-11-20 they closed',
  '2026-02-30 they closed',
  'they close tomorrow',
  'sat down with her',
  'sun on the terrace',
  'fridays are best',
  'next time',
  'on the phone',
  'last time',
  'this is it',
  '',
])('nothing is said of %j', (note) => {
  expect(dayInNote(note, today)).toBeUndefined()
})

it.each([
  ['asked about rye yesterday', 'Logged for today. If it was yesterday: cl amend --on yesterday'],
  ['came by on Friday.', 'Logged for today. If it was Friday: cl amend --on Friday'],
  ['met her last tuesday', 'Logged for today. If it was last tuesday: cl amend --on "last tuesday"'],
  ['rang 3 days ago', 'Logged for today. If it was 3 days ago: cl amend --on "3 days ago"'],
  ['yesterday was better', undefined],
  ['the bread of friday', undefined],
  ['see you on monday morning', undefined],
])('a note that ends with a day: %j', (note, line) => {
  expect(dayAtEndOf(note)).toBe(line)
})
