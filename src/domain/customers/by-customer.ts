import { remembered } from '../remembered.ts'

/** The order of the things stays. */
export function byCustomer<T extends { customerId: number }>(things: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const thing of things) remembered(groups, thing.customerId, () => []).push(thing)
  return groups
}
