import { copyFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type During, unsaid } from '#book/book.ts'
import type { Reader } from '#book/engine.ts'
import { type SqliteEngine, withSqlite } from '#book/engines/sqlite.ts'
import { EngineTrouble } from '#book/engines/sqlite-trouble.ts'
import { rename, syncFile, syncFolder } from '#book/file/fsync.ts'
import { journalSize, sizeOf } from '#book/file/header.ts'
import { leftovers, unfinishedOfUser } from '#book/file/leftovers.ts'
import { filesIn, snapshotFolder } from '#book/file/paths.ts'
import { finishing, unfinishedIn } from '#book/file/unfinished.ts'
import { sumOf } from '#domain/sums.ts'
import { isOfSystem, messageOf } from '#errors.ts'
import { type CustomerToErase, customerToEraseIn, type Others } from './customer.ts'
import { changesOfCustomer, eraseCustomer, isBook, rowsOfCustomer } from './erasure.ts'

/** `isTrouble`: the disk did not let the snapshot be changed, which can be tried again; else it is no whole book, and never can be. */
export type LeftSnapshot = { path: string; why: string; isTrouble: boolean }

type SnapshotErasure = { erased: string[]; left: LeftSnapshot[] }

export const snapshotPaths = (bookPath: string): string[] =>
  filesIn(snapshotFolder(bookPath))
    .filter((file) => file.endsWith('.db'))
    .sort()
    .map((file) => join(snapshotFolder(bookPath), file))

/**
 * Erases a customer from each snapshot of a book, one after the other: in a copy beside it, which takes its place once it is
 * checked and on the disk. A file that is no whole book is left and named; trouble with the disk ends the work.
 * @param done snapshots that have had their turn
 * @param during tells the user of the progress
 */
export async function eraseFromSnapshots(
  bookPath: string,
  whom: CustomerToErase,
  others: Others,
  done: string[],
  during: During = unsaid,
): Promise<SnapshotErasure> {
  const { erased, left }: SnapshotErasure = { erased: [], left: removeLeftovers(bookPath) }
  const paths = snapshotPaths(bookPath).filter((each) => !done.includes(each))
  const size = sumOf(paths, sizeOf)
  for (const [place, path] of paths.entries()) {
    try {
      const what = `Erasing from snapshot ${place + 1} of ${paths.length}`
      await during(what, size, () => eraseFrom(path, whom, others))
      erased.push(path)
    } catch (error) {
      const isTrouble = isTroubleOfDisk(error)
      left.push({ path, why: messageOf(error), isTrouble })
      if (journalSize(path) > 0) left.push({ path: `${path}-journal`, why: 'it belongs to that file', isTrouble })
      if (isTrouble) break
    }
  }
  return { erased, left }
}

/** Snapshots that cannot be read are left out. */
export async function snapshotsWith(bookPath: string, whom: CustomerToErase, others: Others): Promise<string[]> {
  const found: string[] = []
  for (const path of snapshotPaths(bookPath)) if (await isIn(path, whom, others)) found.push(path)
  return found
}

const isIn = (path: string, whom: CustomerToErase, others: Others): Promise<boolean> =>
  asked(path, false, async (snapshot) => {
    const theirs = await customerToEraseIn(snapshot, whom, others)
    return (await rowsOfCustomer(snapshot, theirs)).length > 0 || (await changesOfCustomer(snapshot, theirs)) > 0
  })

/** An older snapshot may know somebody by no other name. A name of somebody who is in the book is theirs. */
export async function byNamesOfSnapshots(
  bookPath: string,
  whom: CustomerToErase,
  others: Others,
): Promise<CustomerToErase> {
  const taken = new Set([...others.values()].flatMap((names) => [...names]))
  const names = new Set(whom.names)
  for (let known = 0; known < names.size; ) {
    known = names.size
    for (const path of snapshotPaths(bookPath)) {
      const there = await asked(path, whom, (snapshot) => customerToEraseIn(snapshot, { ...whom, names }, others))
      for (const name of there.names) if (!taken.has(name)) names.add(name)
    }
  }
  return { ...whom, names }
}

/** `unread` is the answer where the snapshot cannot be read. */
function asked<T>(path: string, unread: T, question: (snapshot: Reader) => Promise<T>): Promise<T> {
  const answer = async (snapshot: Reader) => ((await isBook(snapshot)) ? question(snapshot) : unread)
  return withSqlite(path, answer, { readOnly: true }).catch(() => unread)
}

/** Files that were begun and never finished hold everybody, too. @returns the files that could not be deleted */
function removeLeftovers(bookPath: string): LeftSnapshot[] {
  return leftovers(bookPath).flatMap((path) => {
    try {
      rmSync(path, { force: true })
      return []
    } catch (error) {
      return { path, why: messageOf(error), isTrouble: true }
    }
  })
}

/** Files are looked for beside the book, in the user's folder, and where notes say. */
export function unfinishedFiles(bookPath: string): LeftSnapshot[] {
  const paths = new Set(unfinishedOfUser(bookPath))
  // The leftovers were deleted just now: a new one is the copy of a snapshot that is being erased from.
  for (const path of leftovers(bookPath)) paths.delete(resolve(path))
  return [...paths].map((path) => ({ path, why: 'it was begun and never finished', isTrouble: false }))
}

async function eraseFrom(path: string, whom: CustomerToErase, others: Others): Promise<void> {
  if (!statSync(path).isFile()) throw new Error('it is not a file')
  // The database itself takes back work that was broken off, so that the journal is not played into the new file.
  if (journalSize(path) > 0) await withSqlite(path, refuseDamage)
  if (journalSize(path) > 0) rmSync(`${path}-journal`)
  const unfinished = unfinishedIn(dirname(path))
  await finishing(unfinished, async () => {
    copyFileSync(path, unfinished)
    await withSqlite(unfinished, async (copy) => {
      await refuseDamage(copy)
      if (!(await isBook(copy))) throw new Error('it is not a book of cl')
      await copy.transaction('write', async () => eraseCustomer(copy, await customerToEraseIn(copy, whom, others)))
      copy.vacuum()
      await refuseDamage(copy)
    })
    syncFile(unfinished)
    rename(unfinished, path)
    syncFolder(dirname(path))
  })
}

const isTroubleOfDisk = (error: unknown): boolean =>
  error instanceof EngineTrouble ? error.kind !== 'damaged' : isOfSystem(error)

async function refuseDamage(engine: SqliteEngine): Promise<void> {
  const damage = await engine.findDamage()
  if (damage !== null) throw new Error(`it is damaged: ${damage}`)
}
