import { cadenceText } from '#domain/cadence.ts'
import type { ListedCustomer } from '#domain/customer.ts'
import type { DueRow, Reason } from '#domain/due.ts'
import type { Settings } from '#domain/settings.ts'
import type { Touch } from '#domain/touch.ts'
import { reasonWords } from './score-words.ts'
import type { Paper } from './screen.ts'
import { type Cell, table } from './table.ts'
import { namesAmong, titleOfNames } from './text.ts'
import type { View } from './view.ts'

/** A customer in the list, with what data formats say besides. */
type ListedRow = DueRow<ListedCustomer> & { tags: string[]; lastTouch: Touch | null }

/** The list of a morning. */
type DueList = { rows: ListedRow[]; settings: Settings }

function reasonCell(reason: Reason, row: ListedRow, goal: number, { colour }: Paper): Cell {
  const text = reasonWords(reason, row.score, goal)
  if (reason.kind === 'ratio' || reason.kind === 'savings') return text
  if (reason.kind === 'visit') return { text, style: reason.days > 0 ? colour.yellow : String }
  return {
    text,
    style: reason.kind === 'complaint' || reason.kind === 'reply' || reason.days > 0 ? colour.red : colour.yellow,
  }
}

/** A customer, with a line for each reason. */
function lines(row: ListedRow, called: string, goal: number, paper: Paper): Cell[][] {
  const name: Cell = { text: called, style: paper.colour.bold }
  const reach = row.customer.phone ?? row.customer.email ?? ''
  if (row.reasons.length === 0) return [[name, 'all is well', reach]]
  return row.reasons.map((reason, i) => {
    const cell = reasonCell(reason, row, goal, paper)
    return i === 0 ? [name, cell, reach] : ['', cell, '']
  })
}

const touchJson = (touch: Touch | null) =>
  touch && {
    id: touch.id,
    on: touch.on,
    channel: touch.channel,
    purpose: touch.purpose,
    tone: touch.tone,
    note: touch.note,
  }

/** A customer's place in the list, as scripts read it. */
export const dueJson = ({ customer, score, reasons, tags, lastTouch }: ListedRow) => ({
  id: customer.id,
  name: customer.name,
  phone: customer.phone,
  email: customer.email,
  tags,
  reasons,
  visitEvery: score.visitEvery === 'never' ? null : score.visitEvery,
  lastVisit: score.lastVisit,
  visitDue: score.visitDue,
  daysOverdue: score.daysOverdue,
  positive: score.positive,
  negative: score.negative,
  ratio: score.ratio,
  needed: score.needed,
  lastTouch: touchJson(lastTouch),
})

/** Who needs you, a line for each reason. */
export const dueView: View<DueList> = {
  text: ({ rows, settings }, paper) => {
    const customers = rows.map(({ customer }) => customer)
    const nameOf = namesAmong(customers)
    return table(
      [
        { title: titleOfNames(customers), least: 12 },
        { title: 'Why', least: 24, wraps: true },
        { title: 'Reach', least: 8 },
      ],
      rows.flatMap((row) => lines(row, nameOf(row.customer), settings.ratioGoal, paper)),
      paper,
    )
  },
  json: ({ rows }) => rows.map(dueJson),
  csv: ({ rows, settings }) => ({
    columns: [
      'id',
      'customer',
      'phone',
      'email',
      'tags',
      'reasons',
      'visit_every',
      'last_visit',
      'visit_due',
      'days_overdue',
      'positive',
      'negative',
      'ratio',
      'needed',
      'last_touch',
    ],
    rows: rows.map(({ customer, score, reasons, tags, lastTouch }) => [
      customer.id,
      customer.name,
      customer.phone,
      customer.email,
      tags.join('; '),
      reasons.map((reason) => reasonWords(reason, score, settings.ratioGoal)).join('; '),
      cadenceText(score.visitEvery),
      score.lastVisit,
      score.visitDue,
      score.daysOverdue,
      score.positive,
      score.negative,
      score.ratio,
      score.needed,
      lastTouch?.on ?? null,
    ]),
  }),
}
