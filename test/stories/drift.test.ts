import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 16 and 17 of the README. Are they treated as when they were courted? Worked out by hand; seen from
 * 2026-11-21, the last 90 days begin on 24 Aug. Old Friend Inn: two touches on 1 Sep 2025 and two on 2 Oct,
 * within 90 days; now the call of 10 Nov and the card of the 21st (the last call was undone): 2, not more than
 * half of 4, after more than 365 days. New Bakehouse: four from 2 Mar to 30 May; now two on 10 Nov and the
 * thanks: 3, more than half. On 28 Aug it was with us for 29 + 30 + 31 + 30 + 31 + 28 = 179 days, a day too few
 * to compare; on the 29th it was drifting, with nothing since 10 Apr.
 */
it('tells who is drifting and who is taken for granted', async () => {
  const cwd = await playTranscript(new URL('./drift.txt', import.meta.url))
  const drift = (name: string, today: string) => JSON.parse(execute(`show ${name} --json`, { cwd, today }).out).drift
  expect(drift('inn', '2026-11-21')).toEqual({ courting: 4, now: 2, flag: null })
  expect(drift('bakehouse', '2026-11-21')).toEqual({ courting: 4, now: 3, flag: null })
  expect(drift('bakehouse', '2026-11-20')).toEqual({ courting: 4, now: 2, flag: null })
  expect(drift('bakehouse', '2026-08-28')).toEqual({ courting: 4, now: 0, flag: null })
  expect(drift('bakehouse', '2026-08-29')).toEqual({ courting: 4, now: 0, flag: 'drifting' })
  const { drifting, takenForGranted } = JSON.parse(execute('stats --json', { cwd }).out)
  expect({ drifting, takenForGranted }).toEqual({ drifting: 0, takenForGranted: 0 })
})
