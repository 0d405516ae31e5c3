import { wrongUsage } from '#errors.ts'
import { addDays, type Day, daysBetween } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'
import type { LoopKind } from '../touches/vocabulary.ts'

/** The end of a loop. `dropped`, for one opened by mistake, counts nowhere. */
export type Outcome = 'kept' | 'broken' | 'mended' | 'done' | 'declined' | 'dropped'

/** Something open that waits for us (docs/scoring.md, "Open loops"). */
export type Loop = {
  id: number
  customerId: number
  kind: LoopKind
  /** The touch that opened it; null for a promise. */
  touchId: number | null
  /** Its own text, or the note of the touch that opened it, or that touch's purpose. */
  text: string
  openedOn: Day
  dueOn: Day | null
  closedOn: Day | null
  outcome: Outcome | null
  /** The person on whom it waits, and the first day of the wait; both null where it waits for nobody. */
  waitingOn: string | null
  waitingSince: Day | null
  /** The teammate who made the promise; null where nobody was named. */
  by: string | null
}

/** A loop with the name of its customer, its end in the user's words, and the touch that ended it if one did. */
export type NamedLoop = Loop & { customerName: string; closingNote: string | null; closingTouchId: number | null }

/** The person on whom a loop waits, the first day of the wait, and its length in days. */
export type Waiting = { on: string; since: Day; days: number }

/** The wait of an open loop on somebody, seen from `today`; null where it waits for nobody. */
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

/**
 * The outcome of a loop: as said, or else kept, mended or done, by its kind.
 * @throws wrong usage for an outcome that this kind does not have
 */
export function outcomeFor(kind: LoopKind, said: string | undefined): Outcome {
  const possible = outcomes[kind]
  const outcome = said === undefined ? possible[0] : possible.find((each) => each === said.toLowerCase())
  if (!outcome) {
    throw wrongUsage(`A ${kind} cannot be closed as "${said}".`, `It can be ${possible.join(', ')}.`)
  }
  return outcome
}

/** True for an open loop, seen from `today` (docs/scoring.md, "Days"): not before it was opened, and not once it was closed. */
export const isOpen = (loop: Pick<Loop, 'openedOn' | 'closedOn' | 'outcome'>, today: Day): boolean =>
  loop.outcome !== 'dropped' && loop.openedOn <= today && (loop.closedOn === null || loop.closedOn > today)

/**
 * The days that say how bad an open loop is: of a promise or a request, days late (negative before it is due, null
 * without a day); of a complaint, days open.
 */
export function loopDays(loop: Loop, today: Day): number | null {
  if (loop.kind === 'complaint') return daysBetween(loop.openedOn, today)
  return loop.dueOn === null ? null : daysBetween(loop.dueOn, today)
}

/** A loop with the day by which it is due, its own or by the settings; null for a complaint. */
export type DueLoop = Loop & { dueBy: Day | null }

/**
 * Adds the day by which a promise or request is due: its own, else so many days after it was opened (docs/scoring.md,
 * "Open loops").
 */
export function withDueBy<L extends Loop>(
  loop: L,
  { promiseWithin, requestWithin }: Pick<Settings, 'promiseWithin' | 'requestWithin'>,
): L & DueLoop {
  const within = loop.kind === 'promise' ? promiseWithin : requestWithin
  return { ...loop, dueBy: loop.kind === 'complaint' ? null : (loop.dueOn ?? addDays(loop.openedOn, within)) }
}

/** Days since an open loop began to need us: for a complaint since it was opened, otherwise since it was due; negative before. */
const daysInNeed = ({ openedOn, dueBy }: DueLoop, today: Day): number => daysBetween(dueBy ?? openedOn, today)

/**
 * True when an open loop is a reason to call today: a complaint always, other loops when they are late or due
 * (docs/scoring.md, "What cl due lists").
 */
export const needsUs = (loop: DueLoop, today: Day): boolean => daysInNeed(loop, today) >= 0

/** True when a promise was kept, and by its day (docs/scoring.md, "Open loops"). */
export const keptOnTime = (loop: Loop): boolean =>
  loop.outcome === 'kept' && (loop.dueOn === null || (loop.closedOn ?? '') <= loop.dueOn)

/** Sorts loops, the worst first: loops that need us, by kind and days; then the others, the soonest to need us first. */
export function compareLoops(today: Day): (a: DueLoop, b: DueLoop) => number {
  const urgency = (loop: DueLoop) => (needsUs(loop, today) ? loopKinds.indexOf(loop.kind) : loopKinds.length)
  return (a, b) => urgency(a) - urgency(b) || daysInNeed(b, today) - daysInNeed(a, today) || a.id - b.id
}
