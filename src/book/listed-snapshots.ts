import type { Day } from '#domain/day.ts'
import { currentSchema } from './book.ts'
import type { Ask } from './engine.ts'
import { openBook } from './opening.ts'
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
    const opened = openBook(path, currentSchema.version, today, { readOnly: true })
    if (!opened) return null
    try {
      return await ask(opened.engine)
    } finally {
      opened.engine.close()
    }
  } catch {
    return null
  }
}
