import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practice 14 of the README, with the trust and respect of the rest. One page, and the parts that it is made of. Worked out
 * by hand, seen from Friday, 2026-11-20.
 *
 * Trust. Promises: #1 kept on its day, #2 five days late, #5 due today and open, so not counted: 1 of 2.
 *   Initiative: twelve touches less the invoice are 11; #3, #7, #9 and #12 were begun by them, so 7 of 11, more
 *   than half: 1. Details: the opening day (14 Sep) had a letter two days before, the birthday (2 Oct) nothing
 *   from 29 Sep on: 1 of 2. Set right: the salt was told first, the hour was mended in time: 2 of 2. The mean of
 *   0.5, 1, 0.5 and 1 is 0.75: 75.
 * Respect. Knowing: people and history, 2 of 12. Listening: care visits on 10, 20 and 30 Oct and 3 Nov, facts on
 *   the first day: 1 of 4, doubled 0.5. Answering: #7 the next day, #9 after three, #12 of today may wait: 1 of
 *   2. The mean of 1/6, 1/2 and 1/2 is 7/18: 39.
 *
 * On Saturday the promise is late: 1 of 3, so trust is the mean of 1/3, 1, 0.5 and 1: 71. On Sunday #12 has
 * waited for two days: 1 of 3, so respect is the mean of 1/6, 1/2 and 1/3: 33.
 */
const trustOnFriday = {
  score: 75,
  promises: { part: 1, whole: 2 },
  initiative: { part: 7, whole: 11 },
  details: { part: 1, whole: 2 },
  settingRight: { part: 2, whole: 2 },
}
const respectOnFriday = {
  score: 39,
  knowing: { part: 2, whole: 12 },
  listening: { part: 1, whole: 4 },
  answering: { part: 1, whole: 2 },
}

it('works out trust and respect as by hand', async () => {
  const cwd = await playTranscript(new URL('./trust.txt', import.meta.url))
  for (const command of ['show astoria', 'why astoria', 'stats']) {
    const on = (today: string) => ({ command, ...JSON.parse(execute(`${command} --json`, { cwd, today }).out) })
    expect(on('2026-11-20')).toMatchObject({ command, trust: trustOnFriday, respect: respectOnFriday })
    expect(on('2026-11-21')).toMatchObject({
      command,
      trust: { score: 71, promises: { part: 1, whole: 3 } },
      respect: { score: 39 },
    })
    expect(on('2026-11-22')).toMatchObject({
      command,
      trust: { score: 71 },
      respect: { score: 33, answering: { part: 1, whole: 3 } },
    })
  }
})
