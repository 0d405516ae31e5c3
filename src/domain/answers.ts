import { type Day, daysBetween } from './day.ts'
import type { Loop } from './loop.ts'
import { type Span, spanOf } from './spans.ts'
import type { Touch } from './touch.ts'

/** A touch that they began, and the day on which we answered it; null while it waits. */
export type Asked = Pick<Touch, 'id' | 'customerId' | 'on'> & { text: string; answeredOn: Day | null }

/** When a touch was, and when it was answered; `touches` says of how many at once that is true, where of more than one. */
export type Answered = Pick<Asked, 'on' | 'answeredOn'> & { touches?: number }

/** Why a touch that they began is in due: it has waited `days` days for an answer. */
export type ReplyReason = { kind: 'reply'; touch: number; text: string; on: Day; days: number }

/**
 * The touches that a customer began, with their answers seen from `today` (docs/scoring.md, "Answering"): the answer is the first
 * later-entered touch begun by us on that day or after. A touch that opened a loop has the loop's clock, and is left out.
 * @param touches all touches of the customer up to `today`
 * @param loops all loops of the customer but the dropped ones
 */
export function askedOf(touches: Touch[], loops: Loop[], today: Day): Asked[] {
  const opened = new Set(loops.map(({ touchId }) => touchId))
  const seen = touches.filter(({ on }) => on <= today)
  const ours = seen.filter(({ begunBy }) => begunBy === 'us')
  return seen
    .filter(({ id, begunBy }) => begunBy === 'them' && !opened.has(id))
    .map(({ id, customerId, on, note, purpose }) => {
      const answers = ours.filter((answer) => answer.id > id && answer.on >= on).map((answer) => answer.on)
      return { id, customerId, on, text: note ?? purpose, answeredOn: answers.sort()[0] ?? null }
    })
}

/** Whether a touch waits for an answer for longer than `replyWithin` days, seen from `today`. */
export const waitsTooLong = ({ on, answeredOn }: Answered, replyWithin: number, today: Day): boolean =>
  (answeredOn === null || answeredOn > today) && daysBetween(on, today) > replyWithin

/** The reasons of due for those that wait too long (docs/scoring.md, "Answering"). */
export const replyReasons = (asked: Asked[], replyWithin: number, today: Day): ReplyReason[] =>
  asked
    .filter((each) => waitsTooLong(each, replyWithin, today))
    .map(({ id, text, on }) => ({ kind: 'reply', touch: id, text, on, days: daysBetween(on, today) }))

/** Days to answer the touches of the days from `from` on that were answered; null without any. */
export const daysToAnswer = (asked: Answered[], from: Day): Span | null =>
  spanOf(
    asked.flatMap(({ on, answeredOn, touches = 1 }) =>
      on < from || answeredOn === null ? [] : Array<number>(touches).fill(daysBetween(on, answeredOn)),
    ),
  )

/**
 * Days from opened to closed, of the loops that ended in the days from `from` to `today` (docs/scoring.md, "Answering");
 * null without any.
 * @param loops loops of one kind, but the dropped ones
 */
export const daysToClose = (loops: Pick<Loop, 'openedOn' | 'closedOn'>[], from: Day, today: Day): Span | null =>
  spanOf(
    loops.flatMap(({ openedOn, closedOn }) =>
      closedOn === null || closedOn < from || closedOn > today ? [] : [daysBetween(openedOn, closedOn)],
    ),
  )
