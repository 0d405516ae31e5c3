import { trustOf } from '#domain/practices/trust.ts'
import type { Ratio, Shop, WeekRatio } from '#domain/reports/stats.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { goalWords } from '../due/score-words.ts'
import { htmlPage } from '../html.ts'
import { type Figure, figureBoxes, htmlTable, pageHead, section, titledLines } from '../html-parts.ts'
import { rhythmWords, rounded } from '../practices/attention.ts'
import { wholeScore } from '../practices/practices.ts'
import { weeksSection } from '../weeks-section.ts'
import { shopWords } from './stats.ts'

function figures(shop: Shop): Figure[] {
  const { positive, negative } = shop.totals
  return [
    {
      value: String(shop.scored),
      title: shop.kind === 'customer' ? 'Customers' : 'Teammates',
      below: `${shop.below === 0 ? 'none' : shop.below} short of ${goalWords(shop.goalsBelow)}`,
    },
    { value: `${positive}:${negative}`, title: 'Good to bad', below: `goal ${shop.goal}:1` },
    { value: String(shop.careVisits), title: 'Care visits', below: rhythmWords(shop.rhythm) },
    { value: String(wholeScore(trustOf(shop.trust)) ?? '–'), title: 'Trust', below: 'of 100' },
  ]
}

/** `2.5:1`; the two counts where there is no ratio, as without a negative touch. */
const ratioText = ({ positive, negative, ratio }: Ratio): string =>
  ratio === null ? `${positive}:${negative}` : `${rounded(ratio)}:1`

const weekTable = (weeks: WeekRatio[]): string =>
  htmlTable(weeks.toReversed(), weeks.length, [
    { title: 'Week', of: ({ week }) => week },
    { title: 'Good', holds: 'number', of: ({ positive }) => String(positive) },
    { title: 'Bad', holds: 'number', of: ({ negative }) => String(negative) },
    { title: 'Good to bad over four weeks', holds: 'number', of: ({ fourWeeks }) => ratioText(fourWeeks) },
  ])

/** @param shopName null where the shop has no name */
export function shopHtml(shop: Shop, shopName: string | null): string {
  const { weeks, from, today } = shop
  const what = shop.kind === 'customer' ? 'The whole shop' : 'The team'
  return htmlPage(
    shopName === null ? what : `${shopName}: ${what.toLowerCase()}`,
    `${pageHead(shopName ?? what, `${what}, ${shortDay(from, today)} to ${shortDay(today, today)}`)}
${figureBoxes(figures(shop))}
${weeksSection(weeks)}
${section('How it stands', titledLines(shopWords(shop)))}
${section('Week by week', weekTable(weeks))}`,
  )
}
