import type { Reader } from '#book/engine.ts'
import { withSqlite } from '#book/engines/sqlite.ts'
import { EngineTrouble } from '#book/engines/sqlite-trouble.ts'
import type { ErasedHere } from '#book/server/around.ts'
import { ownCopies } from '#book/server/known.ts'
import { Outbox } from '#book/server/outbox.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { type CustomerToErase, customerToErase, othersThan } from './customer.ts'
import { eraseFromSnapshots, snapshotPaths, snapshotsWith } from './snapshots.ts'

/**
 * Another laptop has erased these customers from a book on a server: they go from the copies here, and from the additions that wait.
 * The book knows their numbers alone; a copy knows their names.
 * @param db the book
 */
export async function eraseElsewhere(bookPath: string, today: Day, ids: number[], db: Reader): Promise<ErasedHere> {
  const result: ErasedHere = { copies: 0, waiting: 0, left: [] }
  for (const id of ids) {
    const whom = await whomByNumber(bookPath, today, id)
    const isErased = (each: Whom) => ('id' in each ? each.id === id : whom.names.has(foldName(each.newName)))
    result.waiting += await new Outbox(bookPath).erase(isErased)
    if (whom.names.size === 0) continue
    const others = await othersThan(db, whom)
    const theirs = await snapshotsWith(bookPath, whom, others)
    const without = snapshotPaths(bookPath).filter((path) => !theirs.includes(path))
    const { erased, left } = await eraseFromSnapshots(bookPath, whom, others, without)
    result.copies += erased.length
    result.left.push(...left.map(({ path, why }) => `${path} (${why})`))
  }
  return result
}

/** The newest copy on this laptop that knows the number says who it is; without a name where none does. */
async function whomByNumber(bookPath: string, today: Day, id: number): Promise<CustomerToErase> {
  for (const { path } of ownCopies(bookPath, today)) {
    const found = await customerIn(path, id)
    if (found && found.names.size > 0) return found
  }
  return { ids: [id], kind: 'customer', names: new Set() }
}

/** Undefined where the copy cannot be read. */
const customerIn = (path: string, id: number): Promise<CustomerToErase | undefined> =>
  withSqlite(path, (copy) => customerToErase(copy, id), { readOnly: true }).catch((error: unknown) => {
    if (error instanceof EngineTrouble) return undefined
    throw error
  })
