import type { NamedTouch } from '#domain/touches/touch.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { untoldWords } from '../practices/savings.ts'
import { counted, joined, visibleLines } from '../text.ts'
import { namedTouchJson } from '../touch-lines.ts'
import type { View } from '../view.ts'

type Amended = {
  before: NamedTouch
  after: NamedTouch
  /** The touch opens no loop any more. */
  removed: { id: number; kind: string } | null
  opened: { id: number; kind: string } | null
  /** The number of savings that the customer of before has not been told of any more. */
  noLongerTold: number
}

/** `complaint instead of care, - instead of +` */
export function changedWords(before: NamedTouch, after: NamedTouch): string {
  const keys = ['customerName', 'on', 'channel', 'purpose', 'tone'] as const
  return joined(', ', [
    ...keys.map((key) => before[key] !== after[key] && `${after[key]} instead of ${before[key]}`),
    before.begunBy !== after.begunBy && `begun by ${who[after.begunBy]}`,
    before.by !== after.by && `${had(after)} instead of ${had(before)}`,
    before.minutes !== after.minutes && counted(after.minutes ?? 0, 'minute'),
    before.note !== after.note && (after.note === null ? 'without its note' : 'another note'),
  ])
}

const had = ({ by }: NamedTouch): string => `by ${by ?? 'nobody in particular'}`

const who = { us: 'you', them: 'them' }

/** The earlier values are shown where they differ. */
export const amendedView: View<Amended> = {
  text: ({ before, after, removed, opened, noLongerTold }, { today }) => {
    const by = (touch: NamedTouch) => (before.by === null && after.by === null ? '' : `, ${had(touch)}`)
    const line = (touch: NamedTouch) =>
      `${touch.channel}, ${touch.purpose}, ${touch.tone} with ${touch.customerName}, ${dayInWords(touch.on, today)}${by(touch)}`
    return visibleLines(
      `#${after.id} ${line(after)}`,
      line(before) !== line(after) && `was ${line(before)}`,
      before.begunBy !== after.begunBy && `begun by ${who[after.begunBy]}, not by ${who[before.begunBy]}`,
      before.minutes !== after.minutes && counted(after.minutes ?? 0, 'minute'),
      before.note !== after.note && (after.note === null ? 'note removed' : `note: ${after.note}`),
      removed && `${removed.kind} #${removed.id} is gone with the old purpose; cl undo brings it back`,
      opened && `${opened.kind} #${opened.id} opened`,
      noLongerTold > 0 && untoldWords(noLongerTold),
    )
  },
  json: ({ after }) => namedTouchJson(after),
}
