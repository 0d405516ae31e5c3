import { visible } from './text.ts'
import type { View } from './view.ts'

/** A line or two about what a command did, and its JSON. */
type Message = { text: string; json: unknown }

/** The lines as they are. */
export const messageView: View<Message> = {
  text: ({ text }) => text.split('\n').map(visible).join('\n'),
  json: ({ json }) => json,
}
