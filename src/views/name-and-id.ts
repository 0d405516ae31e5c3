import type { Customer } from '#domain/customers/customer.ts'

export type NameAndId = Pick<Customer, 'id' | 'name'>

/** Leaves out all other fields, for JSON. */
export const nameAndId = ({ id, name }: NameAndId): NameAndId => ({ id, name })

/** The customer of a loop, a touch or a fact, for JSON. */
export const customerOf = ({ customerId, customerName }: { customerId: number; customerName: string }): NameAndId => ({
  id: customerId,
  name: customerName,
})
