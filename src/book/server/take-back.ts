import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { makeFolder, rename, syncFolder } from '../file/fsync.ts'
import { snapshotFolder } from '../file/paths.ts'
import { freePath } from '../file/snapshot-files.ts'
import { finishing, unfinishedBeside } from '../file/unfinished.ts'
import type { Copying, Taken } from '../snapshots/snapshots.ts'

/** The reason for a snapshot that is the file from before a share, as it stands in its name. */
const beforeShare = 'before share'

/**
 * Moves a book’s file among its snapshots, where the book itself is elsewhere.
 * @returns the path of the file now
 */
export function setAside(path: string, today: Day): string {
  const folder = snapshotFolder(path)
  makeFolder(folder)
  const target = freePath(folder, `${today} ${beforeShare}`)
  rename(path, target)
  syncFolder(folder)
  syncFolder(dirname(path))
  return target
}

/** Puts a checked copy in the place of a book’s file; a file that is there is set aside. */
export async function putBack(copying: Copying, path: string, today: Day): Promise<Taken> {
  makeFolder(dirname(path))
  const unfinished = unfinishedBeside(path)
  return finishing(unfinished, async () => {
    const copied = await copying(unfinished)
    if (existsSync(path)) setAside(path, today)
    rename(unfinished, path)
    syncFolder(dirname(path))
    return { ...copied, path }
  })
}
