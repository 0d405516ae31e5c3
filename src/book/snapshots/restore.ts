import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { cannot, isOfSystem, type UserError } from '#errors.ts'
import type { Ask } from '../engine.ts'
import { EngineTrouble } from '../engines/sqlite-trouble.ts'
import { makeFolder, notSynced } from '../file/fsync.ts'
import { fileAt } from '../file/header.ts'
import { diskFull, explainTrouble, isFull, maybeWritten } from '../file/trouble.ts'
import { finishing, unfinishedBeside } from '../file/unfinished.ts'
import { replace } from './replace.ts'
import type { Taken } from './snapshots.ts'
import { checkSource, copyOf } from './source.ts'

/** The source of the restored book, its size and contents, and the path of the kept file; null when there was nothing to keep. */
type Restored<T> = Taken & T & { kept: string | null }

/**
 * Puts a checked copy of a snapshot, or of any other book, in the place of the book, which is kept first. Whatever
 * stops it, either the old book or the new one is there, and whole.
 * @param source the path of the file to restore; it stays as it is
 * @param ask reads the contents of the source
 * @throws cannot, when the source is not a whole book, or the replaced file could not be kept; then nothing has changed
 */
export async function restoreBook<T>(bookPath: string, source: string, today: Day, ask: Ask<T>): Promise<Restored<T>> {
  checkSource(bookPath, source, today)
  const file = stateOf(source)
  // Somebody may have been erased from the source after it was copied; and a file that is being written is copied by halves.
  const checkUnchanged = () => {
    if (stateOf(source) !== file) throw changedJustNow(source)
  }
  try {
    makeFolder(dirname(bookPath))
    const unfinished = unfinishedBeside(bookPath)
    return await finishing(unfinished, async () => {
      const copied = await copyOf(source, unfinished, today, ask).catch((error: unknown) => {
        // cl forget deletes unfinished files, even of a command at work.
        throw existsSync(unfinished) ? error : changedJustNow(source)
      })
      checkUnchanged()
      const kept = await replace(bookPath, unfinished, today, checkUnchanged)
      const notOnDisk = notSynced(dirname(bookPath))
      if (notOnDisk !== null) throw maybeWritten(bookPath, notOnDisk)
      return { ...copied, path: source, kept }
    })
  } catch (error) {
    if (error instanceof EngineTrouble) throw explainTrouble(error, bookPath, today)
    if (isOfSystem(error)) {
      const { code, path } = error
      // Unfinished files have the name of the book in front.
      if (code === 'ENOENT' && [source, `${bookPath}.`].some((start) => path?.startsWith(start)))
        throw changedJustNow(source)
      if (isFull(code)) throw diskFull(bookPath)
      throw cannot(
        `The book could not be put at ${bookPath} (${code}). The file there is as it was.`,
        'Check who may write there, or make room on the disk.',
      )
    }
    throw error
  }
}

const changedJustNow = (source: string): UserError =>
  cannot(`Another program changed ${source} just now.`, 'Nothing was restored. Try again.')

/** The state of a file: its number, its size, and the time of its last write. */
function stateOf(path: string): string {
  const { mtimeNs, size } = statSync(path, { bigint: true })
  return `${fileAt(path)} ${size} ${mtimeNs}`
}
