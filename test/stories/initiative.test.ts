import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 23 and 27 of the README. Be proactive, and say first when something went wrong. Worked out by hand, seen from
 * 2026-11-21, once the news and the complaint were undone: of the call, the e-mail and our call (the bill is
 * about money) we began 1 of 3, doubled 2/3: 67. With the news it was 2 of 4, and half is enough; with the
 * complaint 3 of 5, and 1 of 1 told first. Our call of 10 Nov answered their questions 8 days and 1 day before.
 */
it('counts the touches that we begin, and the troubles that we tell them first', async () => {
  const cwd = await playTranscript(new URL('./initiative.txt', import.meta.url))
  const { trust, answers } = JSON.parse(execute('show bolt --json', { cwd }).out)
  expect(trust).toMatchObject({ score: 67, initiative: { part: 1, whole: 3 }, settingRight: { part: 0, whole: 0 } })
  expect(answers).toMatchObject({ median: 1, worst: 1 })
})
