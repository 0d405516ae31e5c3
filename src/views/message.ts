import { visible } from './text.ts'
import type { View } from './view.ts'

/** What a command did, in a line or two, and the same for a program. */
type Message = { text: string; json: unknown }

/** The lines as they are. */
export const messageView: View<Message> = {
  text: ({ text }) => text.split('\n').map(visible).join('\n'),
  json: ({ json }) => json,
}
