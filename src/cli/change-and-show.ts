import type { Writer } from '#book/changes/writer.ts'
import { type Removed, removedView } from '#views/removed.ts'
import type { View } from '#views/view.ts'
import type { Context } from './context.ts'

type Changing = Pick<Context, 'book' | 'out'>

/** Writes one change, and shows its result. @returns the result */
export async function changeAndShow<T>(
  { book, out }: Changing,
  view: View<T>,
  write: (db: Writer) => Promise<{ summary: string; result: T }>,
): Promise<T> {
  const result = await book.write(write)
  await out.show(result, view)
  return result
}

/** Removes something in one change, and shows its name with the command that brings it back. */
export const removeAndShow = (context: Changing, remove: (db: Writer) => Promise<Removed>): Promise<Removed> =>
  changeAndShow(context, removedView, async (db) => {
    const result = await remove(db)
    return { summary: `removed ${result.what}`, result }
  })
