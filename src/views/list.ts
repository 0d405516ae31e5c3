import { cadenceText } from '../domain/cadence.ts'
import type { Customer } from '../domain/customer.ts'
import type { Day } from '../domain/day.ts'
import { dayInWords, shortDay } from '../formats/day-words.ts'
import { table } from './table.ts'
import { titleOfNames } from './text.ts'
import type { View } from './view.ts'

/** A customer in the list of all; `visitDue` is null when not scored or without visits. */
export type CustomerLine = { customer: Customer; tags: string[]; lastTouch: Day | null; visitDue: Day | null }

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
  csv: (lines) => ({
    columns: [
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
    ],
    rows: lines.map(({ customer, tags, lastTouch, visitDue }) => [
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
    ]),
  }),
}
