import { cadenceText } from '../domain/cadence.ts'
import type { CustomerLine } from '../domain/customer.ts'
import { dayInWords, shortDay } from '../formats/day-words.ts'
import { table } from './table.ts'
import { titleOfNames } from './text.ts'
import type { View } from './view.ts'

export const listView: View<CustomerLine[]> = {
  text: (lines, paper) => {
    const { today } = paper
    return table(
      [
        { title: '#', align: 'right' },
        { title: titleOfNames(lines.map(({ customer }) => customer)), least: 12 },
        { title: 'Last touch' },
        { title: 'Visit due' },
        { title: 'Reach', least: 8 },
        { title: 'Tags', least: 4 },
      ],
      lines.map(({ customer, tags, lastTouch, visitDue }) => [
        String(customer.id),
        customer.name,
        lastTouch === null ? '–' : dayInWords(lastTouch, today),
        visitDue === null ? '–' : shortDay(visitDue, today),
        customer.phone ?? customer.email ?? '',
        tags.join(', '),
      ]),
      paper,
    )
  },
  json: (lines) =>
    lines.map(({ customer, tags, lastTouch, visitDue }) => ({
      id: customer.id,
      name: customer.name,
      kind: customer.kind,
      phone: customer.phone,
      email: customer.email,
      tags,
      since: customer.since,
      visitEvery: customer.visitEvery,
      archivedOn: customer.archivedOn,
      lastTouch,
      visitDue,
    })),
  csv: (lines) => ({ columns: listColumns, rows: lines.map(listCells) }),
}

const listColumns = [
  'id',
  'customer',
  'phone',
  'email',
  'tags',
  'since',
  'visit_every',
  'archived_on',
  'last_touch',
  'visit_due',
  'kind',
]

const listCells = ({ customer, tags, lastTouch, visitDue }: CustomerLine) => [
  customer.id,
  customer.name,
  customer.phone,
  customer.email,
  tags.join('; '),
  customer.since,
  customer.visitEvery === null ? null : cadenceText(customer.visitEvery),
  customer.archivedOn,
  lastTouch,
  visitDue,
  customer.kind,
]

/** The same columns, and whatever else is kept of a customer. */
export const fullColumns = [...listColumns, 'aliases', 'note', 'snoozed_until', 'archived_why']

export const fullCells = (line: CustomerLine, aliases: string[]) => [
  ...listCells(line),
  aliases.join('; '),
  line.customer.note,
  line.customer.snoozedUntil,
  line.customer.archivedWhy,
]
