import { answered, visible } from './text.ts'
import type { View } from './view.ts'

/** A line or two about what a command did, and its JSON. */
type Message = { text: string; json: unknown }

/** The lines, as far as they fit. */
export const messageView: View<Message> = {
  text: ({ text }, paper) =>
    text
      .split('\n')
      .flatMap((line) => answered(visible(line), paper))
      .join('\n'),
  json: ({ json }) => json,
}
