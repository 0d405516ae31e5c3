import type { Day } from '#domain/days/day.ts'
import type { WeekTotals } from '#domain/reports/report.ts'
import type { WeekPage, WeekTones } from '#domain/reports/week-page.ts'
import type { ReportRow } from '#domain/reports/week-table.ts'
import { shortDay } from '#formats/day-words.ts'
import { reasonWords } from '../due/score-words.ts'
import { bullets, escaped, htmlPage } from '../html.ts'
import { counted, excerpt } from '../text.ts'
import { type Section, whatDidNot, whatWentWell } from './report-page.ts'

/** The rows of the table and the lines of a list that a printed page has room for. */
const printed = { rows: 16, lines: 2, next: 5 }

const figures: [title: string, total: keyof WeekTotals][] = [
  ['Touches', 'touches'],
  ['Care visits', 'careVisits'],
  ['Begun by you', 'beganByUs'],
  ['Promises kept on time', 'promisesKept'],
]

const figure = (title: string, now: number, before: number): string =>
  `<div><b>${now}</b>${escaped(title)}<br><span class="quiet">${before} the week before</span></div>`

/** A figure of the chart for whoever does not see it. */
const tonesInWords = (weeks: WeekTones[]): string =>
  weeks.map(({ week, good, bad }) => `${week.name}: ${good} good, ${bad} bad`).join('; ')

/** A list, of which no more is printed than a page has room for. */
function shortList(lines: string[], most = printed.lines): string {
  const more = lines.length - most
  if (more <= 0) return bullets(lines)
  const rest = `<div class="not-printed">${bullets(lines.slice(most))}</div>`
  return `${bullets(lines.slice(0, most))}${rest}<p class="only-printed quiet">and ${more} more</p>`
}

const sections = (all: Section[], instead: string): string => {
  const filled = all.filter(([, lines]) => lines.length > 0)
  if (filled.length === 0) return `<p class="quiet">${escaped(instead)}</p>`
  return filled.map(([title, lines]) => `<h3>${escaped(title)}</h3>${shortList(lines)}`).join('\n')
}

type Column = { title: string; isNumber?: boolean; of: (row: ReportRow, asOf: Day) => string }

const dayCell = (day: Day | null, today: Day): string => (day === null ? '' : shortDay(day, today))

/** What a table of everybody has for a reader; `cl report --csv` has all there is. */
const columns: Column[] = [
  {
    title: 'Customer',
    of: ({ customer }) => (customer.kind === 'teammate' ? `${customer.name} (teammate)` : customer.name),
  },
  { title: 'Touches', isNumber: true, of: ({ counts }) => String(counts.touches) },
  { title: 'Good', isNumber: true, of: ({ counts }) => String(counts.positive) },
  { title: 'Bad', isNumber: true, of: ({ counts }) => String(counts.negative) },
  { title: 'Last touch', of: ({ lastTouch }, asOf) => dayCell(lastTouch, asOf) },
  { title: 'Care visit due', of: ({ score }, asOf) => dayCell(score.visitDue, asOf) },
  { title: 'Good to bad', isNumber: true, of: ({ score }) => `${score.positive}:${score.negative}` },
  {
    title: 'Open',
    isNumber: true,
    of: ({ loops }) => String(loops.openComplaints + loops.openRequests),
  },
]

function wholeTable(rows: ReportRow[], asOf: Day): string {
  const head = columns.map(({ title, isNumber }) => `<th scope="col"${isNumber ? ' class="number"' : ''}>${title}</th>`)
  const body = rows.map((row, i) => {
    const cells = columns.map(
      ({ of, isNumber }) => `<td${isNumber ? ' class="number"' : ''}>${escaped(of(row, asOf))}</td>`,
    )
    return `<tr${i < printed.rows ? '' : ' class="not-printed"'}>${cells.join('')}</tr>`
  })
  const more = rows.length - printed.rows
  const rest = more > 0 ? `<p class="only-printed quiet">and ${more} more: see the page itself</p>` : ''
  return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>${rest}`
}

/**
 * A week as a page for a browser and for paper, in one file of its own.
 * @param chart the good and bad touches of the weeks, as SVG
 */
export function weekHtml(page: WeekPage, chart: string, today: Day): string {
  const { report, rows, weeks, visitsDue, nextWeek, next, shop } = page
  const { week, asOf, totals, before, goal } = report
  const until = asOf === week.to ? '' : `, up to ${shortDay(asOf, today)}`
  const title = `${shop === null ? '' : `${shop}: `}the week ${week.name}`
  const kept = `${counted(totals.promisesKept, 'promise')} kept on time, ${totals.promisesLate} late`
  const nextLines = nextWeek.map(
    ({ on, customer, reason }) =>
      `${shortDay(on, today)}: ${customer.name}, ${'text' in reason ? `${reason.kind} #${'loop' in reason ? reason.loop : ''}: ${excerpt(reason.text)}` : 'label' in reason ? reason.label : ''}`,
  )
  const nextPeople = next.map(
    ({ customer, reasons, score }) =>
      `${customer.name}: ${reasons
        .slice(0, 2)
        .map((reason) => excerpt(reasonWords(reason, score, goal)))
        .join(' · ')}`,
  )
  return htmlPage(
    title,
    `<header>
<h1>${escaped(shop ?? `Week ${week.name}`)}</h1>
<p class="quiet">Week ${week.name}: ${escaped(`${shortDay(week.from, today)} to ${shortDay(week.to, today)}${until}`)}</p>
</header>
<div class="figures">
${figures.map(([name, total]) => figure(name, totals[total], before[total])).join('\n')}
</div>
<section>
<h2>Good and bad touches of the last ${weeks.length} weeks</h2>
<p class="quiet"><span class="good">Good</span> above the line, <span class="bad">bad</span> below it</p>
<div class="scroll">${chart}</div>
<p class="quiet">${escaped(tonesInWords(weeks.slice(-2)))}</p>
<details class="not-printed"><summary class="quiet">All weeks in words</summary><p class="quiet">${escaped(tonesInWords(weeks))}</p></details>
</section>
<p>${escaped(`${counted(totals.careVisits, 'care visit')} done, ${visitsDue} due now; ${kept}.`)}</p>
<div class="columns">
<section>
<h2>Who was looked after</h2>
${sections(whatWentWell(report), 'Nothing was noted.')}
</section>
<section>
<h2>Who fell through</h2>
${sections(whatDidNot(report, today), 'Nobody.')}
</section>
<section>
<h2>To look after next</h2>
${shortList(nextPeople, printed.next) || '<p class="quiet">Nobody needs you.</p>'}
</section>
<section>
<h2>Promises and dates of next week</h2>
${shortList(nextLines, printed.next) || '<p class="quiet">None.</p>'}
</section>
</div>
<h2>Everybody</h2>
${wholeTable(rows, asOf)}`,
  )
}
