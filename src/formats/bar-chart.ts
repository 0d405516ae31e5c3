import { init } from './echarts.ts'

/** Negative values go below the line. `colour` may be a variable of CSS. */
type Bars = { name: string; colour: string; values: number[] }

/**
 * Bars are stacked; the SVG takes its colours from the page around it.
 * @param labels a word for each place, below it
 * @param size in pixels
 */
export function barChart(labels: string[], series: Bars[], size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  const text = { color: 'var(--quiet)', fontSize: 12 }
  chart.setOption({
    animation: false,
    grid: { left: 28, right: 4, top: 8, bottom: 22 },
    xAxis: {
      type: 'category',
      data: labels,
      axisLabel: { ...text, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--line)' } },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...text, formatter: (value: number) => String(Math.abs(value)) },
      splitLine: { lineStyle: { color: 'var(--line)' } },
    },
    series: series.map(({ name, colour, values }) => ({
      name,
      type: 'bar',
      stack: 'all',
      data: values,
      barMaxWidth: 28,
      itemStyle: { color: colour },
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  // The page sets the width, and has the contents in words beside the chart.
  return svg.replace(/^<svg width="\d+" height="\d+"/, '<svg aria-hidden="true" focusable="false"')
}
