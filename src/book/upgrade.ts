import type { Day } from '#domain/days/day.ts'
import { beforeVersion } from '#domain/shop/retention.ts'
import { cannot, type UserError } from '#errors.ts'
import type { SqliteEngine } from './engines/sqlite.ts'
import { EngineTrouble, isOfSql } from './engines/sqlite-trouble.ts'
import { hasOwnTables } from './file/own-tables.ts'
import { ifPossible } from './file/paths.ts'
import { discardSnapshot } from './file/snapshot-files.ts'
import { maybeWritten } from './file/trouble.ts'
import type { Schema } from './schema.ts'
import { copyWhole, type Taken, takeSnapshot } from './snapshots/snapshots.ts'

/**
 * Brings an older book up to date, after a snapshot. @returns null where another process was quicker
 * @throws cannot, EngineTrouble; then the engine is closed, and the book is as it was, or between two versions
 */
export async function upgrade(engine: SqliteEngine, path: string, schema: Schema, today: Day): Promise<Taken | null> {
  const { version } = schema
  const found = engine.file.version()
  const migrations = await schema.migrations()
  let kept: Taken | null = null
  try {
    kept = await engine.transaction('write', async () =>
      // Another process may have been quicker.
      engine.file.version() < version
        ? takeSnapshot((target) => copyWhole(engine, path, target), path, today, beforeVersion(version))
        : null,
    )
    engine.migrate(migrations)
    return kept
  } catch (error) {
    // Each migration is a transaction of its own: some may be in the book.
    const reached = ifPossible(() => engine.file.version())
    if (kept && reached === found) discardSnapshot(kept.path)
    const isDamage = isOfSql(error) && !hasOwnTables(engine, migrations)
    engine.close()
    if (kept && reached !== found && error instanceof EngineTrouble)
      throw notAllTheWay(path, reached, error.message, kept.path)
    throw isDamage ? new EngineTrouble('damaged', error) : error
  }
}

/** `reached` is null where the disk failed between two migrations, or with the last step of one. */
function notAllTheWay(path: string, reached: number | null, why: string, kept: string): UserError {
  if (reached === null) return maybeWritten(path, why)
  return cannot(
    `The disk failed or is full (${why}): ${path} was brought up to version ${reached}; it may be of version ${reached + 1}, or not.`,
    `Make room, or check the disk; the next command goes on from there. As it was before: ${kept}`,
  )
}
