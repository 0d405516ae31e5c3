import type { Day } from '#domain/day.ts'
import type { EndedLine, PromiseLine, ReportPractices, ReportRow, WeeklyReport, WeekTotals } from '#domain/report.ts'
import { respectOf, trustOf } from '#domain/trust.ts'
import { shortDay } from '#formats/day-words.ts'
import { nameAndId } from './name-and-id.ts'
import { wholeScore } from './practices.ts'
import { reasonWords } from './score-words.ts'
import type { Paper } from './screen.ts'
import { type Cell, table } from './table.ts'
import { counted, excerpt, hanging, visible } from './text.ts'
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

const totalLines: [title: string, total: keyof WeekTotals][] = [
  ['Touches', 'touches'],
  ['  positive', 'positive'],
  ['  neutral', 'neutral'],
  ['  negative', 'negative'],
  ['Care visits', 'careVisits'],
  ['Spoken', 'spoken'],
  ['Begun by you', 'beganByUs'],
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

/** Sections under a title, those without lines left out; with none at all, what is said instead. */
function part(title: string, sections: [title: string, lines: string[]][], instead: string, paper: Paper): string {
  const filled = sections.filter(([, lines]) => lines.length > 0)
  const shown = filled.flatMap(([name, lines]) => [`  ${name}`, ...lines.map((line) => `    ${visible(line)}`)])
  const fitting = (shown.length === 0 ? [`  ${instead}`] : shown).flatMap((line) => hanging(line, paper))
  return [paper.colour.bold(title), ...fitting].join('\n')
}

const endedText = ({ loop, customer, days }: EndedLine): string =>
  `${loop.kind} #${loop.id} of ${customer.name}: ${excerpt(loop.text)} (${loop.outcome} in ${counted(days, 'day')})`

const toldLines = ({ rows, practices }: WeeklyReport): string[] =>
  rows.flatMap(({ customer }) => {
    const told = practices.get(customer.id)?.savingsTold ?? 0
    return told === 0 ? [] : [`${customer.name}: ${counted(told, 'saving')}`]
  })

const promiseText = ({ loop, customer, daysLate }: PromiseLine, asOf: Day): string => {
  const state = loop.closedOn !== null && loop.closedOn <= asOf ? 'kept' : 'open'
  return `#${loop.id} to ${customer.name}: ${excerpt(loop.text)} (${daysLate === 0 ? state : `${state}, ${counted(daysLate, 'day')} late`})`
}

function page(report: WeeklyReport, paper: Paper): string {
  const { week, asOf, goal } = report
  const until = asOf === week.to ? '' : `, up to ${shortDay(asOf, paper.today)}`
  const becameDue = report.becameDue.map(
    ({ customer, reasons, score }) =>
      `${customer.name}: ${reasons.map((reason) => excerpt(reasonWords(reason, score, goal))).join(' · ')}`,
  )
  const names = (customers: { name: string }[]) => customers.map(({ name }) => name)
  const well: [title: string, lines: string[]][] = [
    ['Recovered', names(report.recovered)],
    ['Promises kept on time', report.kept.map((line) => promiseText(line, asOf))],
    ['Mended and done', report.ended.map(endedText)],
    ['Told of savings', toldLines(report)],
  ]
  const badly: [title: string, lines: string[]][] = [
    ['Became due', becameDue],
    ['Promises late', report.late.map((line) => promiseText(line, asOf))],
    [
      'Complaints',
      report.complaints.map(({ loop, customer }) => `#${loop.id} of ${customer.name}: ${excerpt(loop.text)}`),
    ],
    ['Waiting for an answer', names(report.waiting)],
  ]
  return [
    paper.colour.bold(
      `Week ${week.name}: ${shortDay(week.from, paper.today)} to ${shortDay(week.to, paper.today)}${until}`,
    ),
    totalsTable(report, paper),
    part('What went well', well, 'Nothing to praise yet: keep a promise, mend a complaint, visit somebody.', paper),
    part('What did not', badly, 'Nothing. Well done.', paper),
  ].join('\n\n')
}

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
  text: page,
  json: (report) => ({
    week: report.week.name,
    from: report.week.from,
    to: report.week.to,
    asOf: report.asOf,
    totals: report.totals,
    weekBefore: report.before,
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
