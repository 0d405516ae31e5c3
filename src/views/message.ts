import { answered, visible } from './text.ts'
import type { View } from './view.ts'

export const messageView: View<{ text: string; json: unknown }> = {
  text: ({ text }, paper) =>
    text
      .split('\n')
      .flatMap((line) => answered(visible(line), paper))
      .join('\n'),
  json: ({ json }) => json,
}
