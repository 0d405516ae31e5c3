import { visible } from './text.ts'
import type { View } from './view.ts'

export const messageView: View<{ text: string; json: unknown }> = {
  text: ({ text }) => text.split('\n').map(visible).join('\n'),
  json: ({ json }) => json,
}
