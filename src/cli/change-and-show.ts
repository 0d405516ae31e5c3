import type { Writer } from '#book/changes/writer.ts'
import { type Removed, removedView } from '#views/removed.ts'
import type { View } from '#views/view.ts'
import type { Context } from './context.ts'

type Changing = Pick<Context, 'book' | 'out'>

export async function changeAndShow<T>(
  { book, out }: Changing,
  view: View<T>,
  write: (db: Writer) => Promise<{ summary: string; result: T }>,
): Promise<T> {
  const result = await book.write(write)
  await out.show(result, view)
  return result
}

/** The command that brings the removed thing back is shown, too. */
export const removeAndShow = (context: Changing, remove: (db: Writer) => Promise<Removed>): Promise<Removed> =>
  changeAndShow(context, removedView, async (db) => {
    const result = await remove(db)
    return { summary: `removed ${result.what}`, result }
  })
