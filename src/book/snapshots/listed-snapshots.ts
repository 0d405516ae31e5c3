import type { Day } from '#domain/days/day.ts'
import type { Ask } from '../engine.ts'
import type { SqliteEngine } from '../engines/sqlite.ts'
import { openBook } from '../file/opening.ts'
import { ifPossible } from '../file/paths.ts'
import { restorable, type SnapshotFile, snapshotFiles } from '../file/snapshot-files.ts'
import { currentSchema } from '../schema.ts'

/** `contents` is null when they cannot be read. */
type ListedSnapshot<T> = SnapshotFile & { contents: T | null }

/** The newest come first. @param ask reads the contents of a snapshot */
export async function listedSnapshots<T>(bookPath: string, today: Day, ask: Ask<T>): Promise<ListedSnapshot<T>[]> {
  const files = snapshotFiles(bookPath, today)
  return Promise.all(files.map(async (file) => ({ ...file, contents: await contentsIn(file.path, today, ask) })))
}

async function contentsIn<T>(path: string, today: Day, ask: (engine: SqliteEngine) => Promise<T>): Promise<T | null> {
  const engine = ifPossible(() => openBook(path, currentSchema.version, today, { readOnly: true }))?.engine
  const contents = engine ? await ask(engine).catch(() => null) : null
  engine?.close()
  return contents
}

/** Damaged snapshots are passed over. */
export async function newestWhole(
  bookPath: string,
  today: Day,
): Promise<{ newest: SnapshotFile | undefined; passedOver: SnapshotFile[] }> {
  const passedOver: SnapshotFile[] = []
  for (const file of restorable(bookPath, today)) {
    const isWhole = await contentsIn(file.path, today, async (engine) => (await engine.findDamage()) === null)
    if (isWhole) return { newest: file, passedOver }
    passedOver.push(file)
  }
  return { newest: undefined, passedOver }
}
