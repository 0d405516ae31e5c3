import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practice 20 of the README. Keeping is cheaper than winning. Worked out by hand, seen from 2026-11-20: the
 * window begins on 2025-11-21, when there were Café Zoë, Hotel Astoria, Bolt Garage and Nana Li (Acme Yoga came
 * later). All but Bolt Garage are there in the end: 3 kept, 1 lost; Hotel Astoria was won back on 3 Aug. Café Zoë
 * was never lost: that was undone. On 4 May two were lost, nobody won back.
 */
it('counts who was kept, lost and won back', async () => {
  const cwd = await playTranscript(new URL('./keeping.txt', import.meta.url))
  const keeping = (today: string) => JSON.parse(execute('stats --json', { cwd, today }).out).keeping
  expect(keeping('2026-11-20')).toEqual({ kept: 3, lost: 1, wonBack: 1 })
  expect(keeping('2026-05-04')).toMatchObject({ lost: 2, wonBack: 0 })
})
