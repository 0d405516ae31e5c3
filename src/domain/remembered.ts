/** A map, or a weak one. */
type Known<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown }

/** The value of a key; one that is not known yet is made, and known from then on. */
export function remembered<K, V>(known: Known<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make(key)
  known.set(key, made)
  return made
}
