import type { NamedTouch } from '../domain/touch.ts'
import { dayInWords } from '../formats/day-words.ts'
import { visible } from './text.ts'
import { touchJson } from './touch-lines.ts'
import type { View } from './view.ts'

/** A touch as it was and as it is. */
export type Amended = {
  before: NamedTouch
  after: NamedTouch
  /** The loop that it had opened, and does not any more. */
  removed: { id: number; kind: string } | null
  /** The loop that it opens now. */
  opened: { id: number; kind: string } | null
}

export const amendedView: View<Amended> = {
  text: ({ before, after, removed, opened }, { today }) => {
    const line = (touch: NamedTouch) =>
      `${touch.channel}, ${touch.purpose}, ${touch.tone} with ${touch.customerName}, ${dayInWords(touch.on, today)}`
    const notes = before.note === after.note ? [] : [after.note === null ? 'note taken away' : `note: ${after.note}`]
    const was = line(before) === line(after) ? [] : [`was ${line(before)}`]
    const loops = [
      ...(removed ? [`${removed.kind} #${removed.id} is gone with the old purpose; cl undo brings it back`] : []),
      ...(opened ? [`${opened.kind} #${opened.id} opened`] : []),
    ]
    return [`#${after.id} ${line(after)}`, ...was, ...notes, ...loops].map(visible).join('\n')
  },
  json: ({ after }) => {
    const { id, ...rest } = touchJson(after)
    return { id, customer: { id: after.customerId, name: after.customerName }, ...rest }
  },
}
