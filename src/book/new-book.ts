import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { cannot, isOfSystem } from '#errors.ts'
import { markChecked } from './daily-check.ts'
import type { Engine } from './engine.ts'
import { withSqlite } from './engines/sqlite.ts'
import { makeFolder, notSynced, publish } from './file/fsync.ts'
import { maybeWritten } from './file/trouble.ts'
import { finishing, unfinishedBeside } from './file/unfinished.ts'
import type { Schema } from './schema.ts'

/**
 * The book has a temporary name until its first change is in it: no other process ever sees half of one, and a change that fails leaves
 * none behind.
 * @returns null where another process has made the book meanwhile, and nothing was changed
 * @throws cannot, when no book can be made there
 */
export async function makeBook<T>(
  path: string,
  schema: Schema,
  today: Day,
  change: (engine: Engine) => Promise<T>,
): Promise<{ result: T } | null> {
  const migrations = await schema.migrations()
  const folder = dirname(path)
  try {
    makeFolder(folder)
    const unfinished = unfinishedBeside(path)
    return await finishing(unfinished, async () => {
      const result = await withSqlite(unfinished, (engine) => {
        engine.migrate(migrations)
        return engine.transaction('write', async () => {
          await markChecked(engine, today)
          return change(engine)
        })
      })
      if (!publish(unfinished, path)) return null
      const notOnDisk = notSynced(folder)
      if (notOnDisk !== null) throw maybeWritten(path, notOnDisk)
      return { result }
    })
  } catch (error) {
    if (!isOfSystem(error)) throw error
    throw cannot(
      `The book ${path} could not be made (${error.code}).`,
      'Say where it is to be: --book PATH, or set CL_BOOK.',
    )
  }
}
