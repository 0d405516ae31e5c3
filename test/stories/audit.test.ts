import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Worked out by hand, seen from Monday, 2026-08-17; the window begins on 2025-08-18, and only Zoë was a customer then. Of the
 * touches, #1 and #2 are before it. Zoë was courted with #1 to #3 until 29 August, and of the last 90 days has nothing; she
 * came 442 days ago. Astoria was courted with #4 to #6 until 29 November, and since 20 May has had #8 alone (the bill and the
 * complaint are negative); they came 350 days ago. Of #3 to #6 and #8 to #10, which are positive, #4 has a reason.
 */
const onMonday = {
  window: 365,
  touches: 9,
  aboutMoney: 1,
  customersBefore: 1,
  kept: 1,
  lost: 0,
  wonBack: 0,
  courted: 2,
  drifting: 0,
  courtedLong: 1,
  takenForGranted: 1,
  positiveWithReason: 1 / 7,
  negativeWithReason: 0,
  answered: 1,
  notAnswered: 0,
  medianDaysToAnswer: 2,
  worstDaysToAnswer: 2,
  known: 0,
  unknown: 3,
  topicsAnswered: null,
  promisesDue: 1,
  promisesKept: 0,
  complaints: 1,
  toldFirst: 1,
  medianDaysToMend: 2,
  customers: 3,
  withPulse: 0,
  facts: 0,
  savings: 0,
  savingsTold: null,
}

it('puts the eleven questions as it is written', async () => {
  const cwd = await playTranscript(new URL('./audit.txt', import.meta.url))
  const figures = (today: string) =>
    (JSON.parse(execute('audit --questions --json', { cwd, today }).out) as { figures: object }).figures
  expect(figures('2026-08-17')).toEqual(onMonday)
})
