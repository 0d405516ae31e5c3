import type { Customer } from '../customers/customer.ts'
import type { Day } from '../days/day.ts'
import type { Settings } from '../shop/settings.ts'
import type { Touch } from '../touches/touch.ts'
import { type Reason, reasonsFor, type Standing } from './due.ts'
import { type JudgedTouch, type NoVisit, windowStart } from './score.ts'

/** Touches behind a score, and those that nearly counted. */
export type Explanation = {
  reasons: Reason[]
  window: { from: Day; to: Day; days: number }
  positive: Touch[]
  negative: Touch[]
  lastVisit: Touch | null
  /** Touches of a care purpose after the last care visit, with the reason why they are none. */
  noVisits: { touch: Touch; why: Exclude<NoVisit, 'purpose'> }[]
}

/** @param record all touches of the customer up to `today`, the oldest first */
export function explanationOf(
  record: {
    standing: Omit<Standing<Pick<Customer, 'id' | 'name'>>, 'customer'> | null
    touches: JudgedTouch[]
  },
  { settings }: { settings: Settings },
  today: Day,
): Explanation {
  const from = windowStart(today, settings.ratioWindow)
  const inWindow = record.touches.filter((touch) => touch.on >= from)
  const lastVisit = record.touches.findLast(({ noVisit }) => noVisit === null) ?? null
  const noVisits = record.touches.slice(lastVisit ? record.touches.indexOf(lastVisit) + 1 : 0)
  return {
    reasons: record.standing ? reasonsFor(record.standing, today, { settings }) : [],
    window: { from, to: today, days: settings.ratioWindow },
    positive: inWindow.filter((touch) => touch.tone === '+'),
    negative: inWindow.filter((touch) => touch.tone === '-'),
    lastVisit,
    noVisits: noVisits.flatMap((touch) =>
      touch.noVisit === null || touch.noVisit === 'purpose' ? [] : [{ touch, why: touch.noVisit }],
    ),
  }
}
