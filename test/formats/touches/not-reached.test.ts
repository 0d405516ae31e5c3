import { expect, it } from 'vitest'
import { isNotReached } from '#formats/touches/not-reached.ts'
import { badNotes, goodNotes } from '../notes.ts'

it.each([
  'no one picked up',
  'he is in a meeting, will try later',
  'will try again',
  'try again tomorrow',
  'nobody picked up',
  'no pick up',
  "didn't pick up",
  'did not answer',
  "doesn't answer",
  'does not pick up',
  'went to voicemail',
  'straight to voicemail',
  'rang out',
  'not available',
  'unavailable',
  'not at home',
  'was not there',
  "wasn't there",
  "wasn't in",
  'nobody home',
  'shop was closed',
  'closed, no one there',
  "couldn't get through",
  'could not get hold of her',
  'unable to reach',
  "can't reach her",
  'tried calling',
  'tried to call',
  'tried twice',
  'left message',
  'left a voice message',
  'left a note at the door',
  'left vm',
  'vm',
  'no luck',
  'out of office',
  'wrong number',
  'number not in service',
  'unanswered',
  'stood me up',
  'line engaged',
  'not reachable',
  'no reply',
  'no response',
  'mailbox full',
  'nobody answered',
  'Kein Anschluss, no answer',
  'rang, nobody',
  'engaged',
])('nobody was reached: %s', (note) => {
  expect(isNotReached(note)).toBe(true)
})

it.each([...badNotes, ...goodNotes, 'tried twice, then reached her', 'nobody else was there'])(
  'somebody was, for all that is said: %s',
  (note) => {
    expect(isNotReached(note)).toBe(false)
  },
)
