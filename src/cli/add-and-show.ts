import type { Writer } from '#book/changes/writer.ts'
import type { Addition, Waiting } from '#domain/shop/waiting.ts'
import { ChangeNotShown } from '#errors.ts'
import type { View } from '#views/view.ts'
import type { Context } from './context.ts'

/**
 * Adds something to the book, and shows it. Away from the server it waits on this laptop, and that is said.
 * @returns the result of the write; undefined where it waits
 */
export async function addAndShow<T>(
  { book, out }: Pick<Context, 'book' | 'out'>,
  addition: Addition,
  write: (db: Writer) => Promise<{ summary: string; result: T }>,
  view: View<T>,
): Promise<T | undefined> {
  const added = await book.add(addition, write)
  if ('kept' in added) {
    await showKept(out, added.kept)
    return undefined
  }
  await out.show(added.result, view)
  return added.result
}

async function showKept(out: Context['out'], kept: Waiting): Promise<void> {
  const { keptView } = await import('#views/shop/outbox.ts')
  out.forgetNext()
  try {
    await out.show(kept, keptView)
  } catch (error) {
    throw new ChangeNotShown(error, 'It is kept on this laptop')
  }
}
