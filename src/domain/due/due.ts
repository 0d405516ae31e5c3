import type { Customer } from '../customers/customer.ts'
import { inNameOrder, type Named } from '../customers/name-order.ts'
import { type Day, daysBetween } from '../days/day.ts'
import { type DueLoop, isOpen, loopKinds, type Waiting, waitingOf } from '../loops/loop.ts'
import type { ReplyReason } from '../practices/answers.ts'
import type { DateReason } from '../practices/dates.ts'
import type { SavingsReason } from '../practices/savings.ts'
import type { Settings } from '../shop/settings.ts'
import type { Score } from './score.ts'

/**
 * A reason why a customer needs us today (docs/scoring.md, "What cl due lists"). `days` are days late, open, waiting or overdue,
 * and negative for a day ahead. A loop without a day of its own has `dueOn` null, and `openDays`. A loop that waits for
 * somebody has `waiting`.
 */
export type Reason =
  | ({
      kind: 'promise' | 'request'
      loop: number
      text: string
      dueOn: Day | null
      openDays?: number
      days: number
    } & Waits)
  | ({ kind: 'complaint'; loop: number; text: string; openedOn: Day; days: number } & Waits)
  | ReplyReason
  | DateReason
  | SavingsReason
  | { kind: 'visit'; days: number }
  | { kind: 'ratio'; needed: number }

type Waits = { waiting?: Waiting }

/** The kinds rank in this order. */
const ranks: Reason['kind'][] = [...loopKinds, 'reply', 'date', 'visit', 'ratio', 'savings']

/** `last` is the day of the last attempt since the last care visit that did not reach them. */
export type Tried = { times: number; last: Day }

export type Standing<C extends Named = Customer> = {
  customer: C
  score: Score
  /** Seen from the day of the score. */
  openLoops: DueLoop[]
  /** Replies, dates and savings. */
  otherReasons: Reason[]
  /** Null where nobody was tried in vain. */
  tried: Tried | null
  /** True where a complaint was open on the day, so that no further visit of it can be a care visit. */
  isVisitSpent: boolean
  /** True for an archived customer, of whom only open loops count. */
  isArchived: boolean
}

/** The worst reason comes first; `today` is true where one is for today. */
export type DueRow<C extends Named = Customer> = Standing<C> & { reasons: Reason[]; today: boolean }

function loopReason(loop: DueLoop, today: Day): Reason {
  const { id, text, openedOn, dueOn, dueBy, kind } = loop
  const waiting = waitingOf(loop, today)
  const waits = waiting === null ? {} : { waiting }
  if (kind === 'complaint') return { kind, loop: id, text, openedOn, days: daysBetween(openedOn, today), ...waits }
  const open = dueOn === null ? { openDays: daysBetween(openedOn, today) } : {}
  return { kind, loop: id, text, dueOn, ...open, days: daysBetween(dueBy ?? openedOn, today), ...waits }
}

/** Only `--soon` and `--all` show a day to come. */
export const isAhead = (reason: Reason, dateAhead: number): boolean =>
  reason.kind === 'date'
    ? reason.days < -dateAhead || reason.thoughtOf === true
    : (reason.kind === 'promise' || reason.kind === 'request' || reason.kind === 'visit') && reason.days < 0

/** Days. */
const everyWeek = 7

/** A late loop that waits is listed first when it began to be late, and a complaint at once. */
const daysListed = ({ kind, days }: { kind: Reason['kind']; days: number }): number =>
  kind === 'complaint' ? days : days - 1

/** A loop that waits on somebody has its turn when it begins to be late, and every week after. */
export const isTurnToAsk = (loop: { kind: Reason['kind']; days: number }): boolean =>
  daysListed(loop) >= 0 && daysListed(loop) % everyWeek === 0

/** The reason is of that morning, or since one before: a ratio and savings are for a good day. */
export const isPressing = (reason: Reason): boolean =>
  reason.kind !== 'ratio' && reason.kind !== 'savings' && !('waiting' in reason && daysListed(reason) < 0)

/**
 * The table of due has only reasons for today: a ratio and savings are for a good day, a loop that waits on somebody has its turn
 * once a week, a customer who was tried today is left in peace until tomorrow, and no care visit can be made while a complaint
 * is open.
 */
export function isForToday(
  reason: Reason,
  { tried, isVisitSpent }: Pick<Standing, 'tried' | 'isVisitSpent'>,
  { dateAhead }: Pick<Settings, 'dateAhead'>,
  today: Day,
): boolean {
  if (reason.kind === 'ratio' || reason.kind === 'savings' || isAhead(reason, dateAhead)) return false
  if (reason.kind === 'visit') return tried?.last !== today && !isVisitSpent
  return 'waiting' in reason ? isTurnToAsk(reason) : true
}

