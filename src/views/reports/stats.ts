import type { Shop } from '#domain/reports/stats.ts'
import { goalWords } from '../due/score-words.ts'
import { contactWords, rhythmWords, rounded } from '../practices/attention.ts'
import { respectJson, respectWords, spanWords, trustJson, trustWords, weeksWords } from '../practices/practices.ts'
import { toldWords } from '../practices/savings.ts'
import { counted, detailLines, joined, signed, type TitledWords } from '../text.ts'
import type { Paper, View } from '../view.ts'

function ratioWords({ totals, below, goalsBelow, kind }: Shop): string {
  const { positive, negative } = totals
  const ratio = negative < 2 || positive === 0 ? '' : ` = ${rounded(positive / negative)}:1`
  return `${positive}:${negative}${ratio} · ${below === 0 ? 'nobody' : counted(below, kind)} short of ${goalWords(goalsBelow)}`
}

function loopWords(span: Shop['mending'], open: number): string {
  return joined(' · ', [span && spanWords(span), `${open} open`])
}

const keepingWords = (keeping: Shop['keeping']): TitledWords[] =>
  keeping === null ? [] : [['Keeping', `${keeping.kept} kept · ${keeping.lost} lost · ${keeping.wonBack} won back`]]

export function shopWords(shop: Shop): TitledWords[] {
  const { totals, keeping, pulse, answers, waiting } = shop
  return [
    ['Ratio', ratioWords(shop)],
    ['Weeks', weeksWords(shop.weeks, shop.goal) || '–'],
    ['Contact', joined(' · ', [counted(totals.touches, 'touch'), totals.contacts > 0 && contactWords(totals)])],
    [
      'Care visits',
      joined(' · ', [String(shop.careVisits), shop.rhythm.medianGap !== null && rhythmWords(shop.rhythm)]),
    ],
    ['Trust', trustWords(shop.trust)],
    ['Respect', respectWords(shop.respect)],
    ['Pulse', pulse.score === null ? '–' : `score ${signed(pulse.score)}, of ${pulse.asked} asked`],
    ['Answers', [answers ? spanWords(answers) : '–', `${waiting} waiting`].join(' · ')],
    ['Complaints', loopWords(shop.mending, shop.openComplaints)],
    ['Requests', loopWords(shop.doing, shop.openRequests)],
    ...keepingWords(keeping),
    [
      'Attention',
      `${shop.drifting} drifting · ${shop.takenForGranted} taken for granted · ${shop.onlyAboutMoney} only about money`,
    ],
    ['Savings', toldWords(shop.savings, shop.currency).join(' · ') || '–'],
  ]
}

const margin = 13

function page(shop: Shop, paper: Paper): string {
  if (shop.scored === 0 && !shop.isAnybodyArchived) return ''
  return [
    paper.colour.bold(`${counted(shop.scored, shop.kind)}, ${shop.from} to ${shop.today}`),
    ...detailLines(shopWords(shop), margin, paper),
  ].join('\n')
}

export const statsView: View<Shop> = {
  text: page,
  json: ({ trust, respect, isAnybodyArchived: _, goalsBelow: __, ...shop }) => ({
    ...shop,
    trust: trustJson(trust),
    respect: respectJson(respect),
  }),
}
