import type { Day } from '#domain/days/day.ts'
import type { NoVisit } from '#domain/due/score.ts'
import type { NamedTouch, Touch } from '#domain/touches/touch.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { customerOf, fieldsOf } from './json-parts.ts'
import { type Cell, numbered, tableOf } from './table.ts'
import { visible } from './text.ts'
import type { Paper } from './view.ts'

export function toneCell(touch: Pick<Touch, 'tone'>, { colour }: Paper): Cell {
  if (touch.tone === '+') return { text: '+', style: colour.green }
  return touch.tone === '-' ? { text: '-', style: colour.red } : '='
}

export const touchTable = (touches: Touch[], paper: Paper): string =>
  tableOf(touches, paper, [
    numbered('Touch'),
    { title: 'Day', of: ({ on }) => shortDay(on, paper.today) },
    { title: 'Channel', of: ({ channel }) => channel },
    { title: 'Purpose', of: ({ purpose }) => purpose },
    { title: 'Tone', of: (touch) => toneCell(touch, paper) },
    { title: 'Note', least: 10, wraps: true, of: ({ note }) => note ?? '' },
  ])

/** `#481 call, care, + on 18 Nov` */
export const touchInWords = (touch: Touch, today: Day): string =>
  visible(`#${touch.id} ${touch.channel}, ${touch.purpose}, ${touch.tone} on ${shortDay(touch.on, today)}`)

/** The purpose would be right for a care visit. */
export const notBecause: Record<Exclude<NoVisit, 'purpose'>, string> = {
  channel: 'it was not spoken',
  tone: 'its tone is negative',
  complaint: 'a complaint was open that day',
}

const touchFields = ['on', 'channel', 'purpose', 'tone', 'begunBy', 'minutes', 'note'] as const

export const touchJson = (touch: Touch) => fieldsOf(touch, 'id', ...touchFields)

export const namedTouchJson = (touch: NamedTouch) => ({
  id: touch.id,
  customer: customerOf(touch),
  ...fieldsOf(touch, ...touchFields),
})
