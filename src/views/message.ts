import { answered, visible } from './text.ts'
import type { View } from './view.ts'

type Message = { text: string; json: unknown }

export const messageView: View<Message> = {
  text: ({ text }, paper) =>
    text
      .split('\n')
      .flatMap((line) => answered(visible(line), paper))
      .join('\n'),
  json: ({ json }) => json,
}