export const isLoopForToday = (loop: DueLoop, settings: Pick<Settings, 'dateAhead'>, today: Day): boolean =>
  isForToday(loopReason(loop, today), { tried: null, isVisitSpent: false }, settings, today)

/** `soon` is the number of days ahead. */
type Looked = { settings: Pick<Settings, 'dateAhead'>; soon?: number | undefined }

/** Reasons are in rank order, the worst of a kind first; reasons of days to come follow, the soonest first. */
export function reasonsFor(
  { score, openLoops, otherReasons, isArchived }: Omit<Standing, 'customer' | 'tried'>,
  today: Day,
  { settings, soon = 0 }: Looked,
): Reason[] {
  const reasons = isArchived ? [] : [...otherReasons]
  for (const loop of openLoops) {
    const reason = loopReason(loop, today)
    if (isOpen(loop, today) && (reason.kind === 'complaint' || ('days' in reason && reason.days >= -soon)))
      reasons.push(reason)
  }
  if (!isArchived && score.daysOverdue !== null && score.daysOverdue >= -soon)
    reasons.push({ kind: 'visit', days: score.daysOverdue })
  if (!isArchived && score.needed > 0) reasons.push({ kind: 'ratio', needed: score.needed })
  if (reasons.length < 2) return reasons
  const aheadOf = (reason: Reason) => (isAhead(reason, settings.dateAhead) ? 1 : 0)
  const inRank = (a: Reason, b: Reason) =>
    rankOf(a) - rankOf(b) || sizeOf(b, score) - sizeOf(a, score) || idOf(a) - idOf(b)
  const soonest = (a: Reason, b: Reason) => daysOf(b) - daysOf(a)
  return reasons.sort((a, b) => aheadOf(a) - aheadOf(b) || aheadOf(a) * soonest(a, b) || inRank(a, b))
}

const daysOf = (reason: Reason): number => (reason.kind === 'ratio' ? 0 : reason.days)

export const rankOf = (reason: Reason): number => ranks.indexOf(reason.kind)

/** A customer has one reason of a kind without a number: 0. */
function idOf(reason: Reason): number {
  if ('loop' in reason) return reason.loop
  if (reason.kind === 'reply') return reason.touch
  return reason.kind === 'date' ? reason.date : 0
}

/** The larger of one kind is the worse, and the nearer of dates. */
function sizeOf(reason: Reason, score: Score): number {
  if (reason.kind === 'ratio') return reason.needed
  if (reason.kind === 'visit' && score.visitEvery !== 'never') return reason.days / score.visitEvery
  return reason.days
}

/**
 * The worst come first.
 * @param include `soon`: days ahead in which reasons are looked for; `all`: also customers without any reason, last
 */
export function whoIsDue<C extends Named>(
  standings: Standing<C>[],
  today: Day,
  include: Looked & { all?: boolean },
): DueRow<C>[] {
  const rows: DueRow<C>[] = []
  for (const standing of standings) {
    const reasons = reasonsFor(standing, today, include)
    if (reasons.length === 0 && (!include.all || standing.isArchived)) continue
    const isToday = reasons.some((reason) => isForToday(reason, standing, include.settings, today))
    rows.push({ reasons, today: isToday, ...standing })
  }
  return worstFirst(rows, include.settings)
}

/**
 * Rows are sorted by the rank of the first reason, its size, the name, the id; reasons of days to come alone follow, the soonest
 * first; rows without a reason come last.
 */
export const worstFirst = <R extends Ranked>(rows: R[], { dateAhead }: Pick<Settings, 'dateAhead'>): R[] =>
  inNameOrder(
    rows.map((row) => ({ row, place: placeOf(row.reasons[0], row.score, dateAhead) })),
    ({ row }) => row.customer,
    ({ place: a }, { place: b }) => a.rank - b.rank || b.size - a.size,
  ).map(({ row }) => row)

type Ranked = Pick<DueRow<Named>, 'customer' | 'score' | 'reasons'>

/** The name decides between rows of one place. */
function placeOf(worst: Reason | undefined, score: Score, dateAhead: number): { rank: number; size: number } {
  if (!worst) return { rank: ranks.length + 1, size: 0 }
  if (isAhead(worst, dateAhead)) return { rank: ranks.length, size: daysOf(worst) }
  return { rank: rankOf(worst), size: sizeOf(worst, score) }
}
