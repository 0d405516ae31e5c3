import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Worked out by hand from the lines typed: Hotel Astoria gave 8 in March, 6 in August and 9 in November; the 4 was
 * undone. The guesses were 9, 8 and none.
 */
it('plays what customers said, and agrees with what was worked out by hand', async () => {
  const cwd = await playTranscript(new URL('./pulse.txt', import.meta.url))
  const ratings = JSON.parse(execute('pulse astoria --list --json', { cwd }).out) as object[]
  expect(ratings).toMatchObject([
    { on: '2026-11-20', rating: 9, guess: null },
    { on: '2026-08-14', rating: 6, guess: 8 },
    { on: '2026-03-02', rating: 8, guess: 9 },
  ])
})
