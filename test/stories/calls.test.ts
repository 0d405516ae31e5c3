import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 3, 4 and 31 of the README. Call, don't email; not only about money; make plenty of time. Worked out
 * by hand from the lines typed, seen from 2026-11-21. Mill Lane Books: an e-mail, a text, a call and a visit, so 2
 * of 4 were spoken; 20 and 40 minutes (not 45). Dry Dock Bar: the visit of 20 Aug was 11 + 30 + 31 + 21 = 93 days
 * ago, so in the last 90 there were the price, the bill and the offer alone. Both together: 4 of 8 touches
 * spoken, all begun by us, 60 minutes.
 */
it('shows who is written to instead of called, who hears of money only, and the minutes given', async () => {
  const cwd = await playTranscript(new URL('./calls.txt', import.meta.url))
  const mill = JSON.parse(execute('show mill --json', { cwd }).out)
  expect(mill.contact).toEqual({ touches: 4, contacts: 4, spoken: 2, beganByUs: 4, minutes: 60 })
  expect(mill.onlyAboutMoney).toBe(false)
  expect(JSON.parse(execute('show dock --json', { cwd }).out).onlyAboutMoney).toBe(true)
  const { totals, onlyAboutMoney } = JSON.parse(execute('stats --json', { cwd }).out)
  expect(totals).toMatchObject({ touches: 8, spoken: 4, beganByUs: 8, minutes: 60 })
  expect(onlyAboutMoney).toBe(1)
})
