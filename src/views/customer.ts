import { cadenceText } from '#domain/cadence.ts'
import { type Customer, companyApart } from '#domain/customer.ts'
import type { YearlyDay } from '#domain/dates.ts'
import { yearlyText } from './dates.ts'
import { goalText } from './score-words.ts'
import { customerJson } from './show.ts'
import { visible } from './text.ts'
import type { View } from './view.ts'

/** A customer who was added or changed. */
type CustomerChange = { did: string; customer: Customer; aliases: string[]; tags: string[]; birthday: YearlyDay | null }

export const customerView: View<CustomerChange> = {
  text: ({ did, customer, aliases, tags, birthday }) => {
    const { visitEvery } = customer
    const details = [
      customer.kind === 'teammate' ? 'teammate' : null,
      companyApart(customer),
      customer.phone,
      customer.email,
      customer.address,
      aliases.length > 0 ? `also ${aliases.join(', ')}` : null,
      tags.length > 0 ? `tags ${tags.join(', ')}` : null,
      visitEvery === null ? null : visitEvery === 'never' ? 'no visits' : `every ${cadenceText(visitEvery)}`,
      goalText(customer.goal),
      `since ${customer.since}`,
      birthday === null ? null : `birthday ${yearlyText(birthday)}`,
    ]
    return visible(`${did} ${customer.name} (#${customer.id}): ${details.filter(Boolean).join(' · ')}`)
  },
  json: customerJson,
}
