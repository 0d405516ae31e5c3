import { cadenceText } from '#domain/days/cadence.ts'
import { addDays, type Day } from '#domain/days/day.ts'
import type { Coming } from '#domain/due/coming.ts'
import { shortDay } from '#formats/days/day-in-words.ts'
import { fieldsOf } from '../json-parts.ts'
import { visible } from '../text.ts'
import { csvOf, listedCsv, type View } from '../view.ts'
import { type DueList, duePage, type ListedRow } from './due-page.ts'
import { reasonAlone, reasonWords } from './score-words.ts'

export const dueJson = ({ customer, score, reasons, tags, lastTouch, today }: ListedRow) => ({
  ...fieldsOf(customer, 'id', 'name', 'phone', 'email'),
  tags,
  reasons,
  visitEvery: score.visitEvery === 'never' ? null : score.visitEvery,
  ...fieldsOf(score, 'lastVisit', 'visitDue', 'daysOverdue', 'positive', 'negative', 'ratio', 'needed'),
  lastTouch: lastTouch && fieldsOf(lastTouch, 'id', 'on', 'channel', 'purpose', 'tone', 'note'),
  ...(today === undefined ? {} : { today }),
})

const atMost = ({ rows, limit }: DueList): ListedRow[] => rows.slice(0, limit ?? rows.length)

/** The customer's name stands in the first line of several reasons. */
export const dueView: View<DueList> = {
  text: duePage,
  json: (list) => atMost(list).map(dueJson),
  csv: (list) =>
    csvOf(atMost(list), {
      ...listedCsv,
      reasons: ({ reasons, score }) =>
        reasons.map((reason) => reasonWords(reason, score, list.settings.ratioGoal)).join('; '),
      visit_every: ({ score }) => cadenceText(score.visitEvery),
      last_visit: ({ score }) => score.lastVisit,
      visit_due: ({ score }) => score.visitDue,
      days_overdue: ({ score }) => score.daysOverdue,
      positive: ({ score }) => score.positive,
      negative: ({ score }) => score.negative,
      ratio: ({ score }) => score.ratio,
      needed: ({ score }) => score.needed,
      last_touch: ({ lastTouch }) => lastTouch?.on ?? null,
      today: ({ today }) => String(today),
    }),
}

export const countView: View<number> = { text: String, json: (count) => count }

/**
 * `28 Nov: Acme Bakery, care visit`: the customer who comes next, where nobody needs you today. A yearly day that is another one is
 * named: `29 Nov: Acme Bakery, birthday on 2 Dec`.
 */
export function nextWords({ customer, score, reason, on }: Coming, goal: number, today: Day): string {
  const falls = 'days' in reason ? addDays(today, -reason.days) : on
  const what = falls === on ? reasonAlone(reason) : reasonWords(reason, score, goal)
  const words = reason.kind === 'date' && falls !== on ? `${reason.label} on ${shortDay(falls, today)}` : what
  return visible(`${shortDay(on, today)}: ${customer.name}, ${words}`)
}
