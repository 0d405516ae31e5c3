import { visible } from './text.ts'
import type { View } from './view.ts'

/** Something that was removed, and can be brought back. */
type Removed = {
  id: number
  /** What it was, and what went with it, in a line. */
  what: string
  /** Words of the user end the line: what brings it back is said in a line of its own. */
  endsInWords?: true
  /** What else came of it, in a line. */
  also?: string | undefined
  /** What else a program is told of it. */
  details?: Record<string, unknown>
}

/** What was removed, from which day on it is gone, and what brings it back. */
export const removedView: View<Removed> = {
  text: ({ what, endsInWords, also }) =>
    [
      ...(endsInWords ? [`Removed ${what}`, 'cl undo brings it back.'] : [`Removed ${what}. cl undo brings it back.`]),
      ...(also === undefined ? [] : [also]),
    ]
      .map(visible)
      .join('\n'),
  json: ({ id, what, details }, { today }) => ({ removed: id, on: today, what, ...details }),
}
