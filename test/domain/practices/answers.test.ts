import { expect, it } from 'vitest'
import { day } from '#domain/days/day.ts'
import { answeredState, answeringShare, daysToAnswer, replyReasons } from '#domain/practices/answers.ts'

const today = day('2026-11-21')

it.each([
  ['2026-11-20', 1, false],
  ['2026-11-19', 1, true],
  ['2026-11-16', 5, false],
  ['2026-11-15', 5, true],
])('what they began on %s, to be answered within %d, is in due: %s', (on, within, isDue) => {
  const waiting = { id: 7, customerId: 1, on: day(on), text: 'news' }
  const days = (Date.parse(today) - Date.parse(on)) / 86_400_000
  const reason = { kind: 'reply', touch: 7, text: 'news', on, days }
  expect(replyReasons([waiting], within, today)).toEqual(isDue ? [reason] : [])
})

const asked = [
  { on: day('2026-11-01'), answeredOn: day('2026-11-01'), touches: 2 },
  { on: day('2026-11-02'), answeredOn: day('2026-11-05'), touches: 1 },
  { on: day('2026-11-19'), answeredOn: null, touches: 3 },
  { on: day('2026-11-20'), answeredOn: null, touches: 4 },
]

it('days to answer count each touch that was answered', () => {
  expect(daysToAnswer(asked)).toEqual({ count: 3, median: 0, worst: 3 })
  expect(daysToAnswer(asked.slice(2))).toBeNull()
})

it('answering is of touches that were answered, or have waited too long', () => {
  expect(answeringShare(asked, 1, today)).toEqual({ part: 2, whole: 6 })
  expect(answeringShare(asked, 3, today)).toEqual({ part: 3, whole: 3 })
})

it.each([
  ['needs none', { none: 'spoken' }, { kind: 'none', because: 'spoken' }],
  ['needs none, whatever became of it', { none: 'loop', answeredOn: today }, { kind: 'none', because: 'loop' }],
  ['was settled today', { settledOn: today, answeredOn: today }, { kind: 'settled', on: today }],
  ['is settled from tomorrow on', { settledOn: day('2026-11-22') }, { kind: 'waiting', days: 3 }],
  ['was answered today', { answeredOn: today }, { kind: 'answered', by: 9, on: today }],
  ['is answered tomorrow', { answeredOn: day('2026-11-22') }, { kind: 'waiting', days: 3 }],
  ['waits', {}, { kind: 'waiting', days: 3 }],
] as const)('a touch of theirs of three days ago %s', (_, asked, state) => {
  const nothing = { none: null, settledOn: null, answeredOn: null, by: 9 }
  expect(answeredState({ ...nothing, ...asked }, day('2026-11-18'), today)).toEqual(state)
})
