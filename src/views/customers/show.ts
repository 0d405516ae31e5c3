import { type Customer, companyApart, type ListedCustomer } from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { Day } from '#domain/days/day.ts'
import { reasonsFor, type Standing } from '#domain/due/due.ts'
import { compareLoops, isOpen, type NamedLoop } from '#domain/loops/loop.ts'
import type { Attention } from '#domain/practices/attention.ts'
import { dayInWords, shortDay } from '#formats/day-words.ts'
import { dueJson } from '../due/due.ts'
import { goalText, ratioWords, reasonWords, visitWords } from '../due/score-words.ts'
import { loopCells, loopJson } from '../loops/loop-lines.ts'
import { contactWords, flagWords, rhythmWords } from '../practices/attention.ts'
import type { Paper } from '../screen.ts'
import { table } from '../table.ts'
import { paragraphs, titled, titleOf, visible } from '../text.ts'
import { touchJson, touchTable } from '../touch-lines.ts'
import type { View } from '../view.ts'
import { type PracticePage, practiceLines, practicesJson } from './customer-practices.ts'

/** `standing` is null when the customer is not scored. */
export type CustomerPage = PracticePage & {
  customer: Customer
  aliases: string[]
  tags: string[]
  isLost: boolean
  standing: Standing<ListedCustomer> | null
  loops: NamedLoop[]
  attention: Attention
}

const touchesShown = 10

/** The width of the titles. */
const margin = 9

function contactLines({ customer, aliases, tags, isLost, rules }: CustomerPage, paper: Paper): string[] {
  const { today } = paper
  const every = customer.visitEvery ?? rules.settings.visitEvery
  const lines: [string, string | null][] = [
    ['Also', aliases.join(', ')],
    ['Company', companyApart(customer)],
    ['Phone', customer.phone],
    ['E-mail', customer.email],
    ['Address', customer.address],
    ['Tags', tags.join(', ')],
    ['Since', shortDay(customer.since, today)],
    [
      'Visits',
      every === 'never'
        ? 'none scheduled'
        : `every ${cadenceText(every)}${customer.visitEvery === null ? '' : ' (their own)'}`,
    ],
    ['Goal', goalText(customer.goal)?.replace(/^goal /, '') ?? null],
    [
      'Snoozed',
      customer.snoozedUntil !== null && customer.snoozedUntil > today
        ? `until ${shortDay(customer.snoozedUntil, today)}`
        : null,
    ],
    [
      'Archived',
      customer.archivedOn === null || customer.archivedOn > today
        ? null
        : [`${shortDay(customer.archivedOn, today)}${isLost ? ', lost' : ''}`, customer.archivedWhy]
            .filter(Boolean)
            .join(': '),
    ],
    ['Note', customer.note],
  ]
  return lines.filter(([, text]) => text).flatMap(([title, text]) => titled(title, visible(text ?? ''), margin, paper))
}

function scoreLines(data: CustomerPage, paper: Paper): string[] {
  const { today, colour } = paper
  const { standing, rules } = data
  if (!standing) return []
  const { attention } = data
  const { score } = standing
  const reasons = reasonsFor(standing, today, rules).map((reason) =>
    visible(reasonWords(reason, score, rules.settings.ratioGoal)),
  )
  const last = score.lastVisit === null ? 'no care visit yet' : `last care visit ${dayInWords(score.lastVisit, today)}`
  const next = visitWords(score, today)
  const plain = (title: string, words: string) => titled(title, words, margin, paper)
  const coloured = (title: string, words: string) =>
    plain(title, words).map((line) => `${line.slice(0, margin)}${colour.yellow(line.slice(margin))}`)
  return [
    ...plain('Ratio', ratioWords(score, rules.settings)),
    ...plain('Visit', next.startsWith('no care visit') ? next : `${last} · ${next}`),
    ...plain('Contact', contactWords(attention.contact)),
    ...plain('Rhythm', rhythmWords(attention.rhythm)),
    ...practiceLines(data, paper),
    ...flagWords(attention).flatMap((flag) => coloured('Flag', flag)),
    ...(reasons.length === 0 ? [`Due      ${colour.green('all is well')}`] : coloured('Due', reasons.join(' · '))),
  ]
}

function page(data: CustomerPage, paper: Paper): string {
  const { today, colour } = paper
  const open = data.loops.filter((loop) => isOpen(loop, today)).sort(compareLoops(today))
  const touches = data.touches.slice(-touchesShown).reverse()
  const parts = [
    [colour.bold(visible(titleOf(data.customer))), ...contactLines(data, paper)],
    scoreLines(data, paper),
    open.length === 0
      ? []
      : [
          table(
            [
              { title: 'Loop', align: 'right' },
              { title: 'Kind' },
              { title: 'State', least: 16, wraps: true },
              { title: 'Text', least: 10, wraps: true },
            ],
            open.map((loop) => loopCells(loop, paper)),
            paper,
          ),
        ],
    touches.length === 0
      ? ['No touches yet.']
      : [
          touchTable(touches, paper),
          ...(data.touches.length > touchesShown
            ? [colour.dim(`the last ${touchesShown} of ${data.touches.length} touches`)]
            : []),
        ],
  ]
  return paragraphs(parts)
}

/** The page of one customer. */
export const showView: View<CustomerPage> = {
  text: page,
  json: (data, { today }) => ({
    ...customerJson(data),
    score: scoreJson(data, today),
    ...data.attention,
    ...practicesJson(data, today),
    loops: data.loops
      .filter((loop) => isOpen(loop, today))
      .sort(compareLoops(today))
      .map((loop) => loopJson(loop, today)),
    touches: data.touches.slice(-touchesShown).reverse().map(touchJson),
  }),
}

/** A customer as scripts read it. */
export const customerJson = ({ customer, aliases, tags }: Pick<CustomerPage, 'customer' | 'aliases' | 'tags'>) => ({
  id: customer.id,
  name: customer.name,
  kind: customer.kind,
  aliases,
  email: customer.email,
  phone: customer.phone,
  tags,
  note: customer.note,
  visitEvery: customer.visitEvery,
  goal: customer.goal,
  since: customer.since,
  snoozedUntil: customer.snoozedUntil,
  archivedOn: customer.archivedOn,
  archivedWhy: customer.archivedWhy,
  company: customer.company,
  address: customer.address,
})

/** The score of a customer who has one, as `cl due --json` gives it. */
export function scoreJson({ standing, tags, touches, rules }: CustomerPage, today: Day) {
  return (
    standing &&
    dueJson({ ...standing, reasons: reasonsFor(standing, today, rules), tags, lastTouch: touches.at(-1) ?? null })
  )
}
