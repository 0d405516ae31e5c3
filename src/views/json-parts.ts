import type { Named } from '#domain/customers/name-order.ts'

/** The order of the fields is that of the keys in JSON, on which scripts rely. */
export const fieldsOf = <T extends object, Field extends keyof T>(thing: T, ...fields: Field[]): Pick<T, Field> =>
  Object.fromEntries(fields.map((field) => [field, thing[field]])) as Pick<T, Field>

export const nameAndId = ({ id, name }: Named): Named => ({ id, name })

export const customerOf = ({ customerId, customerName }: { customerId: number; customerName: string }): Named => ({
  id: customerId,
  name: customerName,
})
