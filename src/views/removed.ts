import { visibleLines } from './text.ts'
import type { View } from './view.ts'

export type Removed = {
  id: number
  /** The things that went with it are named, too. */
  what: string
  /** True where words of the user end the line: the command that brings it back then has a line of its own. */
  endsInWords?: true
  /** A further effect, in a line. */
  also?: string | undefined
  details?: Record<string, unknown>
}

/** `on` in JSON is the day of the removal. */
export const removedView: View<Removed> = {
  text: ({ what, endsInWords, also }) =>
    endsInWords
      ? visibleLines(`Removed ${what}`, 'cl undo brings it back.', also)
      : visibleLines(`Removed ${what}. cl undo brings it back.`, also),
  json: ({ id, what, details }, { today }) => ({ removed: id, on: today, what, ...details }),
}
