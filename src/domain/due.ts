import type { ReplyReason } from './answers.ts'
import type { Customer } from './customer.ts'
import type { DateReason } from './dates.ts'
import type { Day } from './day.ts'
import { isOpen, type Loop, loopDays, loopKinds, needsUs, type Waiting, waitingOf } from './loop.ts'
import type { SavingsReason } from './savings.ts'
import type { Score } from './score.ts'

/**
 * Why a customer needs us today (docs/scoring.md, "What cl due lists"). `days` are days late, open, waiting or overdue. A
 * loop that waits for somebody says on whom, and since when.
 */
export type Reason =
  | ({ kind: 'promise' | 'request'; loop: number; text: string; dueOn: Day; days: number } & Waits)
  | ({ kind: 'complaint'; loop: number; text: string; openedOn: Day; days: number } & Waits)
  | ReplyReason
  | DateReason
  | SavingsReason
  | { kind: 'visit'; days: number }
  | { kind: 'ratio'; needed: number }

type Waits = { waiting?: Waiting }

/** The kinds of reason, in the order in which they rank. */
const ranks: Reason['kind'][] = [...loopKinds, 'reply', 'date', 'visit', 'ratio', 'savings']

type Named = Pick<Customer, 'id' | 'name'>

/** One customer with a score, and what waits for us there. */
export type Standing<C extends Named = Customer> = {
  customer: C
  score: Score
  /** Loops of the customer that are open, seen from the day of the score. */
  openLoops: Loop[]
  /** Reasons that are neither of loops nor of the score. */
  otherReasons: Reason[]
}
/** A customer with the reasons to be in due, the worst first. */
export type DueRow<C extends Named = Customer> = Standing<C> & { reasons: Reason[] }

function loopReason(loop: Loop, today: Day): Reason {
  const days = loopDays(loop, today) ?? 0
  const { id, text, openedOn, dueOn, kind } = loop
  const waiting = waitingOf(loop, today)
  const waits = waiting === null ? {} : { waiting }
  if (kind === 'complaint') return { kind, loop: id, text, openedOn, days, ...waits }
  return { kind, loop: id, text, dueOn: dueOn ?? openedOn, days, ...waits }
}

/**
 * Every reason that holds on `today`, in rank order, the worst of a kind first.
 * @param soon also a visit that is due within so many days
 */
export function reasonsFor(
  { score, openLoops, otherReasons }: Omit<Standing, 'customer'>,
  today: Day,
  soon = 0,
): Reason[] {
  const reasons = [...otherReasons]
  for (const loop of openLoops) {
    if (isOpen(loop, today) && needsUs(loop, today)) reasons.push(loopReason(loop, today))
  }
  if (score.daysOverdue !== null && score.daysOverdue >= -soon) reasons.push({ kind: 'visit', days: score.daysOverdue })
  if (score.needed > 0) reasons.push({ kind: 'ratio', needed: score.needed })
  return reasons.length < 2
    ? reasons
    : reasons.sort((a, b) => rankOf(a) - rankOf(b) || sizeOf(b, score) - sizeOf(a, score) || idOf(a) - idOf(b))
}

const rankOf = (reason: Reason): number => ranks.indexOf(reason.kind)

/** What a reason is about, by its number; 0 where there is just one of a kind. */
function idOf(reason: Reason): number {
  if ('loop' in reason) return reason.loop
  if (reason.kind === 'reply') return reason.touch
  return reason.kind === 'date' ? reason.date : 0
}

/** How bad a reason is among those of its kind; of dates, how near. */
function sizeOf(reason: Reason, score: Score): number {
  if (reason.kind === 'ratio') return reason.needed
  if (reason.kind === 'visit' && score.visitEvery !== 'never') return reason.days / score.visitEvery
  return reason.days
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By name in one fixed collation, whatever the locale; then by id. */
export const byName = (a: Named, b: Named): number =>
  compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.name, b.name) || a.id - b.id

const plain = /^[\x20-\x7e]*$/

const sortKey = (name: string): string =>
  (plain.test(name) ? name : name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')).toLowerCase()

/**
 * Who needs us today, worst first: by the rank of the first reason, its size, the name, the id.
 * @param include `soon`: also visits due within so many days; `all`: also those without any reason, last
 */
export function whoIsDue<C extends Named>(
  standings: Standing<C>[],
  today: Day,
  include: { soon?: number; all?: boolean } = {},
): DueRow<C>[] {
  const ranked: (Place & { row: DueRow<C> })[] = []
  for (const standing of standings) {
    const { customer, score } = standing
    const reasons = reasonsFor(standing, today, include.soon)
    const worst = reasons[0]
    if (!include.all && !worst) continue
    ranked.push({
      row: { ...standing, reasons },
      rank: worst ? rankOf(worst) : ranks.length,
      size: worst ? sizeOf(worst, score) : 0,
      name: sortKey(customer.name),
    })
  }
  return ranked.sort(comparePlaces).map(({ row }) => row)
}

/** What decides where a row stands, worked out once for each. */
type Place = { rank: number; size: number; name: string; row: { customer: Named } }

const comparePlaces = (a: Place, b: Place): number =>
  a.rank - b.rank || b.size - a.size || compareText(a.name, b.name) || byName(a.row.customer, b.row.customer)
