import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practice 8 of the README.
 * A programme that can be measured: the week of 11 to 17 May 2026, worked out by hand, after the e-mail was undone.
 *
 * Café Zoë: a visit of 30 minutes on the 13th, due again on 12 Jun, and the e-mail that told of a saving; with the complaint of
 *   6 May 2:1, 8 short. Trust: begun by us 2 of 3 (more than half, so 1) and 0 of 1 complaints told first: 50. Respect: 1 of
 *   12 topics, and a fact on the day of the only visit (1): 13/24, 54. Mended after 6 days.
 * Harbour Deli: a call of 5 minutes on the 12th, due again on 11 Jun; 2:0. Trust: the promise kept in time (1), begun by us 1
 *   of 3, doubled 2/3: 83. Respect: no fact at either of two visits (0), and the question of 6 May answered after 6 days, not
 *   within one (0); of no topic anything is known, so there is no data. The request was done after 8 days.
 */
const weekByHand = [
  'Café Zoë,wholesale,2,2,0,0,1,1,2,30,2026-05-13,2026-06-12,-26,2,1,2,8,0,0,0,0,0,2026-05-13,customer,100,54,0.08,8,,,6,,1',
  'Harbour Deli,,1,1,0,0,1,1,1,5,2026-05-12,2026-06-11,-25,2,0,,0,0,0,1,1,0,2026-05-12,customer,83,,0,,,,,8,0',
]

it('praises first, and gives every column to the spreadsheet', async () => {
  const cwd = await playTranscript(new URL('./report.txt', import.meta.url))
  const [header, ...rows] = execute('report --csv', { cwd, today: '2026-05-17' }).out.trim().split('\r\n')
  expect(header).toMatch(/,kind,trust,respect,knowing,pulse,drift,reply_days,mend_days,request_days,savings_told$/)
  expect(rows).toEqual(weekByHand.map((row) => `2026-W20,${row}`))
  const page = execute('report', { cwd, today: '2026-05-17' }).out
  expect(page.indexOf('What went well')).toBeLessThan(page.indexOf('What did not'))
})
