import type { Customer } from './customer.ts'
import type { Day } from './day.ts'
import { type Reason, reasonsFor, type Standing } from './due.ts'
import type { Loop } from './loop.ts'
import { type NoVisit, whyNoCareVisit, windowStart } from './score.ts'
import type { Settings } from './settings.ts'
import type { Touch } from './touch.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What stands behind a score: the touches that count, and those that nearly did. */
export type Explanation = {
  reasons: Reason[]
  window: { from: Day; to: Day; days: number }
  positive: Touch[]
  negative: Touch[]
  /** The touch that is the last care visit. */
  lastVisit: Touch | null
  /** Touches after the last care visit that are of a care purpose but no care visit, and why not. */
  noVisits: { touch: Touch; why: Exclude<NoVisit, 'purpose'> }[]
}

/**
 * What stands behind a customer's score on `today`.
 * @param record all touches of the customer up to `today`, the oldest first, and all loops
 */
export function explanationOf(
  record: {
    standing: Omit<Standing<Pick<Customer, 'id' | 'name'>>, 'customer'> | null
    touches: Touch[]
    loops: Loop[]
  },
  { vocabulary, settings }: { vocabulary: Vocabulary; settings: Settings },
  today: Day,
): Explanation {
  const from = windowStart(today, settings.ratioWindow)
  const inWindow = record.touches.filter((touch) => touch.on >= from)
  const judged = record.touches.map((touch) => ({ touch, why: whyNoCareVisit(touch, record.loops, vocabulary) }))
  const visit = judged.findLast(({ why }) => why === null)
  const noVisits = judged.slice(visit ? judged.indexOf(visit) + 1 : 0)
  return {
    reasons: record.standing ? reasonsFor(record.standing, today) : [],
    window: { from, to: today, days: settings.ratioWindow },
    positive: inWindow.filter((touch) => touch.tone === '+'),
    negative: inWindow.filter((touch) => touch.tone === '-'),
    lastVisit: visit?.touch ?? null,
    noVisits: noVisits.flatMap(({ touch, why }) => (why === null || why === 'purpose' ? [] : [{ touch, why }])),
  }
}
