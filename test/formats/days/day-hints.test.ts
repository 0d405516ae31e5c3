import { expect, it } from 'vitest'
import type { Day } from '#domain/days/day.ts'
import { dayAlsoNamed, dayInNote } from '#formats/days/day-hints.ts'

const today = '2026-11-21' as Day
const rules = async () => ({ order: null, weekStart: 1 as const })
const later = 'began the note: a touch cannot be after today.'
const again = 'cl undo, and log it again'

it.each([
  ['tomorrow they close', `"tomorrow" ${later}`],
  ['2026-12-24 they close', `"2026-12-24" ${later}`],
  ['this sunday', `"this sunday" ${later}`],
  ['Next Tuesday, ten o’clock', `"next tuesday" ${later}`],
  ['next week is better', `"next week" ${later}`],
  ['yesteday call', `"yesteday" began the note. If you meant yesterday: ${again}.`],
  ['firday call', `"firday" began the note. If you meant friday: ${again}.`],
  ['mon call', `"mon" began the note. If you meant monday: ${again}.`],
  ['thurs, call', `"thurs" began the note. If you meant thursday: ${again}.`],
  ['yest call', `"yest" began the note. If you meant yesterday: ${again}.`],
  ['on friday call', `"on friday" began the note. If you meant friday: ${again}.`],
  ['friday next week call', `"friday next week" ${later}`],
  ['20 dec 2026 call', `"20 dec 2026" ${later}`],
  ['on 20 nov visit', `"on 20 nov" began the note. If you meant 20 nov: ${again}.`],
  ['on the 20th, visit', `"on the 20th" began the note. If you meant the 20th: ${again}.`],
  ['last night call', `"last night" began the note. If you meant yesterday: ${again}.`],
  ['wensday call', `"wensday" began the note. If you meant wednesday: ${again}.`],
  ['last weekend call', `"last weekend" began the note. If it was then: ${again} with the day.`],
  ['last week call', `"last week" began the note. If it was then: ${again} with the day.`],
])('%j', async (note, line) => {
  expect(await dayInNote(note, today, rules)).toBe(line)
})

it.each([
  '2026-11-20 they closed',
  '2026-02-30 they closed',
  '1/5/2026 they closed',
  'weekday hours',
  'they close tomorrow',
  'sat down with her',
  'sun on the terrace',
  'fridays are best',
  'next time',
  'on the phone',
  'last time',
  'this is it',
  '',
])('nothing is said of %j', async (note) => {
  expect(await dayInNote(note, today, rules)).toBeUndefined()
})

it.each([
  ['asked about rye yesterday', 'Logged for today. If it was yesterday: cl amend --on yesterday'],
  ['came by on Friday.', 'Logged for today. If it was Friday: cl amend --on Friday'],
  ['met her last tuesday', 'Logged for today. If it was last tuesday: cl amend --on "last tuesday"'],
  ['rang 3 days ago', 'Logged for today. If it was 3 days ago: cl amend --on "3 days ago"'],
  ['20/11 call', 'Logged for today. If it was 20/11: cl amend --on 20/11'],
  ['11-20, call', 'Logged for today. If it was 11-20: cl amend --on 11-20'],
  ['24/7 open', undefined],
  ['3/4 of the cake', undefined],
  ['yesterday was better', undefined],
  ['the bread of friday', undefined],
  ['see you on monday morning', undefined],
])('a note with a day: %j', (note, line) => {
  expect(dayAlsoNamed(note)).toBe(line)
})
