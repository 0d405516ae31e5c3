import type { Day } from '#domain/day.ts'
import type { Contents } from '#domain/retention.ts'
import { currentSchema } from './book.ts'
import { openSqlite } from './engines/sqlite.ts'
import { readHeader } from './header.ts'
import { type SnapshotFile, snapshotFiles } from './snapshot-files.ts'
import { contentsOf } from './snapshots.ts'

/** A snapshot with what is in it; null when it cannot be read. */
type ListedSnapshot = SnapshotFile & { contents: Contents | null }

/** The snapshots of a book with what is in each, the newest first. */
export async function listedSnapshots(bookPath: string, today: Day): Promise<ListedSnapshot[]> {
  const files = snapshotFiles(bookPath, today)
  return Promise.all(files.map(async (file) => ({ ...file, contents: await contentsIn(file.path, today) })))
}

async function contentsIn(path: string, today: Day): Promise<Contents | null> {
  try {
    if (!readHeader(path, currentSchema.version, today)) return null
    const engine = openSqlite(path, { readOnly: true })
    try {
      return await contentsOf(engine)
    } finally {
      engine.close()
    }
  } catch {
    return null
  }
}
