import type { Day } from '#domain/day.ts'
import { dayInWords } from '#formats/day-words.ts'
import { table } from './table.ts'
import type { View } from './view.ts'

export const changesView: View<{ id: number; madeOn: Day; summary: string }[]> = {
  text: (changes, paper) =>
    table(
      [{ title: 'Made' }, { title: 'Change', least: 20 }],
      changes.map((change) => [dayInWords(change.madeOn, paper.today), change.summary]),
      paper,
    ),
  json: (changes) => changes,
}
