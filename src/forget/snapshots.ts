import { copyFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EngineTrouble, openSqlite } from '#book/engines/sqlite.ts'
import { syncFile, syncFolder } from '#book/fsync.ts'
import { filesIn, snapshotFolder, unfinishedSnapshot } from '#book/snapshot-files.ts'
import { finishing } from '#book/snapshots.ts'
import { type CustomerToErase, customerToEraseIn } from './customer.ts'
import { eraseCustomer, isBook } from './erasure.ts'

/**
 * A snapshot that is as it was, and why. `isTrouble`: the disk did not let it be erased from, which can be tried again; else
 * it is no whole book, and never can be.
 */
export type LeftSnapshot = { path: string; why: string; isTrouble: boolean }

/** The snapshots that somebody was erased from, and those that were left. */
export type SnapshotErasure = { erased: string[]; left: LeftSnapshot[] }

/** The snapshots of a book, by name. */
export const snapshotPaths = (bookPath: string): string[] =>
  filesIn(snapshotFolder(bookPath))
    .filter((file) => file.endsWith('.db'))
    .sort()
    .map((file) => join(snapshotFolder(bookPath), file))

/**
 * Erases a customer from each snapshot of a book, one after the other: in a copy beside it, which takes its place once it is
 * checked and on the disk. What is no whole book is left and named; trouble with the disk ends it.
 * @param living those who are in the book besides the customer
 * @param done snapshots that have had their turn
 */
export async function eraseFromSnapshots(
  bookPath: string,
  whom: CustomerToErase,
  living: Set<number>,
  done: string[],
): Promise<SnapshotErasure> {
  const { erased, left }: SnapshotErasure = { erased: [], left: [] }
  removeUnfinished(bookPath)
  for (const path of snapshotPaths(bookPath).filter((each) => !done.includes(each))) {
    try {
      await eraseFrom(path, whom, living)
      erased.push(path)
    } catch (error) {
      const isTrouble = isTroubleOfDisk(error)
      left.push({ path, why: error instanceof Error ? error.message : String(error), isTrouble })
      if (isTrouble) break
    }
  }
  return { erased, left }
}

/** What a snapshot that was broken off has left behind holds everybody, too. */
function removeUnfinished(bookPath: string): void {
  const folder = snapshotFolder(bookPath)
  for (const file of filesIn(folder)) if (file.startsWith('unfinished.')) rmSync(join(folder, file), { force: true })
}

async function eraseFrom(path: string, whom: CustomerToErase, living: Set<number>): Promise<void> {
  const unfinished = unfinishedSnapshot(dirname(path))
  if (!statSync(path).isFile()) throw new Error('it is not a file')
  await finishing(unfinished, async () => {
    copyFileSync(path, unfinished)
    const copy = openSqlite(unfinished)
    try {
      await refuseDamage(copy.findDamage())
      if (!(await isBook(copy))) throw new Error('it is not a book of cl')
      await copy.transaction('write', async () => eraseCustomer(copy, await customerToEraseIn(copy, whom, living)))
      copy.vacuum()
      await refuseDamage(copy.findDamage())
    } finally {
      copy.close()
    }
    syncFile(unfinished)
    renameSync(unfinished, path)
    syncFolder(dirname(path))
  })
}

const isTroubleOfDisk = (error: unknown): boolean =>
  error instanceof EngineTrouble ? error.kind !== 'damaged' : error instanceof Error && 'syscall' in error

async function refuseDamage(found: Promise<string | null>): Promise<void> {
  const damage = await found
  if (damage !== null) throw new Error(`it is damaged: ${damage}`)
}
