import type { Day } from '#domain/days/day.ts'
import type { CustomerCount, EndedLine, PromiseLine, WeeklyReport, WeekTotals } from '#domain/reports/report.ts'
import { sumOf } from '#domain/sums.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { reasonWords } from '../due/score-words.ts'
import { tableOf } from '../table.ts'
import { counted, daysApart, excerpt, hanging, joined, signed, visible } from '../text.ts'
import type { Paper } from '../view.ts'

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
  return tableOf(totalLines, paper, [
    { title: '', of: ([title]) => title },
    { title: week.name, align: 'right', of: ([, total]) => String(totals[total]) },
    { title: 'Week before', align: 'right', of: ([, total]) => String(before[total]) },
    {
      title: '',
      align: 'right',
      of: ([, total]) => (totals[total] === before[total] ? '' : signed(totals[total] - before[total])),
    },
  ])
}

/** A line that does not fit goes on in the next. */
export type Section = [title: string, lines: string[]]

/** Empty sections are left out; with none left, the words are `instead`. */
function part(title: string, sections: Section[], instead: string, paper: Paper): string {
  const filled = sections.filter(([, lines]) => lines.length > 0)
  const shown = filled.flatMap(([name, lines]) => [`  ${name}`, ...lines.map((line) => `    ${visible(line)}`)])
  const fitting = (shown.length === 0 ? [`  ${instead}`] : shown).flatMap((line) => hanging(line, paper))
  return [paper.colour.bold(title), ...fitting].join('\n')
}

const endedText = ({ loop, customer, days }: EndedLine): string =>
  `${loop.kind} #${loop.id} of ${customer.name}: ${excerpt(loop.text)} (${loop.outcome} ${days === 0 ? '' : 'in '}${daysApart(days)})`

const promiseText = ({ loop, customer, daysLate }: PromiseLine, asOf: Day): string => {
  const state = loop.closedOn !== null && loop.closedOn <= asOf ? (loop.outcome ?? 'open') : 'open'
  return `#${loop.id} to ${customer.name}: ${excerpt(loop.text)} (${daysLate === 0 ? state : `${state}, ${counted(daysLate, 'day')} late`})`
}

/** A line names so many customers, and counts the others. */
const mostNamed = 12

const names = (customers: { name: string }[]): string[] => customers.map(({ name }) => name)

/** `3: Acme (2), Bolt` */
function countLine(counts: CustomerCount[]): string[] {
  if (counts.length === 0) return []
  const all = sumOf(counts, ({ count }) => count)
  const named = counts
    .slice(0, mostNamed)
    .map(({ customer, count }) => (count === 1 ? customer.name : `${customer.name} (${count})`))
  const others = counts.length - named.length
  return [`${all}: ${joined(', ', [...named, others > 0 && `${others} more`])}`]
}

export const whatWentWell = (report: WeeklyReport): Section[] => [
  ['Care visits', countLine(report.careVisits)],
  ['Thanks and surprises', countLine(report.thanks)],
  ['Other good touches', countLine(report.goodTouches)],
  ['Facts learned', countLine(report.learned)],
  ['Promises kept on time', report.kept.map((line) => promiseText(line, report.asOf))],
  ['Mended and done', report.ended.map(endedText)],
  ['Answered in time', countLine(report.answered)],
  ['Told of savings', report.told.map(({ customer, count }) => `${customer.name}: ${counted(count, 'saving')}`)],
  ['Recovered', names(report.recovered)],
]

export const whatDidNot = (report: WeeklyReport, today: Day): Section[] => [
  ['Promises broken', report.broken.map((line) => promiseText(line, report.asOf))],
  ['Promises late', report.late.map((line) => promiseText(line, report.asOf))],
  [
    'Complaints',
    report.complaints.map(({ loop, customer }) => `#${loop.id} of ${customer.name}: ${excerpt(loop.text)}`),
  ],
  ['Went badly', countLine(report.wentBadly)],
  ['Days missed', report.missed.map(({ customer, label, on }) => `${customer.name}: ${label}, ${shortDay(on, today)}`)],
  ['Lost', names(report.lost)],
  ['Waiting for an answer', names(report.waiting)],
  [
    'Became due',
    report.becameDue.map(
      ({ customer, reasons, score }) =>
        `${customer.name}: ${reasons.map((reason) => excerpt(reasonWords(reason, score, report.goal))).join(' · ')}`,
    ),
  ],
]

export function reportPage(report: WeeklyReport, paper: Paper): string {
  const { week, asOf } = report
  const until = asOf === week.to ? '' : `, up to ${shortDay(asOf, paper.today)}`
  const well = whatWentWell(report)
  const isNothingWell = well.every(([, lines]) => lines.length === 0)
  return [
    paper.colour.bold(
      `Week ${week.name}: ${shortDay(week.from, paper.today)} to ${shortDay(week.to, paper.today)}${until}`,
    ),
    totalsTable(report, paper),
    part('What went well', well, 'Nothing was noted.', paper),
    part('What did not', whatDidNot(report, paper.today), isNothingWell ? 'Nothing.' : 'Nothing. Well done.', paper),
  ].join('\n\n')
}
