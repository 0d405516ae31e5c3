import type { Customer } from '#domain/customers/customer.ts'

/** A thing with these fields alone, in this order: for JSON, whose keys scripts rely on. */
export const fieldsOf = <T extends object, Field extends keyof T>(thing: T, ...fields: Field[]): Pick<T, Field> =>
  Object.fromEntries(fields.map((field) => [field, thing[field]])) as Pick<T, Field>

export type NameAndId = Pick<Customer, 'id' | 'name'>

/** Leaves out all other fields, for JSON. */
export const nameAndId = ({ id, name }: NameAndId): NameAndId => ({ id, name })

/** The customer of a loop, a touch or a fact, for JSON. */
export const customerOf = ({ customerId, customerName }: { customerId: number; customerName: string }): NameAndId => ({
  id: customerId,
  name: customerName,
})
