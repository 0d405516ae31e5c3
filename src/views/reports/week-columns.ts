import type { Span } from '#domain/days/spans.ts'
import { respectOf, trustOf } from '#domain/practices/trust.ts'
import type { ReportPractices, ReportRow, WeekTable } from '#domain/reports/week-table.ts'
import type { Cells } from '#formats/csv.ts'
import type { CellKind } from '#formats/workbook/sheet.ts'
import { wholeScore } from '../practices/practices.ts'

type Line = { week: string; row: ReportRow; seen: ReportPractices }

type Titled<T> = { title: string; kind: CellKind; of: (from: T) => Cells[number] }

const medianOf = (span: Span | null): number | null => span?.median ?? null

/** Scripts rely on the order: new columns come at the end. */
export const weekColumns: (Titled<Line> & { column: string })[] = [
  { column: 'week', title: 'Week', kind: 'text', of: ({ week }) => week },
  { column: 'customer', title: 'Customer', kind: 'text', of: ({ row }) => row.customer.name },
  { column: 'tags', title: 'Tags', kind: 'text', of: ({ row }) => row.customer.tags.join('; ') },
  { column: 'touches', title: 'Touches', kind: 'number', of: ({ row }) => row.counts.touches },
  { column: 'positive', title: 'Good', kind: 'number', of: ({ row }) => row.counts.positive },
  { column: 'negative', title: 'Bad', kind: 'number', of: ({ row }) => row.counts.negative },
  { column: 'neutral', title: 'Neither', kind: 'number', of: ({ row }) => row.counts.neutral },
  { column: 'care_visits', title: 'Care visits', kind: 'number', of: ({ row }) => row.counts.careVisits },
  { column: 'spoken', title: 'Spoken', kind: 'number', of: ({ row }) => row.counts.spoken },
  { column: 'began_by_us', title: 'Begun by you', kind: 'number', of: ({ row }) => row.counts.beganByUs },
  { column: 'minutes', title: 'Minutes', kind: 'number', of: ({ row }) => row.counts.minutes },
  { column: 'last_visit', title: 'Last care visit', kind: 'day', of: ({ row }) => row.score.lastVisit },
  { column: 'visit_due', title: 'Care visit due', kind: 'day', of: ({ row }) => row.score.visitDue },
  { column: 'days_overdue', title: 'Days overdue', kind: 'number', of: ({ row }) => row.score.daysOverdue },
  { column: 'window_positive', title: 'Good, for the ratio', kind: 'number', of: ({ row }) => row.score.positive },
  { column: 'window_negative', title: 'Bad, for the ratio', kind: 'number', of: ({ row }) => row.score.negative },
  { column: 'ratio', title: 'Ratio', kind: 'decimal', of: ({ row }) => row.score.ratio },
  { column: 'needed', title: 'Good ones needed', kind: 'number', of: ({ row }) => row.score.needed },
  { column: 'open_complaints', title: 'Open complaints', kind: 'number', of: ({ row }) => row.loops.openComplaints },
  { column: 'open_requests', title: 'Open requests', kind: 'number', of: ({ row }) => row.loops.openRequests },
  { column: 'promises_made', title: 'Promises made', kind: 'number', of: ({ row }) => row.loops.promisesMade },
  { column: 'promises_kept', title: 'Promises kept on time', kind: 'number', of: ({ row }) => row.loops.promisesKept },
  { column: 'promises_late', title: 'Promises late', kind: 'number', of: ({ row }) => row.loops.promisesLate },
  { column: 'last_touch', title: 'Last touch', kind: 'day', of: ({ row }) => row.lastTouch },
  { column: 'kind', title: 'Kind', kind: 'text', of: ({ row }) => row.customer.kind },
  { column: 'trust', title: 'Trust', kind: 'number', of: ({ seen }) => wholeScore(trustOf(seen.practices.trust)) },
  {
    column: 'respect',
    title: 'Respect',
    kind: 'number',
    of: ({ seen }) => wholeScore(respectOf(seen.practices.respect)),
  },
  { column: 'knowing', title: 'Topics known', kind: 'share', of: ({ seen }) => seen.practices.knowing.share },
  { column: 'pulse', title: 'Pulse', kind: 'number', of: ({ seen }) => seen.pulse },
  { column: 'drift', title: 'Drift', kind: 'text', of: ({ seen }) => seen.drift },
  { column: 'reply_days', title: 'Days to answer', kind: 'number', of: ({ seen }) => medianOf(seen.practices.answers) },
  { column: 'mend_days', title: 'Days to mend', kind: 'number', of: ({ seen }) => medianOf(seen.practices.mending) },
  { column: 'request_days', title: 'Days to do', kind: 'number', of: ({ seen }) => medianOf(seen.practices.doing) },
  { column: 'savings_told', title: 'Savings told', kind: 'number', of: ({ seen }) => seen.savingsTold },
]

/** The columns of a week's page, which also come first in its workbook. */
export const firstColumns: Titled<ReportRow>[] = [
  { title: 'Customer', kind: 'text', of: ({ customer }) => customer.name },
  { title: 'Touches', kind: 'number', of: ({ counts }) => counts.touches },
  { title: 'Good', kind: 'number', of: ({ counts }) => counts.positive },
  { title: 'Bad', kind: 'number', of: ({ counts }) => counts.negative },
  { title: 'Last touch', kind: 'day', of: ({ lastTouch }) => lastTouch },
  { title: 'Care visit due', kind: 'day', of: ({ score }) => score.visitDue },
  { title: 'Good to bad', kind: 'text', of: ({ score }) => `${score.positive}:${score.negative}` },
  { title: 'Open', kind: 'number', of: ({ loops }) => loops.openComplaints + loops.openRequests },
]

/** There may be very many lines. */
export function* linesOf({ week, rows, practicesOf }: WeekTable): Generator<Line> {
  for (const row of rows) yield { week: week.name, row, seen: practicesOf(row.customer.id) }
}
