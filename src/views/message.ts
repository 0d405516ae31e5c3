import { answered, visible } from './text.ts'
import type { View } from './view.ts'

/** A line or two about a command's effect, and its JSON. */
type Message = { text: string; json: unknown }

/** The lines, wrapped to the paper. */
export const messageView: View<Message> = {
  text: ({ text }, paper) =>
    text
      .split('\n')
      .flatMap((line) => answered(visible(line), paper))
      .join('\n'),
  json: ({ json }) => json,
}
