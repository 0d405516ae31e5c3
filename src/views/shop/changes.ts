import type { Day } from '#domain/days/day.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { tableOf } from '../table.ts'
import type { View } from '../view.ts'

/** Makers are shown where there is more than one. */
export const changesView: View<{ id: number; madeOn: Day; summary: string; madeBy: string | null }[]> = {
  text: (changes, paper) => {
    const makers = new Set(changes.flatMap(({ madeBy }) => madeBy ?? []))
    return tableOf(changes, paper, [
      { title: 'Made', of: ({ madeOn }) => dayInWords(madeOn, paper.today) },
      makers.size > 1 && { title: 'By', least: 8, wraps: 'beside', of: ({ madeBy }) => madeBy ?? '' },
      { title: 'Change', least: 20, wraps: true, of: ({ summary }) => summary },
    ])
  },
  json: (changes) => changes,
}
