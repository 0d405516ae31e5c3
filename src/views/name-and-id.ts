import type { Customer } from '#domain/customer.ts'

/** As much of a customer as tells who it is. */
export type NameAndId = Pick<Customer, 'id' | 'name'>

/** The same for a program, whatever else is known. */
export const nameAndId = ({ id, name }: NameAndId): NameAndId => ({ id, name })

/** The same of what names its customer. */
export const customerOf = ({ customerId, customerName }: { customerId: number; customerName: string }): NameAndId => ({
  id: customerId,
  name: customerName,
})
