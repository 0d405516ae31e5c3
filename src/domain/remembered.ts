type Known<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown }

export function remembered<K, V>(known: Known<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make(key)
  known.set(key, made)
  return made
}

/** The value is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Undefined is worked out each time.
 * @param most the number of answers after which it begins anew
 */
export function remembering<Key, Answer>(make: (key: Key) => Answer, most = Number.POSITIVE_INFINITY) {
  const known = new Map<Key, Answer>()
  return (key: Key): Answer => {
    if (known.size >= most && !known.has(key)) known.clear()
    return remembered(known, key, make)
  }
}
