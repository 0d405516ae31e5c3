import type { Customer } from '../domain/customer.ts'

/** As much of a customer as tells who it is. */
export type NameAndId = Pick<Customer, 'id' | 'name'>

/** The same for a program, whatever else is known. */
export const nameAndId = ({ id, name }: NameAndId): NameAndId => ({ id, name })
