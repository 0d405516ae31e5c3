import { visibleLines } from './text.ts'
import type { View } from './view.ts'

/** Something that was removed, and can be brought back. */
export type Removed = {
  id: number
  /** Its name, and the things that went with it, in a line. */
  what: string
  /** True where words of the user end the line: the command that brings it back then has a line of its own. */
  endsInWords?: true
  /** A further effect, in a line. */
  also?: string | undefined
  /** Further fields for a program. */
  details?: Record<string, unknown>
}

/** A removed thing, the command that brings it back, and a further effect; `on` in JSON is the day of the removal. */
export const removedView: View<Removed> = {
  text: ({ what, endsInWords, also }) =>
    endsInWords
      ? visibleLines(`Removed ${what}`, 'cl undo brings it back.', also)
      : visibleLines(`Removed ${what}. cl undo brings it back.`, also),
  json: ({ id, what, details }, { today }) => ({ removed: id, on: today, what, ...details }),
}
