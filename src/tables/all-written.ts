/**
 * What several pieces of a change answer that are written together. Where one fails, the others are waited for: nothing
 * may be written when the transaction is over.
 * @throws what the first of them threw that failed
 */
export async function allWritten<T extends readonly unknown[]>(
  pieces: readonly [...{ [I in keyof T]: Promise<T[I]> }],
): Promise<T> {
  await Promise.allSettled(pieces)
  return (await Promise.all(pieces)) as unknown as T
}
