import { expect, it } from 'vitest'
import { execute } from '../cl.ts'
import { playTranscript } from './transcript.ts'

/**
 * Practices 9 and 26 of the README. The same ten to one for the people who work for you, and the people on the team
 * who know a customer. Worked out by hand, seen from Saturday, 2026-11-21. Jo Park: never visited, and in the book
 * since the week before: the first day was 18 Nov, three days ago; a praise to a correction, so 9 short (the
 * first correction was undone). Kim Lee was taken to lunch on the 18th. Kim had, where nobody was named, the call
 * of 10 minutes, the praise and the correction; Jo the visit of 40 minutes and the lunch, both care visits, the
 * promise and the fact.
 */
const dueOfTeam = [
  [
    'Jo Park',
    [
      { kind: 'visit', days: 3 },
      { kind: 'ratio', needed: 9 },
    ],
  ],
]

// From touches to facts: touches, positive, negative, care visits, spoken, minutes, promises made, facts.
const weekOfEach = ['2026-W47,Kim Lee,3,2,1,1,3,10,0,0', '2026-W47,Jo Park,2,2,0,2,2,40,1,1']

it('scores teammates like customers, and says who did what', async () => {
  const cwd = await playTranscript(new URL('./team.txt', import.meta.url))
  const due = JSON.parse(execute('due --team --json', { cwd }).out) as { name: string; reasons: object[] }[]
  expect(due.map(({ name, reasons }) => [name, reasons])).toEqual(dueOfTeam)
  const [, ...rows] = execute('report --by --csv', { cwd }).out.trim().split('\r\n')
  expect(rows).toEqual(weekOfEach)
  const { people } = JSON.parse(execute('show zoe --json', { cwd }).out)
  expect(people).toEqual([
    { name: 'Jo Park', touches: 1, lastTouch: '2026-11-16', facts: 1, lastFact: '2026-11-16' },
    { name: 'Kim Lee', touches: 1, lastTouch: '2026-11-16', facts: 0, lastFact: null },
  ])
})
