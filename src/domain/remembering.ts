/**
 * A function that remembers its answers, where the same is asked again and again; undefined is worked out each time.
 * @param most the number of answers after which it begins anew
 */
export function remembering<Key, Answer>(make: (key: Key) => Answer, most = Number.POSITIVE_INFINITY) {
  const known = new Map<Key, Answer>()
  return (key: Key): Answer => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const answer = make(key)
    known.set(key, answer)
    return answer
  }
}
