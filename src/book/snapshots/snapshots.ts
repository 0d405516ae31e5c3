import { statSync } from 'node:fs'
import type { Day } from '#domain/days/day.ts'
import { cannot, codeOf, isOfSystem, type UserError } from '#errors.ts'
import { type SqliteEngine, withSqlite } from '../engines/sqlite.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { makeFolder, rename, syncFile, syncFolder } from '../file/fsync.ts'
import { removeIfPossible, snapshotFolder } from '../file/paths.ts'
import { freePath } from '../file/snapshot-files.ts'
import { isFull } from '../file/trouble.ts'
import { finishing, unfinishedIn } from '../file/unfinished.ts'

/** `size` is in bytes. */
export type Taken = { path: string; size: number }

/** The copy is checked. */
export type Copying = (target: string) => Promise<Taken>

/**
 * Copies a whole database into a new file, checks the copy and waits until it is on the disk. To be called within a
 * transaction of `engine`, so that nobody changes anything meanwhile; the copying itself needs a connection of its own.
 * @param from the path of the file that `engine` has open
 * @throws cannot, when the copy is not whole; EngineTrouble, when the disk does not take it, or the book itself is damaged
 */
export async function copyWhole(engine: SqliteEngine, from: string, target: string): Promise<Taken> {
  const rows = engine.file.rowCounts()
  await withSqlite(from, (source) => source.copyTo(target))
  const wrong = await wrongInCopy(target, rows)
  if (wrong !== null) {
    const damage = await engine.findDamage()
    throw damage === null ? notWhole(target, wrong) : new EngineTrouble('damaged', new Error(damage))
  }
  syncFile(target)
  return { path: target, size: statSync(target).size }
}

/** Null for a copy that is whole, and holds the rows of the book. */
const wrongInCopy = (path: string, rows: Record<string, number>): Promise<string | null> =>
  withSqlite(path, async (copy) => {
    const damage = await copy.findDamage()
    if (damage !== null) return damage
    const copied = copy.file.rowCounts()
    const wrong = Object.keys(rows).find((table) => copied[table] !== rows[table])
    return wrong === undefined ? null : `not all rows of ${wrong} are there`
  })

export const notWhole = (path: string, what: string): UserError =>
  cannot(
    `The copy ${path} is not whole (${what}), and was thrown away. Nothing was changed.`,
    'Try again. If it happens again: cl doctor',
  )

/**
 * The copy is in the folder of snapshots only once it has been checked. To be called within a transaction of the book.
 * @param why the reason for the snapshot, for the file's name
 * @throws cannot, when it could not be taken: the work that it was to precede must not be done
 */
export async function takeSnapshot(copying: Copying, bookPath: string, today: Day, why: string): Promise<Taken> {
  const folder = snapshotFolder(bookPath)
  return snapshotting(folder, async () => {
    makeFolder(folder)
    const unfinished = unfinishedIn(folder)
    return finishing(unfinished, async () => {
      const copied = await copying(unfinished)
      const target = freePath(folder, `${today} ${why}`)
      rename(unfinished, target)
      try {
        syncFolder(folder)
      } catch (error) {
        removeIfPossible(target)
        throw error
      }
      return { ...copied, path: target }
    })
  })
}

/** The error says what to do about the folder of snapshots. */
export async function snapshotting<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw snapshotError(folder, error)
  }
}

function snapshotError(folder: string, error: unknown): unknown {
  const inFolder = `No snapshot could be taken in ${folder}`
  const code = isOfSystem(error) ? codeOf(error) : ''
  if (isFull(code) || (error instanceof EngineTrouble && error.kind === 'full')) {
    return cannot(`${inFolder}: the disk is full. Nothing was changed.`, 'Make room, and try again.')
  }
  // `cl forget` deletes unfinished files, even of a command at work.
  if (code === 'ENOENT') return cannot(`${inFolder}: another program took it away. Nothing was changed.`, 'Try again.')
  if (code !== '' || (error instanceof EngineTrouble && ['unreadable', 'readonly'].includes(error.kind))) {
    const reason = code || (error as Error).message
    return cannot(`${inFolder} (${reason}). Nothing was changed.`, 'Check who may write there, and try again.')
  }
  if (error instanceof EngineTrouble && error.kind === 'faulty') {
    return cannot(
      `${inFolder}: the disk failed or is full (${error.message}). Nothing was changed.`,
      'Make room, or check the disk, and try again.',
    )
  }
  return error
}
