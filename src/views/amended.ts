import type { Touch } from '../domain/touch.ts'
import { dayInWords } from '../formats/day-words.ts'
import { visible } from './text.ts'
import { touchJson } from './touch-lines.ts'
import type { View } from './view.ts'

type NamedTouch = Touch & { customerName: string }

/** A touch as it was and as it is. */
export const amendedView: View<{ before: NamedTouch; after: NamedTouch }> = {
  text: ({ before, after }, { today }) => {
    const line = (touch: NamedTouch) =>
      `${touch.channel}, ${touch.purpose}, ${touch.tone} with ${touch.customerName}, ${dayInWords(touch.on, today)}`
    const notes = before.note === after.note ? [] : [after.note === null ? 'note taken away' : `note: ${after.note}`]
    const was = line(before) === line(after) ? [] : [`was ${line(before)}`]
    return [`#${after.id} ${line(after)}`, ...was, ...notes].map(visible).join('\n')
  },
  json: ({ after }) => {
    const { id, ...rest } = touchJson(after)
    return { id, customer: { id: after.customerId, name: after.customerName }, ...rest }
  },
}
