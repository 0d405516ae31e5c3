import { type Customer, companyApart } from '#domain/customers/customer.ts'
import { cadenceText } from '#domain/days/cadence.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import { goalText } from '../due/score-words.ts'
import { yearlyText } from '../practices/dates.ts'
import { joined, visible } from '../text.ts'
import type { View } from '../view.ts'
import { customerJson } from './show.ts'

/** `note` is one that was said now. */
type CustomerChange = {
  did: string
  customer: Customer
  aliases: string[]
  tags: string[]
  birthday: YearlyDay | null
  note: string | undefined
}

export const customerView: View<CustomerChange> = {
  text: ({ did, customer, aliases, tags, birthday, note }) => {
    const { visitEvery } = customer
    const details = joined(' · ', [
      customer.kind === 'teammate' && 'teammate',
      companyApart(customer),
      customer.phone,
      customer.email,
      customer.address,
      aliases.length > 0 && `also ${aliases.join(', ')}`,
      tags.length > 0 && `tags ${tags.join(', ')}`,
      visitEvery && (visitEvery === 'never' ? 'no care visits' : `every ${cadenceText(visitEvery)}`),
      goalText(customer.goal),
      `since ${customer.since}`,
      birthday && `birthday ${yearlyText(birthday)}`,
      note && `note: ${note}`,
    ])
    return visible(`${did} ${customer.name} (#${customer.id}): ${details}`)
  },
  json: customerJson,
}
