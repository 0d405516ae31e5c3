import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Worked out by hand from the lines typed, seen from Saturday, 2026-11-21; the window begins on 2025-11-22.
 *
 * Café Zoë: care by call on 16 Nov, so the next visit is due 30 days later, on 16 Dec. Positive #1, #7 and #24; #13 is
 *   neutral; the complaint #12 was undone. The price list was promised for 20 Nov and is still open: 1 day late.
 * St. Mary's School: last seen on 20 Aug, every 90 days: 11 more days of August, 30 of September, 31 of October and 18
 *   of November make 90, so 18 Nov was the day: 3 days overdue. #4 is positive, the invoice #27 negative: 9 short.
 * Harbour Deli: call on 19 Nov, next on 19 Dec. Positive #5, #19, #21; negative #10 and #20: 20 wanted, 17 short. The
 *   walnut loaf was due on 19 Nov and kept on the 20th: late, and closed.
 * Hotel Astoria: the visit of 18 Nov fell on the day that the complaint was mended, so it is no care visit; the one of
 *   21 Nov is, and 14 days later is 5 Dec. Positive #2, #17, #25, #31, negative #11: 10 wanted, 6 short.
 * Acme Tools (nobody was ever asked after: 2 Nov + 30 days), Acme Yoga (snoozed to 1 Jan) and Nana Li (never) are not
 *   due; Bolt Garage is archived.
 */
const dueOnSaturday = [
  ['Café Zoë', [{ kind: 'promise', loop: 1, text: 'send the Christmas price list', dueOn: '2026-11-20', days: 1 }]],
  [
    "St. Mary's School",
    [
      { kind: 'visit', days: 3 },
      { kind: 'ratio', needed: 9 },
    ],
  ],
  ['Harbour Deli', [{ kind: 'ratio', needed: 17 }]],
  ['Hotel Astoria', [{ kind: 'ratio', needed: 6 }]],
]

/**
 * From touches to minutes, of the week alone; then visit due, days overdue, window, ratio, needed, loops, promises; then the
 * practices. Trust: Café Zoë's promise is late (0) and all was begun by us (1), so 50; Harbour Deli kept one late, 50; Hotel
 * Astoria kept one (1), began 4 of 5 (1) and its complaint was mended in time (1), so 100. Respect is
 * empty, as nothing was learned of anybody. The complaint was mended on the next day, the school's request done after two.
 */
const weekByHand = [
  'Acme Tools,,3,1,0,2,0,2,3,0,,2026-12-02,-11,1,0,,0,0,0,0,0,0,2026-11-20,customer,100,,0,,,,,,0',
  'Acme Yoga,,1,1,0,0,1,1,1,0,2026-11-19,2027-01-01,-41,1,0,,0,0,0,0,0,0,2026-11-19,customer,100,,0,,,,,,0',
  'Café Zoë,wholesale,3,2,0,1,1,2,3,10,2026-11-16,2026-12-16,-25,3,0,,0,0,0,1,0,1,2026-11-19,customer,50,,0,,,,,,0',
  'Harbour Deli,wholesale,3,2,1,0,1,1,3,15,2026-11-19,2026-12-19,-28,3,2,1.5,17,0,0,1,0,1,2026-11-19,customer,50,,0,,,,,,0',
  'Hotel Astoria,vip; wholesale,5,3,1,1,1,5,4,120,2026-11-21,2026-12-05,-14,4,1,4,6,0,0,1,1,0,2026-11-21,customer,100,,0,,,,1,,0',
  'Nana Li,,2,2,0,0,2,2,2,80,2026-11-20,,,3,0,,0,0,0,0,0,0,2026-11-20,customer,100,,0,,,,,,0',
  "St. Mary's School,school,3,0,1,2,0,1,2,0,2026-08-20,2026-11-18,3,1,1,1,9,0,0,0,0,0,2026-11-20,customer,100,,0,,,,,2,0",
]

it('plays the week as it is written, and agrees with what was worked out by hand', async () => {
  const cwd = await playTranscript(new URL('./bakery-week.txt', import.meta.url))
  const due = JSON.parse(execute('due --json', { cwd }).out) as { name: string; reasons: object[] }[]
  expect(due.map(({ name, reasons }) => [name, reasons])).toEqual(dueOnSaturday)
  const [, ...rows] = execute('report --csv', { cwd }).out.trim().split('\r\n')
  expect(rows).toEqual(weekByHand.map((row) => `2026-W47,${row}`))
})
