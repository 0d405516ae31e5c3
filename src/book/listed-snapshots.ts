import type { Day } from '#domain/day.ts'
import { currentSchema } from './book.ts'
import type { Ask } from './engine.ts'
import { openSqlite } from './engines/sqlite.ts'
import { readHeader } from './header.ts'
import { type SnapshotFile, snapshotFiles } from './snapshot-files.ts'

/** A snapshot with what is in it; null when it cannot be read. */
type ListedSnapshot<T> = SnapshotFile & { contents: T | null }

/**
 * The snapshots of a book with what is in each, the newest first.
 * @param ask asks a snapshot what there is in it
 */
export async function listedSnapshots<T>(bookPath: string, today: Day, ask: Ask<T>): Promise<ListedSnapshot<T>[]> {
  const files = snapshotFiles(bookPath, today)
  return Promise.all(files.map(async (file) => ({ ...file, contents: await contentsIn(file.path, today, ask) })))
}

async function contentsIn<T>(path: string, today: Day, ask: Ask<T>): Promise<T | null> {
  try {
    if (!readHeader(path, currentSchema.version, today)) return null
    const engine = openSqlite(path, { readOnly: true })
    try {
      return await ask(engine)
    } finally {
      engine.close()
    }
  } catch {
    return null
  }
}
