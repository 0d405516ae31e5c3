import type { Customer } from '#domain/customers/customer.ts'

/** The order of the fields is that of the keys in JSON, on which scripts rely. */
export const fieldsOf = <T extends object, Field extends keyof T>(thing: T, ...fields: Field[]): Pick<T, Field> =>
  Object.fromEntries(fields.map((field) => [field, thing[field]])) as Pick<T, Field>

export type NameAndId = Pick<Customer, 'id' | 'name'>

export const nameAndId = ({ id, name }: NameAndId): NameAndId => ({ id, name })

export const customerOf = ({ customerId, customerName }: { customerId: number; customerName: string }): NameAndId => ({
  id: customerId,
  name: customerName,
})
