import type { Day } from '#domain/days/day.ts'
import { type DueLoop, isOpen, loopDays, type NamedLoop, needsUs, waitingOf } from '#domain/loops/loop.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { dueWords, openWords, textOnceDue, waitingWords } from '../due/score-words.ts'
import { customerOf, fieldsOf } from '../json-parts.ts'
import { type ColumnOf, numbered } from '../table.ts'
import { excerpt, joined, visible } from '../text.ts'
import type { Paper } from '../view.ts'

/** `1 day late`, `open 3 days`, `mended 18 Nov` */
export function loopState(loop: NamedLoop, today: Day): string {
  if (!isOpen(loop, today) && loop.closedOn !== null) return `${loop.outcome} ${shortDay(loop.closedOn, today)}`
  return `${openState(loop, today)}${waitingWords({ waiting: waitingOf(loop, today) })}`
}

function openState(loop: NamedLoop, today: Day): string {
  const days = loopDays(loop, today)
  if (loop.kind === 'complaint') return openWords(days ?? 0)
  return dueWords(loop.dueOn, days, today) || `open since ${dayInWords(loop.openedOn, today)}`
}

const loopsShown = 3

/** `still open: promise #7 (send the price list, 2 days late): cl done 7`; all loops are of one customer. */
export function openLines(loops: NamedLoop[], today: Day): string[] {
  const lines = loops.slice(0, loopsShown).map((loop) => {
    const state = dueWords(loop.dueOn, loopDays(loop, today), today) || loopState(loop, today)
    const said = joined(', ', [loop.text !== loop.kind && excerpt(textOnceDue(loop, today)), state])
    return visible(`still open: ${loop.kind} #${loop.id} (${said}): cl done ${loop.id}`)
  })
  const more = loops.length - loopsShown
  return more > 0 ? [...lines, `… and ${more} more: cl loops ${loops[0]?.customerId}`] : lines
}

/** A closed loop also has the note on its end. */
export const textOf = (loop: NamedLoop): string => joined(' – ', [loop.text, loop.closingNote])

export const loopColumns = ({ today, colour }: Paper): ColumnOf<NamedLoop & DueLoop>[] => [
  numbered('Loop'),
  { title: 'Kind', of: ({ kind }) => kind },
  {
    title: 'State',
    least: 16,
    wraps: true,
    of: (loop) => ({
      text: loopState(loop, today),
      style: isOpen(loop, today) && needsUs(loop, today) ? colour.red : String,
    }),
  },
  { title: 'Text', least: 16, wraps: true, of: (loop) => textOf({ ...loop, text: textOnceDue(loop, today) }) },
]

export const loopJson = (loop: NamedLoop, today: Day) => {
  const closed = !isOpen(loop, today)
  const waiting = closed ? null : waitingOf(loop, today)
  return {
    ...fieldsOf(loop, 'id', 'kind'),
    customer: customerOf(loop),
    ...fieldsOf(loop, 'text', 'openedOn', 'dueOn'),
    closedOn: closed ? loop.closedOn : null,
    outcome: closed ? loop.outcome : null,
    days: loopDays(loop, (closed && loop.closedOn) || today),
    ...(waiting ? { waiting } : {}),
    ...(loop.by === null ? {} : { by: loop.by }),
  }
}
