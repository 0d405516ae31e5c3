import { remembered } from '../remembered.ts'

/** Each customer's things by the customer's id; their order stays. */
export function byCustomer<T extends { customerId: number }>(things: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const thing of things) remembered(groups, thing.customerId, () => []).push(thing)
  return groups
}
