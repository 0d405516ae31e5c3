import { barChart } from '#formats/bar-chart.ts'
import { escaped } from './html.ts'
import { quiet, section } from './html-parts.ts'

/** The good and the bad touches of a week, by its name, such as `2026-W47`. */
type WeekBars = { week: string; positive: number; negative: number }

/** The chart in words, for people who cannot see it. */
const inWords = (weeks: WeekBars[]): string =>
  weeks.map(({ week, positive, negative }) => `${week}: ${positive} good, ${negative} bad`).join('; ')

/** The part of a page that shows weeks, the oldest first, as a chart and in words. */
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
