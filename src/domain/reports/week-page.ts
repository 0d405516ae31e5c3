import { compareText } from '../compare-text.ts'
import type { ListedCustomer } from '../customers/customer.ts'
import { addDays, type Day } from '../days/day.ts'
import type { Week } from '../days/week.ts'
import { type DueRow, type Reason, type Standing, whoIsDue } from '../due/due.ts'
import type { Settings } from '../shop/settings.ts'
import type { WeeklyReport } from './report.ts'
import type { ReportRow, SeenWeek } from './week-table.ts'

export type WeekTones = { week: Week; positive: number; negative: number }

/** The day is in the week after. */
type NextWeekLine = { on: Day; customer: ListedCustomer; reason: Reason }

export type WeekPage = {
  shop: string | null
  report: WeeklyReport
  /** The order is by name. */
  rows: ReportRow[]
  /** The oldest come first. */
  weeks: WeekTones[]
  /** Due on the day of the scores. */
  visitsDue: number
  nextWeek: NextWeekLine[]
  /** The worst come first. */
  next: DueRow<ListedCustomer>[]
}

const most = 5

/** @param soon days from the day of the scores to the end of the week after */
export function whatComesNext(
  standings: Standing<ListedCustomer>[],
  { asOf, week }: SeenWeek,
  settings: Settings,
  soon: number,
): Pick<WeekPage, 'visitsDue' | 'nextWeek' | 'next'> {
  const rows = whoIsDue(standings, asOf, { settings, soon })
  const lines = rows.flatMap(({ customer, reasons }) =>
    reasons.flatMap((reason) => {
      const on = dayOfReason(reason, asOf)
      return on !== null && on > week.to ? [{ on, customer, reason }] : []
    }),
  )
  const due = whoIsDue(standings, asOf, { settings })
  return {
    visitsDue: standings.filter(({ score, isArchived }) => !isArchived && (score.daysOverdue ?? -1) >= 0).length,
    nextWeek: lines.sort((a, b) => compareText(a.on, b.on)),
    next: [...due.filter((row) => row.today), ...due.filter((row) => !row.today)].slice(0, most),
  }
}

/** Null for other reasons than a promise, a request or a yearly day. */
function dayOfReason(reason: Reason, asOf: Day): Day | null {
  if (reason.kind === 'promise' || reason.kind === 'request') return reason.dueOn
  return reason.kind === 'date' ? addDays(asOf, -reason.days) : null
}
