import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 18 and 29 of the README. Why they are happy or not, and at which moment it turns sour. Worked out by
 * hand, seen from 2026-11-21. Late twice, the rye twice (said twice in one note, it counts once), the boxes once.
 * Of three positive touches two have a reason, of three negative ones two: the invoice has none. Two of four
 * deliveries went badly; the year before, none of one.
 */
it('counts the reasons, and finds the moments that turn sour', async () => {
  const cwd = await playTranscript(new URL('./sour.txt', import.meta.url))
  const { counts, positive, negative } = JSON.parse(execute('reasons --json', { cwd }).out)
  expect(counts).toEqual([
    { reason: 'late', positive: 0, neutral: 0, negative: 2 },
    { reason: 'rye', positive: 2, neutral: 0, negative: 0 },
    { reason: 'boxes', positive: 0, neutral: 0, negative: 1 },
  ])
  expect([positive, negative]).toEqual([
    { touches: 3, withReason: 2 },
    { touches: 3, withReason: 2 },
  ])
  const { moments } = JSON.parse(execute('moments --json', { cwd }).out)
  expect(moments.slice(0, 1)).toEqual([
    { purpose: 'delivery', touches: 4, negative: 2, shareNegative: 0.5, shareBefore: 0 },
  ])
})
