import type { Day } from '#domain/days/day.ts'
import { type DueLoop, isOpen, type NamedLoop, waitingOf } from '#domain/loops/loop.ts'
import type { NamedTouch } from '#domain/touches/touch.ts'
import { dayInWords, farDay, shortDay } from '#formats/days/day-in-words.ts'
import { waitedWords } from '../due/score-words.ts'
import { detailLines, joined, paragraphs, prose, type TitledWords, titled, visible } from '../text.ts'
import { touchInWords } from '../touch-lines.ts'
import type { Paper, View } from '../view.ts'
import { loopJson, loopState } from './loop-lines.ts'
import { lateWords } from './loops.ts'

/** `before` is the loop before a change; null where nothing was changed. */
export type LoopPage = { loop: NamedLoop & DueLoop; openedBy: NamedTouch | null; before: NamedLoop | null }

const margin = 9

/** `moved from 20 Nov to 27 Nov`, `reworded`, `reopened` */
export function changeWords(before: NamedLoop, after: NamedLoop, today: Day): string[] {
  const day = (dueOn: Day | null) => (dueOn === null ? 'no day' : shortDay(dueOn, today))
  return [
    ...(before.closedOn !== null && after.closedOn === null ? ['reopened'] : []),
    ...(before.dueOn === after.dueOn ? [] : [`moved from ${day(before.dueOn)} to ${day(after.dueOn)}`]),
    ...(before.text === after.text ? [] : [`reworded, was: ${before.text}`]),
  ]
}

/** Unchanged values are left out. */
function wasLines(before: NamedLoop, after: NamedLoop, today: Day): string[] {
  const ended = before.closedOn !== null && after.closedOn === null ? endWords(before, today) : ''
  const due = before.dueOn === null ? 'without a day' : `due by ${shortDay(before.dueOn, today)}`
  return [ended, before.dueOn === after.dueOn ? '' : due, before.text === after.text ? '' : before.text].filter(Boolean)
}

const endWords = (loop: NamedLoop, today: Day): string =>
  joined(': ', [`${loop.outcome} ${shortDay(loop.closedOn ?? today, today)}${lateWords(loop)}`, loop.closingNote])

/** A loop without a day is due on the day on which it comes up. */
function dueByWords({ dueOn, dueBy }: DueLoop, today: Day): string {
  if (dueBy === null) return ''
  if (dueOn !== null) return `by ${farDay(dueOn, today)}`
  return `without a day: in cl due from ${dayInWords(dueBy, today)} on`
}

function page({ loop, openedBy, before }: LoopPage, paper: Paper): string {
  const { today, colour } = paper
  const closed = !isOpen(loop, today)
  const waiting = closed ? null : waitingOf(loop, today)
  const to = loop.kind === 'promise' ? 'to' : 'of'
  const title = `${loop.kind} #${loop.id} ${to} ${loop.customerName}, ${loopState(loop, today)}`
  const lines: TitledWords[] = [
    ...(before ? wasLines(before, loop, today).map((was): TitledWords => ['Was', was]) : []),
    ['Opened', dayInWords(loop.openedOn, today)],
    ['Touch', openedBy === null ? '' : touchInWords(openedBy, today)],
    ['Note', openedBy?.note && openedBy.note !== loop.text ? openedBy.note : ''],
    ['By', loop.by ?? ''],
    ['Due', closed ? '' : dueByWords(loop, today)],
    ['Waits', waiting ? waitedWords(waiting) : ''],
    ['Ended', closed ? endWords(loop, today) : ''],
    ['Ended by', closed && loop.closingTouchId !== null ? `#${loop.closingTouchId}` : ''],
  ]
  return paragraphs([
    titled('', visible(title), 0, paper).map((line) => colour.bold(line)),
    prose(loop.text, paper),
    detailLines(lines, margin, paper),
  ])
}

export const loopView: View<LoopPage> = {
  text: page,
  json: ({ loop, openedBy }, { today }) => {
    const closed = !isOpen(loop, today)
    return {
      ...loopJson(loop, today),
      by: loop.by,
      waiting: closed ? null : waitingOf(loop, today),
      dueBy: loop.dueBy,
      openedBy: loop.touchId,
      note: openedBy?.note ?? null,
      closingNote: closed ? loop.closingNote : null,
      endedBy: closed ? loop.closingTouchId : null,
    }
  },
}
