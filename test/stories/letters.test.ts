import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Worked out by hand. In the end, on Monday, 2026-07-13: the invoice and the page were reviewed that day, so they are due 180 and
 * 90 days later: 18 days of July, 31, 30, 31, 30 and 31 to the end of the year make 171, so 9 January; and 18 + 31 + 30 are
 * 79, so 11 October. The answering machine was reviewed on 12 January, and is looked at every 730 days: two years of 365
 * days, 12 January 2028.
 */
const register = [
  ['Front page of the website', 5, '2026-10-11', -90],
  ['Invoice', 4, '2027-01-09', -180],
  ['Answering machine, evenings', 5, '2028-01-12', -548],
]

it('keeps the register of letters as it is written', async () => {
  const cwd = await playTranscript(new URL('./letters.txt', import.meta.url))
  const letters = JSON.parse(execute('letters --json', { cwd, today: '2026-07-13' }).out) as {
    title: string
    lastReview: { yes: number }
    reviewDue: string
    daysOverdue: number
  }[]
  expect(
    letters.map(({ title, lastReview, reviewDue, daysOverdue }) => [title, lastReview.yes, reviewDue, daysOverdue]),
  ).toEqual(register)
})
