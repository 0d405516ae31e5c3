import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practice 30 of the README. Inconsistency punishes customers. Worked out by hand. Clockwork Café: visits on 1
 * and 31 Jul, 28 Aug, 29 Sep and 29 Oct, so gaps of 30, 28, 32 and 30 days: the median is 30, the quarters 29.5
 * and 30.5. Weather Vane: 2, 6 and 9 Mar, 31 Aug, 16 Nov, so 4, 3, 175 and 77: the median is 40.5, the quarters
 * 3.75 and 101.5. On 30 Aug Clockwork Café has two gaps, too few to say.
 */
it('tells a steady rhythm from an uneven one', async () => {
  const cwd = await playTranscript(new URL('./rhythm.txt', import.meta.url))
  const rhythm = (name: string, today = '2026-11-21') =>
    JSON.parse(execute(`show ${name} --json`, { cwd, today }).out).rhythm
  expect(rhythm('clockwork')).toEqual({ visits: 5, medianGap: 30, spread: 1, word: 'steady' })
  expect(rhythm('vane')).toEqual({ visits: 5, medianGap: 40.5, spread: 97.75, word: 'uneven' })
  expect(rhythm('clockwork', '2026-08-30')).toEqual({
    visits: 3,
    medianGap: null,
    spread: null,
    word: 'too few to say',
  })
})
