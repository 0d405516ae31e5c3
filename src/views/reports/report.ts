import { respectOf, trustOf } from '#domain/practices/trust.ts'
import type { CustomerCount, EndedLine, PromiseLine, WeeklyReport } from '#domain/reports/report.ts'
import type { ReportPractices, ReportRow, WeekTable } from '#domain/reports/week-table.ts'
import type { Cells, CsvTable } from '#formats/csv.ts'
import { nameAndId } from '../name-and-id.ts'
import { wholeScore } from '../practices/practices.ts'
import type { View } from '../view.ts'
import { reportPage } from './report-page.ts'

/** A row of the table, and what is worked out for that row alone. */
type Line = { week: string; row: ReportRow; own: ReportPractices }

type Column = { column: string; of: (line: Line) => Cells[number] }

/** The report's columns, in the order on which scripts rely: new ones only at the end. */
const columns: Column[] = [
  { column: 'week', of: ({ week }) => week },
  { column: 'customer', of: ({ row }) => row.customer.name },
  { column: 'tags', of: ({ row }) => row.customer.tags.join('; ') },
  { column: 'touches', of: ({ row }) => row.counts.touches },
  { column: 'positive', of: ({ row }) => row.counts.positive },
  { column: 'negative', of: ({ row }) => row.counts.negative },
  { column: 'neutral', of: ({ row }) => row.counts.neutral },
  { column: 'care_visits', of: ({ row }) => row.counts.careVisits },
  { column: 'spoken', of: ({ row }) => row.counts.spoken },
  { column: 'began_by_us', of: ({ row }) => row.counts.beganByUs },
  { column: 'minutes', of: ({ row }) => row.counts.minutes },
  { column: 'last_visit', of: ({ row }) => row.score.lastVisit },
  { column: 'visit_due', of: ({ row }) => row.score.visitDue },
  { column: 'days_overdue', of: ({ row }) => row.score.daysOverdue },
  { column: 'window_positive', of: ({ row }) => row.score.positive },
  { column: 'window_negative', of: ({ row }) => row.score.negative },
  { column: 'ratio', of: ({ row }) => row.score.ratio },
  { column: 'needed', of: ({ row }) => row.score.needed },
  { column: 'open_complaints', of: ({ row }) => row.loops.openComplaints },
  { column: 'open_requests', of: ({ row }) => row.loops.openRequests },
  { column: 'promises_made', of: ({ row }) => row.loops.promisesMade },
  { column: 'promises_kept', of: ({ row }) => row.loops.promisesKept },
  { column: 'promises_late', of: ({ row }) => row.loops.promisesLate },
  { column: 'last_touch', of: ({ row }) => row.lastTouch },
  { column: 'kind', of: ({ row }) => row.customer.kind },
  { column: 'trust', of: ({ own: { practices } }) => wholeScore(trustOf(practices.trust)) },
  { column: 'respect', of: ({ own: { practices } }) => wholeScore(respectOf(practices.respect)) },
  { column: 'knowing', of: ({ own: { practices } }) => practices.knowing.share },
  { column: 'pulse', of: ({ own }) => own.pulse },
  { column: 'drift', of: ({ own }) => own.drift },
  { column: 'reply_days', of: ({ own: { practices } }) => practices.answers?.median ?? null },
  { column: 'mend_days', of: ({ own: { practices } }) => practices.mending?.median ?? null },
  { column: 'request_days', of: ({ own: { practices } }) => practices.doing?.median ?? null },
  { column: 'savings_told', of: ({ own }) => own.savingsTold },
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

/** The lines of a table, one after the other: there may be very many. */
function* linesOf({ week, rows, practicesOf }: WeekTable): Generator<Line> {
  for (const row of rows) yield { week: week.name, row, own: practicesOf(row.customer.id) }
}

function* cellsOf(table: WeekTable): Generator<Cells> {
  for (const line of linesOf(table)) yield columns.map(({ of }) => of(line))
}

/** A week for a spreadsheet, a row for each customer. */
export const weekCsv = (table: WeekTable): CsvTable => ({
  columns: columns.map(({ column }) => column),
  rows: cellsOf(table),
})

/** A week on a page; for programs, with a row for each customer. The page shows no rows, so that none have to be read for it. */
export const reportView: View<{ report: WeeklyReport; table: WeekTable | null }> = {
  text: ({ report }, paper) => reportPage(report, paper),
  json: ({ report, table }) => ({
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
    customers: [...(table ? linesOf(table) : [])].map((line) => ({
      id: line.row.customer.id,
      ...Object.fromEntries(columns.map(({ column, of }) => [camel(column), of(line)])),
      tags: line.row.customer.tags,
    })),
  }),
}
