import { type Day, daysBetween } from '../days/day.ts'
import { type Span, spanOf } from '../days/spans.ts'
import type { Touch } from '../touches/touch.ts'
import type { Share } from './trust.ts'

/** The customer began the touch, and waits for an answer. */
export type Asked = Pick<Touch, 'id' | 'customerId' | 'on'> & { text: string }

/** The customer began `touches` touches on that day; `answeredOn` is null while these wait. */
export type Answered = Pick<Asked, 'on'> & { answeredOn: Day | null; touches: number }

/** The touch has waited `days` days for an answer. */
export type ReplyReason = { kind: 'reply'; touch: number; text: string; on: Day; days: number }

/** The touch needs no answer, whatever its words say. */
export type NoAnswer = 'spoken' | 'loop' | 'good'

/** The touch needs no answer, somebody said so, it was answered, or it waits for so many days. */
export type AnsweredState =
  | { kind: 'none'; because: NoAnswer }
  | { kind: 'settled'; on: Day }
  | { kind: 'answered'; by: number; on: Day }
  | { kind: 'waiting'; days: number }

/** `answered` is the state of a touch of theirs; `answers` the touches of theirs that this one answered. */
export type Answering = { answered: AnsweredState | null; answers: number[] }

/** Days after which imported mail was answered long ago, or never will be. */
const freshMail = 14

/**
 * A touch of yours may be amended to one of theirs, so it is settled, too (docs/scoring.md, "Answering").
 * @param mayWait true for mail, which may have come this morning
 */
export const importedIsSettled = (on: Day, mayWait: boolean, today: Day): boolean =>
  !(mayWait && daysBetween(on, today) <= freshMail)

/** `none` is the reason why a touch needs no answer; `by` is the touch of `answeredOn`. */
export type AnswerFound = { none: NoAnswer | null; settledOn: Day | null; answeredOn: Day | null; by: number }

/** docs/scoring.md, "Answering" */
export function answeredState({ none, settledOn, answeredOn, by }: AnswerFound, on: Day, today: Day): AnsweredState {
  if (none !== null) return { kind: 'none', because: none }
  if (settledOn !== null && settledOn <= today) return { kind: 'settled', on: settledOn }
  if (answeredOn !== null && answeredOn <= today) return { kind: 'answered', by, on: answeredOn }
  return { kind: 'waiting', days: daysBetween(on, today) }
}

const waitsTooLong = (on: Day, replyWithin: number, today: Day): boolean => daysBetween(on, today) > replyWithin

/** docs/scoring.md, "Answering" */
export const replyReasons = (waiting: Asked[], replyWithin: number, today: Day): ReplyReason[] =>
  waiting
    .filter(({ on }) => waitsTooLong(on, replyWithin, today))
    .map(({ id, text, on }) => ({ kind: 'reply', touch: id, text, on, days: daysBetween(on, today) }))

/** Null while nothing was answered. */
export const daysToAnswer = (asked: Answered[]): Span | null =>
  spanOf(
    asked.flatMap(({ on, answeredOn, touches }) =>
      answeredOn === null ? [] : Array<number>(touches).fill(daysBetween(on, answeredOn)),
    ),
  )

/**
 * Touches answered within `replyWithin` days, of all that were answered or have waited longer. One that still has time is in
 * neither.
 */
export function answeringShare(asked: Answered[], replyWithin: number, today: Day): Share {
  const share = { part: 0, whole: 0 }
  for (const { on, answeredOn, touches } of asked) {
    if (answeredOn === null && !waitsTooLong(on, replyWithin, today)) continue
    share.whole += touches
    if (answeredOn !== null && daysBetween(on, answeredOn) <= replyWithin) share.part += touches
  }
  return share
}
