import { expect, it } from 'vitest'
import { askedOf, daysToAnswer, daysToClose, replyReasons, waitsTooLong } from '#domain/answers.ts'
import { type Day, day } from '#domain/day.ts'
import type { Touch } from '#domain/touch.ts'
import { loop, touch } from './builders.ts'

const today = day('2026-11-21')
const theirs = (on: string): Touch => ({ ...touch(`email news = on ${on}`), begunBy: 'them' })
const ours = (on: string): Touch => touch(`call care + on ${on}`)
const answersTo = (touches: Touch[], seenFrom: Day = today) =>
  askedOf(touches, [], seenFrom).map(({ answeredOn }) => answeredOn)

it.each<[what: string, touches: Touch[], answeredOn: string | null]>([
  ['nothing of ours', [theirs('2026-11-18')], null],
  ['a call on the same day', [theirs('2026-11-18'), ours('2026-11-18')], '2026-11-18'],
  ['a call that was entered before', [ours('2026-11-19'), theirs('2026-11-18')], null],
  ['a call on the day before, entered later', [theirs('2026-11-18'), ours('2026-11-17')], null],
  ['a later call that was entered first', [theirs('2026-11-18'), ours('2026-11-20'), ours('2026-11-19')], '2026-11-19'],
  ['another touch of theirs', [theirs('2026-11-18'), theirs('2026-11-19')].slice(0, 1), null],
  ['a call tomorrow', [theirs('2026-11-18'), ours('2026-11-22')], null],
])('answered by %s', (_, touches, answeredOn) => {
  expect(answersTo(touches)[0]).toBe(answeredOn)
})

it('an answer that came later was not there yet, and a touch of theirs neither', () => {
  const touches = [theirs('2026-11-18'), ours('2026-11-20')]
  expect(answersTo(touches, day('2026-11-19'))).toEqual([null])
  expect(answersTo(touches, day('2026-11-17'))).toEqual([])
})

it('what opened a loop waits for its end, not for an answer, unless the loop was dropped', () => {
  const asked = theirs('2026-11-18')
  const opened = loop({ kind: 'request', touchId: asked.id, openedOn: asked.on })
  expect(askedOf([asked], [opened], today)).toEqual([])
  // Loops that were dropped are not handed over.
  expect(askedOf([asked], [], today)).toMatchObject([{ id: asked.id, text: 'news', answeredOn: null }])
})

it.each([
  ['2026-11-20', 1, false],
  ['2026-11-19', 1, true],
  ['2026-11-16', 5, false],
  ['2026-11-15', 5, true],
])('what they began on %s, to be answered within %d, is in due: %s', (on, within, isDue) => {
  const asked = askedOf([theirs(on)], [], today)
  expect(asked.map((each) => waitsTooLong(each, within, today))).toEqual([isDue])
  expect(replyReasons(asked, within, today)).toHaveLength(isDue ? 1 : 0)
})

it('days to answer are of what they began in the window', () => {
  const answered = (on: string, answeredOn: string | null) => ({
    on: day(on),
    answeredOn: answeredOn && day(answeredOn),
  })
  const asked = [
    answered('2026-10-31', '2026-11-20'),
    answered('2026-11-01', '2026-11-01'),
    answered('2026-11-02', '2026-11-05'),
    answered('2026-11-03', null),
  ] as { on: Day; answeredOn: Day | null }[]
  expect(daysToAnswer(asked, day('2026-11-01'))).toEqual({ count: 2, median: 1.5, worst: 3 })
  expect(daysToAnswer(asked, day('2026-11-03'))).toBeNull()
})

it('days to close are of the loops that ended in the window, whenever they were opened', () => {
  const closed = (openedOn: string, closedOn: string) => ({ openedOn: day(openedOn), closedOn: day(closedOn) })
  const loops = [
    closed('2026-10-01', '2026-11-01'),
    closed('2026-10-01', '2026-10-31'),
    closed('2026-11-20', '2026-11-21'),
    closed('2026-11-20', '2026-11-22'),
    { openedOn: day('2026-11-01'), closedOn: null },
  ]
  expect(daysToClose(loops, day('2026-11-01'), today)).toEqual({ count: 2, median: 16, worst: 31 })
  expect(daysToClose([], day('2026-11-01'), today)).toBeNull()
})
