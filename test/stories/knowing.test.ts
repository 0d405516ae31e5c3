import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Worked out by hand from the lines typed, seen from Saturday, 2026-11-21. Café Zoë has told of history (3 Mar), people
 * (12 May, and again on 20 Nov), goals (3 Sep) and rye, the topic that was added; the twins are about no topic, and the
 * answer about the tour was undone: 4 of 13. Of the four, the history was answered longest ago.
 */
it('plays what was asked and learned, and agrees with what was worked out by hand', async () => {
  const cwd = await playTranscript(new URL('./knowing.txt', import.meta.url))
  const { knowing } = JSON.parse(execute('facts zoe --json', { cwd }).out)
  expect(knowing).toEqual({ answered: 4, topics: 13, share: 4 / 13 })
  const asked = JSON.parse(execute('ask zoe -n 13 --json', { cwd }).out) as { topic: string }[]
  expect(asked.map(({ topic }) => topic).join(' ')).toBe(
    'plans process expansion billing expectations better competitors tour personal history goals people rye',
  )
})
