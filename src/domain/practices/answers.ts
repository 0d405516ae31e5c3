import { type Day, daysBetween } from '../days/day.ts'
import { type Span, spanOf } from '../days/spans.ts'
import type { Touch } from '../touches/touch.ts'
import type { Share } from './trust.ts'

/** A touch that they began, and that waits for an answer. */
export type Asked = Pick<Touch, 'id' | 'customerId' | 'on'> & { text: string }

/** When they began touches, and when these were answered: null while they wait. `touches` says how many there are. */
export type Answered = Pick<Asked, 'on'> & { answeredOn: Day | null; touches: number }

/** Why a touch that they began is in due: it has waited `days` days for an answer. */
export type ReplyReason = { kind: 'reply'; touch: number; text: string; on: Day; days: number }

/** Why a touch of theirs needs no answer, for all that its words say. */
export type NoAnswer = 'spoken' | 'loop' | 'good'

/** How a touch of theirs stands: it needs no answer, somebody said so, it was answered, or it waits for so many days. */
export type AnsweredState =
  | { kind: 'none'; because: NoAnswer }
  | { kind: 'settled'; on: Day }
  | { kind: 'answered'; by: number; on: Day }
  | { kind: 'waiting'; days: number }

/** What became of a touch: of one of theirs, how it was answered; and those of theirs that it answered. */
export type Answering = { answered: AnsweredState | null; answers: number[] }

/** In days: mail that is older on the day of its import was answered long ago, or never will be. */
const freshMail = 14

/**
 * Whether a touch that an import brings needs no answer any more (docs/scoring.md, "Answering").
 * @param mayWait whether it is mail, which may have come this morning
 */
export const importedIsSettled = (
  { on, begunBy }: Pick<Touch, 'on' | 'begunBy'>,
  mayWait: boolean,
  today: Day,
): boolean => begunBy === 'them' && !(mayWait && daysBetween(on, today) <= freshMail)

/** How a touch of theirs stands, seen from `today` (docs/scoring.md, "Answering"). `by` is the touch of `answeredOn`. */
export function answeredState(
  asked: { none: NoAnswer | null; settledOn: Day | null; answeredOn: Day | null; by: number },
  on: Day,
  today: Day,
): AnsweredState {
  const { none, settledOn, answeredOn, by } = asked
  if (none !== null) return { kind: 'none', because: none }
  if (settledOn !== null && settledOn <= today) return { kind: 'settled', on: settledOn }
  if (answeredOn !== null && answeredOn <= today) return { kind: 'answered', by, on: answeredOn }
  return { kind: 'waiting', days: daysBetween(on, today) }
}

const waitsTooLong = (on: Day, replyWithin: number, today: Day): boolean => daysBetween(on, today) > replyWithin

/** The reasons of due for touches that wait too long (docs/scoring.md, "Answering"). */
export const replyReasons = (waiting: Asked[], replyWithin: number, today: Day): ReplyReason[] =>
  waiting
    .filter(({ on }) => waitsTooLong(on, replyWithin, today))
    .map(({ id, text, on }) => ({ kind: 'reply', touch: id, text, on, days: daysBetween(on, today) }))

/** Days from touch to answer; null while nothing was answered. */
export const daysToAnswer = (asked: Answered[]): Span | null =>
  spanOf(
    asked.flatMap(({ on, answeredOn, touches }) =>
      answeredOn === null ? [] : Array<number>(touches).fill(daysBetween(on, answeredOn)),
    ),
  )

/**
 * The touches that were answered within `replyWithin` days, of all that were answered or have waited longer. One that still
 * has time is in neither.
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
