import { wrongUsage } from '#errors.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'
import type { LoopKind } from '../touches/vocabulary.ts'

/** `dropped`, for a loop opened by mistake, counts nowhere. */
export type Outcome = 'kept' | 'broken' | 'mended' | 'done' | 'declined' | 'dropped'

/** Something open that waits for us (docs/scoring.md, "Open loops"). */
export type Loop = {
  id: number
  customerId: number
  kind: LoopKind
  /** Null for a promise. */
  touchId: number | null
  /** Its own text, or else the note or the purpose of the touch that opened it. */
  text: string
  openedOn: Day
  dueOn: Day | null
  closedOn: Day | null
  outcome: Outcome | null
  /** Both are null where the loop waits for nobody. */
  waitingOn: string | null
  waitingSince: Day | null
  /** The teammate who made the promise, if anybody was named. */
  by: string | null
}

/** The note is the user's words on the end; the touch is the one that ended it. */
export type NamedLoop = Loop & { customerName: string; closingNote: string | null; closingTouchId: number | null }

/** `days` is the length of the wait. */
export type Waiting = { on: string; since: Day; days: number }

/** Null where the loop waits for nobody. */
export function waitingOf({ waitingOn, waitingSince }: Loop, today: Day): Waiting | null {
  if (waitingOn === null || waitingSince === null || waitingSince > today) return null
  return { on: waitingOn, since: waitingSince, days: daysBetween(waitingSince, today) }
}

/** Kinds rank in `due` in this order. */
export const loopKinds: LoopKind[] = ['promise', 'complaint', 'request']

const outcomes: Record<LoopKind, Outcome[]> = {
  promise: ['kept', 'broken', 'dropped'],
  complaint: ['mended', 'dropped'],
  request: ['done', 'declined', 'dropped'],
}

/** Unless said: kept, mended or done, by the kind. @throws wrong usage, for an outcome that this kind does not have */
export function outcomeFor(kind: LoopKind, said: string | undefined): Outcome {
  const possible = outcomes[kind]
  const outcome = said === undefined ? possible[0] : possible.find((each) => each === said.toLowerCase())
  if (!outcome) {
    throw wrongUsage(`A ${kind} cannot be closed as "${said}".`, `It can be ${possible.join(', ')}.`)
  }
  return outcome
}

/** A loop is not open before it was opened, nor once it was closed, seen from `today` (docs/scoring.md, "Days"). */
export const isOpen = (loop: Pick<Loop, 'openedOn' | 'closedOn' | 'outcome'>, today: Day): boolean =>
  loop.outcome !== 'dropped' && loop.openedOn <= today && (loop.closedOn === null || loop.closedOn > today)

/** Days late of a promise or a request (negative before it is due, null without a day), days open of a complaint. */
export function loopDays(loop: Loop, today: Day): number | null {
  if (loop.kind === 'complaint') return daysBetween(loop.openedOn, today)
  return loop.dueOn === null ? null : daysBetween(loop.dueOn, today)
}

/** `dueBy` is the loop's own day or that by the settings; null for a complaint. */
export type DueLoop = Loop & { dueBy: Day | null }

/** A promise or request without a day is due so many days after it was opened (docs/scoring.md, "Open loops"). */
export function withDueBy<L extends Loop>(
  loop: L,
  { promiseWithin, requestWithin }: Pick<Settings, 'promiseWithin' | 'requestWithin'>,
): L & DueLoop {
  const within = loop.kind === 'promise' ? promiseWithin : requestWithin
  return { ...loop, dueBy: loop.kind === 'complaint' ? null : (loop.dueOn ?? addDays(loop.openedOn, within)) }
}

/** Since a complaint was opened, or another loop was due; negative before. */
const daysInNeed = ({ openedOn, dueBy }: DueLoop, today: Day): number => daysBetween(dueBy ?? openedOn, today)

/** A complaint always needs us, other loops when they are late or due (docs/scoring.md, "What cl due lists"). */
export const needsUs = (loop: DueLoop, today: Day): boolean => daysInNeed(loop, today) >= 0

/** docs/scoring.md, "Open loops" */
export const keptOnTime = (loop: Loop): boolean =>
  loop.outcome === 'kept' && (loop.dueOn === null || (loop.closedOn ?? '') <= loop.dueOn)

/** Loops that need us come first, by kind and days; then the others, the soonest to need us first. */
export function compareLoops(today: Day): (a: DueLoop, b: DueLoop) => number {
  const urgency = (loop: DueLoop) => (needsUs(loop, today) ? loopKinds.indexOf(loop.kind) : loopKinds.length)
  return (a, b) => urgency(a) - urgency(b) || daysInNeed(b, today) - daysInNeed(a, today) || a.id - b.id
}
