import type { Day } from '#domain/days/day.ts'
import { dayInWords } from '#formats/day-in-words.ts'
import { table } from '../table.ts'
import type { View } from '../view.ts'

/** Changes that can be taken back. Their makers are shown where there is more than one. */
export const changesView: View<{ id: number; madeOn: Day; summary: string; madeBy: string | null }[]> = {
  text: (changes, paper) => {
    const makers = new Set(changes.flatMap(({ madeBy }) => (madeBy === null ? [] : [madeBy])))
    const by = makers.size > 1
    return table(
      [
        { title: 'Made' },
        ...(by ? [{ title: 'By', least: 8, wraps: 'beside' as const }] : []),
        { title: 'Change', least: 20, wraps: true },
      ],
      changes.map(({ madeOn, madeBy, summary }) => [
        dayInWords(madeOn, paper.today),
        ...(by ? [madeBy ?? ''] : []),
        summary,
      ]),
      paper,
    )
  },
  json: (changes) => changes,
}
