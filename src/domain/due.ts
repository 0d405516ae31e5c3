import type { Customer } from './customer.ts'
import type { Day } from './day.ts'
import { isOpen, type Loop, loopDays, loopKinds, needsUs } from './loop.ts'
import type { Score } from './score.ts'

/** Why a customer needs us today (SCORING, "What cl due lists"). `days` are days late, open or overdue. */
export type Reason =
  | { kind: 'promise' | 'request'; loop: number; text: string; dueOn: Day; days: number }
  | { kind: 'complaint'; loop: number; text: string; openedOn: Day; days: number }
  | { kind: 'visit'; days: number }
  | { kind: 'ratio'; needed: number }

/** The kinds of reason, in the order in which they rank. */
const ranks: Reason['kind'][] = [...loopKinds, 'visit', 'ratio']

/** One customer with a score, and what waits for us there. */
export type Standing<C extends Pick<Customer, 'id' | 'name'> = Customer> = {
  customer: C
  score: Score
  /** Loops of the customer that are open, seen from the day of the score. */
  openLoops: Loop[]
}
export type DueRow<C extends Pick<Customer, 'id' | 'name'> = Customer> = Standing<C> & { reasons: Reason[] }

function loopReason(loop: Loop, today: Day): Reason {
  const days = loopDays(loop, today) ?? 0
  const { id, text, openedOn, dueOn, kind } = loop
  if (kind === 'complaint') return { kind, loop: id, text, openedOn, days }
  return { kind, loop: id, text, dueOn: dueOn ?? openedOn, days }
}

/**
 * Every reason that holds on `today`, in rank order, the worst of a kind first.
 * @param soon also a visit that is due within so many days
 */
export function reasonsFor({ score, openLoops }: Omit<Standing, 'customer'>, today: Day, soon = 0): Reason[] {
  const waiting = openLoops.filter((loop) => isOpen(loop, today) && needsUs(loop, today))
  const reasons = waiting
    .map((loop) => loopReason(loop, today))
    .sort(
      (a, b) =>
        ranks.indexOf(a.kind) - ranks.indexOf(b.kind) || sizeOf(b, score) - sizeOf(a, score) || idOf(a) - idOf(b),
    )
  if (score.daysOverdue !== null && score.daysOverdue >= -soon) reasons.push({ kind: 'visit', days: score.daysOverdue })
  if (score.needed > 0) reasons.push({ kind: 'ratio', needed: score.needed })
  return reasons
}

const idOf = (reason: Reason): number => ('loop' in reason ? reason.loop : 0)

/** How bad a reason is among those of its kind. */
function sizeOf(reason: Reason, score: Score): number {
  if (reason.kind === 'ratio') return reason.needed
  if (reason.kind === 'visit' && score.visitEvery !== 'never') return reason.days / score.visitEvery
  return reason.days
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By name in one fixed collation, whatever the locale; then by id. */
export const byName = (a: Pick<Customer, 'id' | 'name'>, b: Pick<Customer, 'id' | 'name'>): number =>
  compareText(sortKey(a.name), sortKey(b.name)) || compareText(a.name, b.name) || a.id - b.id

const sortKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/**
 * Who needs us today, worst first: by the rank of the first reason, its size, the name, the id.
 * @param include `soon`: also visits due within so many days; `all`: also those without any reason, last
 */
export function whoIsDue<C extends Pick<Customer, 'id' | 'name'>>(
  standings: Standing<C>[],
  today: Day,
  include: { soon?: number; all?: boolean } = {},
): DueRow<C>[] {
  const rows = standings.map((standing) => ({ ...standing, reasons: reasonsFor(standing, today, include.soon) }))
  return rows.filter((row) => include.all || row.reasons.length > 0).sort(compareDue)
}

function compareDue(a: DueRow<Pick<Customer, 'id' | 'name'>>, b: DueRow<Pick<Customer, 'id' | 'name'>>): number {
  const [worstOfA, worstOfB] = [a.reasons[0], b.reasons[0]]
  if (!worstOfA || !worstOfB) return Number(!worstOfA) - Number(!worstOfB) || byName(a.customer, b.customer)
  return (
    ranks.indexOf(worstOfA.kind) - ranks.indexOf(worstOfB.kind) ||
    sizeOf(worstOfB, b.score) - sizeOf(worstOfA, a.score) ||
    byName(a.customer, b.customer)
  )
}
