import type { Day } from '../domain/day.ts'
import type { PromiseLine, ReportRow, WeeklyReport, WeekTotals } from '../domain/report.ts'
import { shortDay } from '../formats/day-words.ts'
import type { Paper } from './paper.ts'
import { reasonWords } from './score-words.ts'
import { type Cell, table } from './table.ts'
import { counted, visible } from './text.ts'
import type { View } from './view.ts'

type Column = { column: string; of: (row: ReportRow, report: WeeklyReport) => string | number | null }

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
]

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const totalLines: [title: string, total: keyof WeekTotals][] = [
  ['Touches', 'touches'],
  ['  positive', 'positive'],
  ['  neutral', 'neutral'],
  ['  negative', 'negative'],
  ['Care visits', 'careVisits'],
  ['Spoken', 'spoken'],
  ['Begun by us', 'beganByUs'],
  ['Minutes', 'minutes'],
  ['Promises made', 'promisesMade'],
  ['  kept on time', 'promisesKept'],
  ['  late', 'promisesLate'],
]

function totalsTable({ totals, before, week }: WeeklyReport, paper: Paper): string {
  const change = (now: number, then: number) => (now === then ? '' : `${now > then ? '+' : '−'}${Math.abs(now - then)}`)
  return table(
    [
      { title: '' },
      { title: week.name, align: 'right' },
      { title: 'Week before', align: 'right' },
      { title: '', align: 'right' },
    ],
    totalLines.map(([title, total]): Cell[] => [
      title,
      String(totals[total]),
      String(before[total]),
      change(totals[total], before[total]),
    ]),
    paper,
  )
}

const section = (title: string, lines: string[], paper: Paper): string =>
  [paper.colour.bold(title), ...(lines.length === 0 ? ['  none'] : lines.map((line) => `  ${visible(line)}`))].join(
    '\n',
  )

const promiseText = ({ loop, customer, daysLate }: PromiseLine, asOf: Day): string => {
  const state = loop.closedOn !== null && loop.closedOn <= asOf ? 'kept' : 'open'
  return `#${loop.id} to ${customer.name}: ${loop.text} (${daysLate === 0 ? state : `${state}, ${counted(daysLate, 'day')} late`})`
}

function page(report: WeeklyReport, paper: Paper): string {
  const { week, asOf, goal } = report
  const until = asOf === week.to ? '' : `, up to ${shortDay(asOf, paper.today)}`
  const becameDue = report.becameDue.map(
    ({ customer, reasons, score }) =>
      `${customer.name}: ${reasons.map((reason) => reasonWords(reason, score, goal)).join(' · ')}`,
  )
  return [
    paper.colour.bold(
      `Week ${week.name}: ${shortDay(week.from, paper.today)} to ${shortDay(week.to, paper.today)}${until}`,
    ),
    totalsTable(report, paper),
    section('Became due', becameDue, paper),
    section(
      'Recovered',
      report.recovered.map((customer) => customer.name),
      paper,
    ),
    section(
      'Promises kept on time',
      report.kept.map((line) => promiseText(line, asOf)),
      paper,
    ),
    section(
      'Promises late',
      report.late.map((line) => promiseText(line, asOf)),
      paper,
    ),
  ].join('\n\n')
}

const promiseJson = ({ loop, customer, daysLate }: PromiseLine) => ({
  id: loop.id,
  customer: { id: customer.id, name: customer.name },
  text: loop.text,
  dueOn: loop.dueOn,
  daysLate,
})

export const reportView: View<WeeklyReport> = {
  text: page,
  json: (report) => ({
    week: report.week.name,
    from: report.week.from,
    to: report.week.to,
    asOf: report.asOf,
    totals: report.totals,
    weekBefore: report.before,
    becameDue: report.becameDue.map(({ customer, reasons }) => ({ id: customer.id, name: customer.name, reasons })),
    recovered: report.recovered.map(({ id, name }) => ({ id, name })),
    promisesKept: report.kept.map(promiseJson),
    promisesLate: report.late.map(promiseJson),
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
