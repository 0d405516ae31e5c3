import { companyApart } from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'
import { compareLoops, type DueLoop, type NamedLoop } from '#domain/loops/loop.ts'
import type { Touch } from '#domain/touches/touch.ts'
import type { AddressCard } from '#formats/vcard/write.ts'
import { loopState } from '../loops/loop-lines.ts'
import { yearlyText } from '../practices/dates.ts'
import { joined, visible } from '../text.ts'

export type ReadablePage = AddressCard & {
  loops: (NamedLoop & DueLoop)[]
  /** The newest come first. */
  touches: Pick<Touch, 'on' | 'channel' | 'purpose' | 'tone' | 'note'>[]
  facts: { on: string; topic: string | null; text: string }[]
}

export const touchesShown = 20

/** One line without a mark, as most texts are: in a large book the look at it is most of their work. */
const isHarmless = /^[a-z0-9 .,:;!?'"()/%&@+=-]*$/i

/** A text of the user's, escaped so that nothing in it is a mark of Markdown; its lines stay within an item of a list. */
const plain = (text: string): string =>
  isHarmless.test(text)
    ? text
    : text
        .split(/\r?\n/)
        .map((line) => visible(line).replace(/[\\`*_[\]<>#|~]/g, (sign) => `\\${sign}`))
        .join('  \n  ')

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, '', ...lines, '']

function contactLines({ customer, aliases, tags }: ReadablePage): string[] {
  const { visitEvery } = customer
  const lines: [string, string | null][] = [
    ['Company', companyApart(customer)],
    ['Phone', customer.phone],
    ['E-mail', customer.email],
    ['Address', customer.address],
    ['Also called', aliases.join(', ')],
    ['Tags', tags.join(', ')],
    ['Since', customer.since],
    ['Cadence', visitEvery === null ? null : visitEvery === 'never' ? 'never' : `every ${cadenceText(visitEvery)}`],
    ['Archived', joined(': ', [customer.archivedOn, customer.archivedWhy])],
    ['Note', customer.note],
  ]
  return lines.flatMap(([title, text]) => (text ? [`- ${title}: ${plain(text)}`] : []))
}

function factLines(facts: ReadablePage['facts']): string[] {
  const topics = [...new Set(facts.map(({ topic }) => topic))]
  return topics.flatMap((topic) => [
    ...(topic === null ? [] : [`### ${plain(topic)}`, '']),
    ...facts.filter((fact) => fact.topic === topic).map(({ on, text }) => `- ${on}: ${plain(text)}`),
    '',
  ])
}

const touchLine = (touch: ReadablePage['touches'][number]): string =>
  `- ${touch.on}: ${plain(touch.channel)}, ${plain(touch.purpose)}, ${touch.tone}${touch.note === null ? '' : ` – ${plain(touch.note)}`}`

export function markdownPage(page: ReadablePage, today: Day): string {
  const open = page.loops.toSorted(compareLoops(today))
  const lines = [
    `# ${plain(page.customer.name)}`,
    '',
    ...contactLines(page),
    '',
    ...section(
      'Open',
      open.map((loop) => `- ${loop.kind} #${loop.id}, ${loopState(loop, today)}: ${plain(loop.text)}`),
    ),
    ...section(
      'Dates',
      page.dates.map((date) => `- ${plain(date.label)}: ${yearlyText(date)}`),
    ),
    ...section('What you know', factLines(page.facts)),
    ...section('Last touches', page.touches.map(touchLine)),
  ]
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
