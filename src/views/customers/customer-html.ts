import { compareEntries, type Day } from '#domain/days/day.ts'
import { noTopic } from '#domain/practices/knowing.ts'
import { respectOf, trustOf } from '#domain/practices/trust.ts'
import type { Dossier } from '#domain/reports/dossier.ts'
import { toneNames } from '#domain/touches/vocabulary.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { notScoredWords, ratioWords, visitWords } from '../due/score-words.ts'
import { htmlPage } from '../html.ts'
import { type Figure, figureBoxes, htmlTable, pageHead, quiet, section, shortList, titledLines } from '../html-parts.ts'
import { loopState, textOf } from '../loops/loop-lines.ts'
import { flagWords } from '../practices/attention.ts'
import { wholeScore } from '../practices/practices.ts'
import { joined, titleOf } from '../text.ts'
import { weeksSection } from '../weeks-section.ts'
import { contactDetails, latestTouches, ofAllTouches, openLoops, reasonsInWords, standingDetails } from './details.ts'

/** A printed page has room for so many lines of each part. */
const printed = { reasons: 4, facts: 5, loops: 5, touches: 8 }

/** Empty for a customer without a score. */
function figures({ standing, practices, rules }: Dossier, today: Day): Figure[] {
  if (standing === null) return []
  const { score } = standing
  const [ratio = '', ...rest] = ratioWords(score, rules.settings).split(' ')
  const scoreText = (of: number | null) => String(wholeScore(of) ?? '–')
  return [
    { value: ratio, title: 'Good to bad', below: rest.join(' ') },
    {
      value: score.visitDue === null ? '–' : shortDay(score.visitDue, today),
      title: 'Care visit due',
      below:
        (score.daysOverdue ?? 0) > 0 || score.lastVisit === null
          ? visitWords(score, today)
          : `the last on ${shortDay(score.lastVisit, today)}`,
    },
    { value: scoreText(trustOf(practices.trust)), title: 'Trust', below: 'of 100' },
    { value: scoreText(respectOf(practices.respect)), title: 'Respect', below: 'of 100' },
  ]
}

function todayPart(data: Dossier, today: Day): string {
  if (data.standing === null) return quiet(`No score: ${notScoredWords(data.customer, today)}.`)
  const lines = [...reasonsInWords(data, today), ...flagWords(data.attention)]
  return shortList(lines, printed.reasons) || quiet('All is well.')
}

/** The latest come first. */
const factLines = ({ facts }: Dossier, today: Day): string[] =>
  facts
    .toSorted((a, b) => compareEntries(b, a))
    .map(({ topic, on, text }) => `${topic ?? noTopic}: ${text} (${shortDay(on, today)})`)

function loopTable(data: Dossier, today: Day): string {
  const loops = openLoops(data, today)
  if (loops.length === 0) return quiet('Nothing is open.')
  return htmlTable(loops, printed.loops, [
    { title: 'Loop', of: ({ id }) => `#${id}` },
    { title: 'Kind', of: ({ kind }) => kind },
    { title: 'State', holds: 'words', of: (loop) => loopState(loop, today) },
    { title: 'Text', holds: 'words', of: textOf },
  ])
}

function touchTable(data: Dossier, today: Day): string {
  const touches = latestTouches(data)
  if (touches.length === 0) return quiet('No touches yet.')
  const table = htmlTable(touches, printed.touches, [
    { title: 'Touch', of: ({ id }) => `#${id}` },
    { title: 'Day', of: ({ on }) => shortDay(on, today) },
    { title: 'Channel', of: ({ channel }) => channel },
    { title: 'Purpose', of: ({ purpose }) => purpose },
    { title: 'Tone', of: ({ tone }) => toneNames[tone] },
    { title: 'Note', holds: 'words', of: ({ note }) => note ?? '' },
  ])
  const ofAll = ofAllTouches(data)
  return table + (ofAll ? quiet(ofAll) : '')
}

/** All that `cl show` says, and the facts, for a browser and for paper. */
export function customerHtml(data: Dossier, today: Day): string {
  const { customer, rules, weeks } = data
  const { shopName } = rules.settings
  const facts = shortList(factLines(data, today), printed.facts)
  return htmlPage(
    `${shopName === null ? '' : `${shopName}: `}${customer.name}`,
    `${pageHead(titleOf(customer), joined(' · ', [shopName, `as of ${shortDay(today, today)}`]))}
${figureBoxes(figures(data, today))}
${section('Today', todayPart(data, today))}
${weeksSection(weeks)}
<div class="columns">
${section('How it stands', titledLines(standingDetails(data, today)))}
${section('How to reach them', titledLines(contactDetails(data, today)))}
</div>
${section('What you know of them', facts || quiet('Nothing yet.'))}
${section('Open', loopTable(data, today))}
${section('Latest touches', touchTable(data, today))}`,
  )
}
