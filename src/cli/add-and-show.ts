import type { Changing, Writer } from '#book/changes/writer.ts'
import type { Customer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import type { Addition, Waiting, Whom } from '#domain/shop/waiting.ts'
import { ChangeNotShown } from '#errors.ts'
import type { View } from '#views/view.ts'
import type { Context } from './context.ts'
import { chosenCustomer } from './names/choose-customer.ts'

/**
 * Away from the server, the addition waits on this laptop, and that is said.
 * @returns the result of the write; undefined where it waits
 */
export async function addAndShow<T>(
  { book, out }: Pick<Context, 'book' | 'out'>,
  addition: Addition,
  write: Changing<T>,
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

/** @throws cannot, for somebody whom it cannot be about */
export type WriteAboutOne<Said, T> = (db: Writer, customer: Customer, said: Said, today: Day) => ReturnType<Changing<T>>

/** A customer whom the book does not know is added in the same change. */
export const addAboutOne = <Said extends object, T>(
  context: Pick<Context, 'book' | 'out' | 'today'>,
  { whom, said, ...about }: Omit<Addition, 'whom' | 'said'> & { whom: Whom; said: Said },
  write: WriteAboutOne<Said, T>,
  view: View<T>,
): Promise<T | undefined> =>
  addAndShow(
    context,
    { ...about, whom: [whom], said },
    async (db) => write(db, await chosenCustomer(db, whom, context), said, context.today),
    view,
  )

/** Earlier rows that say just what one change added may mean that it was typed twice. */
export function sayTwin({ out }: Pick<Context, 'out'>, ...added: ({ twin: number | null } | undefined)[]): void {
  const twins = added.flatMap((each) => (each && each.twin !== null ? [`#${each.twin}`] : []))
  if (twins.length > 0) out.say(`The same as ${twins.join(', ')}? cl undo`)
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
