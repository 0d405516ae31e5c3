import type { Duplicate } from '#domain/customers/duplicates.ts'
import { nameAndId } from '../json-parts.ts'
import { tableOf } from '../table.ts'
import type { View } from '../view.ts'

export const duplicatesView: View<Duplicate[]> = {
  text: (duplicates, paper) =>
    tableOf(duplicates, paper, [
      { title: 'Customer', least: 12, wraps: 'beside', of: ({ customer }) => customer.name },
      { title: 'May be', least: 12, wraps: 'beside', of: ({ into }) => into.name },
      { title: 'Because of', least: 10, wraps: 'beside', of: ({ why }) => why.join(', ') },
      { title: 'To make them one', of: ({ customer, into }) => `cl merge ${customer.id} ${into.id}` },
    ]),
  json: (duplicates) =>
    duplicates.map(({ customer, into, why }) => ({
      customer: nameAndId(customer),
      into: nameAndId(into),
      why,
    })),
}
