import { expect, it } from 'vitest'
import { plan, shopWithFiles } from './file-shop.ts'

type Touch = { minutes: number | null; note: string | null }

/** The minutes and the notes of touches with these lengths, one on each day of November. */
async function touches(title: string, lengths: string[]): Promise<[minutes: number | null, note: string | null][]> {
  const own = shopWithFiles('2026-11-27')
  await own.all('add Ann')
  const rows = lengths.map((length, i) => `Ann|2026-11-${String(27 - i).padStart(2, '0')}|${length}`)
  await plan(own, [`Customer|Date|${title}`, ...rows, ''].join('\n'))
  return (await own.json<Touch[]>('history --limit all')).map(({ minutes, note }) => [minutes, note])
}
const minutes = async (title: string, lengths: string[]) => (await touches(title, lengths)).map(([each]) => each)

it('a length is read as programs and people write it', async () => {
  const texts = [
    '1:30',
    '90 min',
    '1h',
    '1 h 30 min',
    'PT1H15M',
    '2 hrs',
    '1 Std. 15 Min.',
    '1 heure 20',
    '0:45:00',
    '45',
  ]
  expect(await minutes('Duration', texts)).toEqual([90, 90, 60, 90, 75, 120, 75, 80, 45, 45])
})

it('plain numbers are of the unit in the title; decimals are hours, and so are the whole numbers beside them', async () => {
  expect(await minutes('Duration', ['0.5', '1', '1,25'])).toEqual([30, 60, 75])
  expect(await minutes('Hours', ['1', '2'])).toEqual([60, 120])
  expect(await minutes('Dauer (Stunden)', ['1,5', '2'])).toEqual([90, 120])
  expect(await minutes('Duration (min)', ['12.5', '20'])).toEqual([13, 20])
  expect(await minutes('Duration (seconds)', ['65', '600'])).toEqual([1, 10])
})

it('a length that cannot be read goes into the note, and its row comes in', async () => {
  expect(await touches('Duration', ['ca. 20', '45', '1.5'])).toEqual([
    [null, 'Duration: ca. 20'],
    [45, null],
    [null, 'Duration: 1.5'],
  ])
})

it.each([
  ['Hours|Minutes', ['1|30', '0|45', '2|0']],
  ['Minutes|Hours', ['30|1', '45|0', '|2']],
  ['Duration (min)|Duration (decimal)', ['90|1.5', '45|0.75', '120|2.00']],
])('hours and minutes in columns of their own are one length: %s', async (titles, lengths) => {
  expect(await touches(titles, lengths)).toEqual([90, 45, 120].map((minutes) => [minutes, null]))
})
