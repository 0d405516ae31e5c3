import { type Day, isDay } from '#domain/days/day.ts'
import type { WeekTotals } from '#domain/reports/report.ts'
import type { WeekPage } from '#domain/reports/week-page.ts'
import type { ReportRow } from '#domain/reports/week-table.ts'
import type { Cells } from '#formats/csv.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import type { CellKind } from '#formats/workbook/sheet.ts'
import { reasonAlone, reasonWords } from '../due/score-words.ts'
import { escaped, htmlPage } from '../html.ts'
import { figureBoxes, type HtmlColumn, htmlTable, pageHead, quiet, section, shortList } from '../html-parts.ts'
import { counted, excerpt } from '../text.ts'
import { weeksSection } from '../weeks-section.ts'
import { type Section, whatDidNot, whatWentWell } from './report-page.ts'
import { firstColumns } from './week-columns.ts'

/** A printed page has room for so many rows, and lines of a list. */
const printed = { rows: 16, lines: 2, next: 5 }

const figures: [title: string, total: keyof WeekTotals][] = [
  ['Touches', 'touches'],
  ['Care visits', 'careVisits'],
  ['Begun by you', 'beganByUs'],
  ['Promises kept on time', 'promisesKept'],
]

const sections = (all: Section[], instead: string): string => {
  const filled = all.filter(([, lines]) => lines.length > 0)
  if (filled.length === 0) return quiet(instead)
  return filled.map(([title, lines]) => `<h3>${escaped(title)}</h3>${shortList(lines, printed.lines)}`).join('\n')
}

/** `cl report --csv` and `--xlsx` have every column. */
const cellText = (cell: Cells[number], kind: CellKind, asOf: Day): string =>
  kind === 'day' && typeof cell === 'string' && isDay(cell) ? shortDay(cell, asOf) : String(cell ?? '')

function wholeTable(rows: ReportRow[], asOf: Day): string {
  const nameOf = ({ customer: { name, kind } }: ReportRow) => (kind === 'teammate' ? `${name} (teammate)` : name)
  const columns = firstColumns.map(({ title, kind, of }, i): HtmlColumn<ReportRow> => {
    if (i === 0) return { title, holds: 'words', of: nameOf }
    return { title, holds: kind === 'number' ? 'number' : 'one-line', of: (row) => cellText(of(row), kind, asOf) }
  })
  return htmlTable(rows, printed.rows, columns)
}

const worstWords = ({ reasons, score }: WeekPage['next'][number], goal: number): string =>
  reasons
    .slice(0, 2)
    .map((reason) => excerpt(reasonWords(reason, score, goal)))
    .join(' · ')

export function weekHtml(page: WeekPage, today: Day): string {
  const { report, rows, weeks, visitsDue, nextWeek, next, shop } = page
  const { week, asOf, totals, before, goal } = report
  const until = asOf === week.to ? '' : `, up to ${shortDay(asOf, today)}`
  const title = `${shop === null ? '' : `${shop}: `}the week ${week.name}`
  const kept = `${counted(totals.promisesKept, 'promise')} kept on time, ${totals.promisesLate} late`
  const nextLines = nextWeek.map(
    ({ on, customer, reason }) => `${shortDay(on, today)}: ${customer.name}, ${excerpt(reasonAlone(reason))}`,
  )
  const nextPeople = next.map((row) => `${row.customer.name}: ${worstWords(row, goal)}`)
  return htmlPage(
    title,
    `${pageHead(
      shop ?? `Week ${week.name}`,
      `Week ${week.name}: ${shortDay(week.from, today)} to ${shortDay(week.to, today)}${until}`,
    )}
${figureBoxes(
  figures.map(([name, total]) => ({
    value: String(totals[total]),
    title: name,
    below: `${before[total]} the week before`,
  })),
)}
${weeksSection(weeks.map(({ week, ...tones }) => ({ week: week.name, ...tones })))}
<p>${escaped(`${counted(totals.careVisits, 'care visit')} done, ${visitsDue} due now; ${kept}.`)}</p>
<div class="columns">
${section('Who was looked after', sections(whatWentWell(report), 'Nothing was noted.'))}
${section('Who fell through', sections(whatDidNot(report, today), 'Nobody.'))}
${section('To look after next', shortList(nextPeople, printed.next) || quiet('Nobody needs you.'))}
${section('Promises and dates of next week', shortList(nextLines, printed.next) || quiet('None.'))}
</div>
${section('Everybody', wholeTable(rows, asOf))}`,
  )
}
