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

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * A function that remembers its answers, where the same is asked again and again; undefined is worked out each time.
 * @param most the number of answers after which it begins anew
 */
export function remembering<Key, Answer>(make: (key: Key) => Answer, most = Number.POSITIVE_INFINITY) {
  const known = new Map<Key, Answer>()
  return (key: Key): Answer => {
    if (known.size >= most && !known.has(key)) known.clear()
    return remembered(known, key, make)
  }
}
