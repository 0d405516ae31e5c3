import type { CustomerCount, EndedLine, PromiseLine, ReportPractices, ReportRow, WeeklyReport } from '#domain/report.ts'
import { respectOf, trustOf } from '#domain/trust.ts'
import { nameAndId } from './name-and-id.ts'
import { wholeScore } from './practices.ts'
import { reportPage } from './report-page.ts'
import type { View } from './view.ts'

type Column = { column: string; of: (row: ReportRow, report: WeeklyReport) => string | number | null }

const ofPractices =
  (value: (practices: ReportPractices) => string | number | null): Column['of'] =>
  ({ customer }, { practices }) => {
    const found = practices.get(customer.id)
    return found ? value(found) : null
  }

/** The report's columns, in the order on which scripts rely: new ones only at the end. */
const columns: Column[] = [
  { column: 'week', of: (_, { week }) => week.name },
  { column: 'customer', of: (row) => row.customer.name },
  { column: 'tags', of: (row) => row.customer.tags.join('; ') },
  { column: 'touches', of: (row) => row.touches },
  { column: 'positive', of: (row) => row.positive },
  { column: 'negative', of: (row) => row.negative },
  { column: 'neutral', of: (row) => row.neutral },
  { column: 'care_visits', of: (row) => row.careVisits },
  { column: 'spoken', of: (row) => row.spoken },
  { column: 'began_by_us', of: (row) => row.beganByUs },
  { column: 'minutes', of: (row) => row.minutes },
  { column: 'last_visit', of: (row) => row.score.lastVisit },
  { column: 'visit_due', of: (row) => row.score.visitDue },
  { column: 'days_overdue', of: (row) => row.score.daysOverdue },
  { column: 'window_positive', of: (row) => row.score.positive },
  { column: 'window_negative', of: (row) => row.score.negative },
  { column: 'ratio', of: (row) => row.score.ratio },
  { column: 'needed', of: (row) => row.score.needed },
  { column: 'open_complaints', of: (row) => row.openComplaints },
  { column: 'open_requests', of: (row) => row.openRequests },
  { column: 'promises_made', of: (row) => row.promisesMade },
  { column: 'promises_kept', of: (row) => row.promisesKept },
  { column: 'promises_late', of: (row) => row.promisesLate },
  { column: 'last_touch', of: (row) => row.lastTouch },
  { column: 'kind', of: (row) => row.customer.kind },
  { column: 'trust', of: ofPractices(({ trust }) => wholeScore(trustOf(trust))) },
  { column: 'respect', of: ofPractices(({ respect }) => wholeScore(respectOf(respect))) },
  { column: 'knowing', of: ofPractices(({ knowing }) => knowing.share) },
  { column: 'pulse', of: ofPractices(({ pulse }) => pulse) },
  { column: 'drift', of: ofPractices(({ drift }) => drift) },
  { column: 'reply_days', of: ofPractices(({ answers }) => answers?.median ?? null) },
  { column: 'mend_days', of: ofPractices(({ mending }) => mending?.median ?? null) },
  { column: 'request_days', of: ofPractices(({ doing }) => doing?.median ?? null) },
  { column: 'savings_told', of: ofPractices(({ savingsTold }) => savingsTold) },
]

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const countJson = ({ customer, count }: CustomerCount) => ({ customer: nameAndId(customer), count })

const promiseJson = ({ loop, customer, daysLate }: PromiseLine) => ({
  id: loop.id,
  customer: nameAndId(customer),
  text: loop.text,
  dueOn: loop.dueOn,
  daysLate,
})

const endedJson = ({ loop, customer, days }: EndedLine) => ({
  id: loop.id,
  kind: loop.kind,
  customer: nameAndId(customer),
  text: loop.text,
  days,
})

/** A week on a page; for programs, a row for each customer. */
export const reportView: View<WeeklyReport> = {
  text: reportPage,
  json: (report) => ({
    week: report.week.name,
    from: report.week.from,
    to: report.week.to,
    asOf: report.asOf,
    totals: report.totals,
    weekBefore: report.before,
    careVisits: report.careVisits.map(countJson),
    thanks: report.thanks.map(countJson),
    goodTouches: report.goodTouches.map(countJson),
    factsLearned: report.learned.map(countJson),
    answeredInTime: report.answered.map(countJson),
    promisesBroken: report.broken.map(promiseJson),
    daysMissed: report.missed.map(({ customer, label, on }) => ({ customer: nameAndId(customer), label, on })),
    lost: report.lost.map(nameAndId),
    becameDue: report.becameDue.map(({ customer, reasons }) => ({ ...nameAndId(customer), reasons })),
    recovered: report.recovered.map(nameAndId),
    promisesKept: report.kept.map(promiseJson),
    promisesLate: report.late.map(promiseJson),
    ended: report.ended.map(endedJson),
    complaints: report.complaints.map(endedJson),
    waiting: report.waiting.map(nameAndId),
    customers: report.rows.map((row) => ({
      id: row.customer.id,
      ...Object.fromEntries(columns.map(({ column, of }) => [camel(column), of(row, report)])),
      tags: row.customer.tags,
    })),
  }),
  csv: (report) => ({
    columns: columns.map(({ column }) => column),
    rows: report.rows.map((row) => columns.map(({ of }) => of(row, report))),
  }),
}
