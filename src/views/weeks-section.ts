import { barChart } from '#formats/bar-chart.ts'
import { escaped } from './html.ts'
import { quiet, section } from './html-parts.ts'

/** A week's name is such as `2026-W47`. */
type WeekBars = { week: string; positive: number; negative: number }

/** People who cannot see the chart read it in words. */
const inWords = (weeks: WeekBars[]): string =>
  weeks.map(({ week, positive, negative }) => `${week}: ${positive} good, ${negative} bad`).join('; ')

/** The oldest week comes first. */
export function weeksSection(weeks: WeekBars[]): string {
  const chart = barChart(
    weeks.map(({ week }) => week.slice(-3)),
    [
      { name: 'good', colour: 'var(--good)', values: weeks.map(({ positive }) => positive) },
      { name: 'bad', colour: 'var(--bad)', values: weeks.map(({ negative }) => -negative) },
    ],
    { width: 720, height: 180 },
  )
  return section(
    `Good and bad touches of the last ${weeks.length} weeks`,
    `<p class="quiet"><span class="good">Good</span> above the line, <span class="bad">bad</span> below it</p>
<div class="scroll chart">${chart}</div>
${quiet(inWords(weeks.slice(-2)))}
<details class="not-printed"><summary class="quiet">All weeks in words</summary><p class="quiet">${escaped(inWords(weeks))}</p></details>`,
  )
}
