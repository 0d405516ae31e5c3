/** Each customer's things by the customer's id; their order stays. */
export function byCustomer<T extends { customerId: number }>(things: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const thing of things) {
    const group = groups.get(thing.customerId)
    if (group) group.push(thing)
    else groups.set(thing.customerId, [thing])
  }
  return groups
}
