import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 19 and 32 of the README. Are you slow to answer, and who is it that keeps them waiting? Worked out by
 * hand, seen from 2026-11-21. The school's question of 2 Nov was answered on the 6th, after 4 days; the deli had
 * its answer the next day: the median is 2.5. The text of the 20th waits, and is in due from the 22nd on, when it
 * is 2 days old. The request of the 9th was done on the 16th, after 7 days; the complaint of the 17th was mended
 * on the 21st, after 4.
 */
it('counts the days to an answer, and says who waits on whom', async () => {
  const cwd = await playTranscript(new URL('./answers.txt', import.meta.url))
  const shop = JSON.parse(execute('stats --json', { cwd }).out)
  expect(shop.answers).toMatchObject({ median: 4, worst: 4 })
  expect(shop.waiting).toBe(1)
  expect(shop.mending).toMatchObject({ median: 4, worst: 4 })
  expect(shop.doing).toMatchObject({ median: 7, worst: 7 })
  const due = (today: string) => JSON.parse(execute('due --json', { cwd, today }).out)[0].reasons
  expect(due('2026-11-21')).toEqual([{ kind: 'ratio', needed: 9 }])
  expect(due('2026-11-22')).toEqual([
    { kind: 'reply', touch: 7, text: 'and the bill for it?', on: '2026-11-20', days: 2 },
    { kind: 'ratio', needed: 9 },
  ])
  // The text of the 20th does not count against us before it has waited for too long.
  expect(shop.respect.answering).toEqual({ part: 0, whole: 1 })
  // The mill is said to be waited for only as long as it is.
  const [request] = JSON.parse(execute('loops --closed --json', { cwd }).out).filter(
    ({ kind }: { kind: string }) => kind === 'request',
  )
  expect(request).toMatchObject({ days: 3, outcome: 'done' })
  expect(request.waiting).toBeUndefined()
})
