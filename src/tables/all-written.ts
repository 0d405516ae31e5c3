/**
 * Where a piece of a change fails, the others are waited for: nothing may be written when the transaction is over.
 * @throws the error of the first piece that failed
 */
export async function allWritten<Pieces extends readonly Promise<unknown>[] | []>(
  pieces: Pieces,
): Promise<{ -readonly [I in keyof Pieces]: Awaited<Pieces[I]> }> {
  await Promise.allSettled(pieces)
  return Promise.all(pieces)
}
