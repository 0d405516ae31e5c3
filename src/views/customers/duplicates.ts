import type { Duplicate } from '#domain/customers/duplicates.ts'
import { nameAndId } from '../name-and-id.ts'
import { table } from '../table.ts'
import type { View } from '../view.ts'

const typed = ({ customer, into }: Duplicate): string => `cl merge ${customer.id} ${into.id}`

/** Pairs of customers who may be one, with the command that merges them. */
export const duplicatesView: View<Duplicate[]> = {
  text: (duplicates, paper) =>
    table(
      [
        { title: 'Customer', least: 12, wraps: 'beside' },
        { title: 'May be', least: 12, wraps: 'beside' },
        { title: 'Because of', least: 10, wraps: 'beside' },
        { title: 'To make them one' },
      ],
      duplicates.map((each) => [each.customer.name, each.into.name, each.why.join(', '), typed(each)]),
      paper,
    ),
  json: (duplicates) =>
    duplicates.map(({ customer, into, why }) => ({
      customer: nameAndId(customer),
      into: nameAndId(into),
      why,
    })),
}
