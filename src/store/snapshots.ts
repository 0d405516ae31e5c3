import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Day } from '../domain/day.ts'
import { cannot } from '../errors.ts'
import { openSqlite, type SqliteEngine } from './engines/sqlite.ts'
import { syncFile, syncFolder } from './sync.ts'

/** Where the snapshots of a book are: a folder beside it. */
export const snapshotFolder = (bookPath: string): string => join(dirname(bookPath), `${basename(bookPath)}.snapshots`)

/** Whether a book has snapshots: where it is not there itself, it is missing rather than new. */
export function hasSnapshots(bookPath: string): boolean {
  try {
    return readdirSync(snapshotFolder(bookPath)).some((file) => file.endsWith('.db'))
  } catch {
    return false
  }
}

/** A name that is free: `2026-11-21 before version 2.db`, then `… 2.db (2)` and so on. */
function freePath(folder: string, name: string): string {
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? `${name}.db` : `${name} (${n}).db`)
    if (!existsSync(path)) return path
  }
}

/**
 * Copies the whole book into a file of its own, which is there only once it has been checked.
 * @param name what it is taken before, for the file's name
 * @returns the path of the snapshot
 * @throws cannot, when the copy is not whole; EngineTrouble, when the disk does not take it
 */
export async function takeSnapshot(engine: SqliteEngine, bookPath: string, today: Day, name: string): Promise<string> {
  const folder = snapshotFolder(bookPath)
  makeFolder(folder)
  const target = freePath(folder, `${today} ${name}`)
  const unfinished = join(folder, `unfinished.${process.pid}`)
  try {
    rmSync(unfinished, { force: true })
    const rows = await engine.rowCounts()
    engine.copyTo(unfinished)
    await checkCopy(unfinished, rows)
    syncFile(unfinished)
    renameSync(unfinished, target)
    syncFolder(folder)
    return target
  } finally {
    for (const leftover of [unfinished, `${unfinished}-journal`]) rmSync(leftover, { force: true })
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw cannot(
      `The folder ${folder} could not be made (${(error as NodeJS.ErrnoException).code}), so no snapshot was taken and nothing was changed.`,
      'Check who may write there.',
    )
  }
}

/** @throws cannot, unless the copy is whole, and holds at least the rows that the book had when it was begun */
async function checkCopy(path: string, rows: Record<string, number>): Promise<void> {
  const copy = openSqlite(path)
  try {
    const damage = await copy.findDamage()
    const copied = await copy.rowCounts()
    const missing = Object.keys(rows).find((table) => (copied[table] ?? -1) < (rows[table] ?? 0))
    if (damage !== null || missing !== undefined) {
      throw cannot(
        `The snapshot ${path} is not whole (${damage ?? `rows of ${missing} are missing`}).`,
        'Nothing was changed. Try again.',
      )
    }
  } finally {
    copy.close()
  }
}
