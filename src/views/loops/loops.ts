import type { Day } from '#domain/days/day.ts'
import { type DueLoop, loopDays, type NamedLoop } from '#domain/loops/loop.ts'
import { dayInWords, farDay } from '#formats/days/day-in-words.ts'
import { dueWords, textBehind } from '../due/score-words.ts'
import { byColumn, tableOf } from '../table.ts'
import { counted, visible } from '../text.ts'
import type { Paper, View } from '../view.ts'
import { loopColumns, loopJson, textOf } from './loop-lines.ts'

export const loopsView: View<(NamedLoop & DueLoop)[]> = {
  text: (loops, paper) =>
    tableOf(loops, paper, [
      ...loopColumns(paper),
      { title: 'Customer', least: 12, wraps: 'beside', of: ({ customerName }) => customerName },
      byColumn(loops),
    ]),
  json: (loops, { today }) => loops.map((loop) => loopJson(loop, today)),
}

/** A day far ahead is told with its distance. */
export const openedView: View<NamedLoop> = {
  text: (loop, { today }) => {
    const due =
      loop.dueOn !== null && loop.dueOn > today
        ? `by ${farDay(loop.dueOn, today)}`
        : dueWords(loop.dueOn, loopDays(loop, today), today)
    return visible(
      `promise #${loop.id} to ${loop.customerName}${due === '' ? ', without a day' : `, ${due}`}: ${loop.text}`,
    )
  },
  json: (loop) => loopJson(loop, loop.openedOn),
}

export const waitedView: View<NamedLoop[]> = {
  text: (loops) =>
    loops
      .map(({ id, kind, waitingOn, text, customerName }) => {
        const what = waitingOn === null ? 'waits on nobody any more' : `waits on ${waitingOn}`
        return visible(`${kind} #${id} ${what}${textBehind({ kind, text })} (${customerName})`)
      })
      .join('\n'),
  json: oneOrAll,
}

/** A single loop is no list for a program: scripts rely on this shape. */
function oneOrAll(loops: NamedLoop[], { today }: Paper): unknown {
  const all = loops.map((loop) => loopJson(loop, today))
  return all.length === 1 ? all[0] : all
}

function closedLine(loop: NamedLoop, today: Day): string {
  const when = loop.closedOn === null ? '' : ` ${dayInWords(loop.closedOn, today)}`
  const text = loop.text === loop.kind && loop.closingNote !== null ? loop.closingNote : textOf(loop)
  const what = textBehind({ kind: loop.kind, text })
  return `${loop.kind} #${loop.id} ${loop.outcome}${when}${lateWords(loop)}${what} (${loop.customerName})`
}

/** `, 2 days late`; empty for a loop that was not late when it was closed. */
export function lateWords(loop: NamedLoop): string {
  if (loop.closedOn === null || loop.kind === 'complaint' || loop.outcome === 'dropped') return ''
  const days = loopDays(loop, loop.closedOn) ?? 0
  return days > 0 ? `, ${counted(days, 'day')} late` : ''
}

export const closedLoopsView: View<NamedLoop[]> = {
  text: (loops, { today }) => loops.map((loop) => visible(closedLine(loop, today))).join('\n'),
  json: oneOrAll,
}
