import { type Answered, waitsTooLong } from './answers.ts'
import { type Day, daysBetween } from './day.ts'
import { isOpen, keptOnTime, type Loop } from './loop.ts'
import { whyNoCareVisit } from './score.ts'
import type { Touch } from './touch.ts'
import { findPurpose, type Vocabulary } from './vocabulary.ts'

/** A part of a whole, counted; without a whole there is no data. */
export type Share = { part: number; whole: number }

/** The parts of trust (docs/scoring.md, "Trust and respect"). */
export type TrustParts = { promises: Share; initiative: Share; details: Share; honesty: Share }
/** The parts of respect (docs/scoring.md, "Trust and respect"). */
export type RespectParts = { knowing: Share; listening: Share; answering: Share }

const share = ({ part, whole }: Share): number => part / whole
/** Half is enough: more does not count for more. */
const shareOfHalf = (counted: Share): number => Math.min(1, share(counted) * 2)

/** The mean of the parts that have data, from 0 to 100; null when none has any. */
function scoreFrom(parts: [counted: Share, value: (counted: Share) => number][]): number | null {
  const values = parts.filter(([{ whole }]) => whole > 0).map(([counted, value]) => value(counted))
  return values.length === 0 ? null : (100 * values.reduce((sum, value) => sum + value, 0)) / values.length
}

/** Trust from 0 to 100, not rounded; null without data (docs/scoring.md, "Trust and respect"). */
export const trustOf = ({ promises, initiative, details, honesty }: TrustParts): number | null =>
  scoreFrom([
    [promises, share],
    [initiative, shareOfHalf],
    [details, share],
    [honesty, share],
  ])

/** Respect from 0 to 100, not rounded; null without data (docs/scoring.md, "Trust and respect"). */
export const respectOf = ({ knowing, listening, answering }: RespectParts): number | null =>
  scoreFrom([
    [knowing, share],
    [listening, shareOfHalf],
    [answering, share],
  ])

const shareIn = <T>(things: T[], isPart: (thing: T) => boolean): Share => ({
  part: things.filter(isPart).length,
  whole: things.length,
})

/** The days over which trust and respect are counted, both included; all is seen from the last. */
export type Period = { from: Day; today: Day }

const isWithin = (on: Day | null, { from, today }: Period): boolean => on !== null && on >= from && on <= today

/** Promises kept on time, of those that fell due: one that is due today counts once it is closed. */
export const promisesShare = (loops: Loop[], period: Period): Share =>
  shareIn(
    loops.filter(
      (loop) =>
        loop.kind === 'promise' &&
        loop.outcome !== 'dropped' &&
        loop.openedOn <= period.today &&
        isWithin(loop.dueOn, period) &&
        !(loop.dueOn === period.today && isOpen(loop, period.today)),
    ),
    (loop) => !isOpen(loop, period.today) && keptOnTime(loop),
  )

/** Touches begun by us, of those that were not about money. */
export const initiativeShare = (touches: Touch[], vocabulary: Vocabulary, period: Period): Share =>
  shareIn(
    touches.filter(({ on, purpose }) => isWithin(on, period) && !findPurpose(vocabulary, purpose)?.money),
    ({ begunBy }) => begunBy === 'us',
  )

/** Complaints that we told them of first, of all that were opened. */
export function honestyShare(touches: Touch[], loops: Loop[], period: Period): Share {
  const ours = new Set(touches.filter(({ begunBy }) => begunBy === 'us').map(({ id }) => id))
  return shareIn(
    loops.filter((loop) => loop.kind === 'complaint' && loop.outcome !== 'dropped' && isWithin(loop.openedOn, period)),
    ({ touchId }) => touchId !== null && ours.has(touchId),
  )
}

/**
 * Care visits on whose day a fact was learned, of all.
 * @param learnedOn the days on which a fact about the customer was learned
 */
export function listeningShare(
  touches: Touch[],
  loops: Loop[],
  learnedOn: Day[],
  vocabulary: Vocabulary,
  period: Period,
): Share {
  const days = new Set(learnedOn)
  return shareIn(
    touches.filter((touch) => isWithin(touch.on, period) && whyNoCareVisit(touch, loops, vocabulary) === null),
    ({ on }) => days.has(on),
  )
}

/** Touches of theirs answered within `replyWithin` days, of those that were answered or wait for longer. */
export function answeringShare(asked: Answered[], replyWithin: number, period: Period): Share {
  const share = { part: 0, whole: 0 }
  for (const each of asked) {
    const { on, answeredOn, touches = 1 } = each
    if (!isWithin(on, period) || (answeredOn === null && !waitsTooLong(each, replyWithin, period.today))) continue
    share.whole += touches
    if (answeredOn !== null && daysBetween(on, answeredOn) <= replyWithin) share.part += touches
  }
  return share
}
