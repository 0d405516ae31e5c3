import { closeSync, fsyncSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { cannot } from '#errors.ts'
import { removeIfPossible } from '../file/folders.ts'
import { makeFolder, notSynced, rename } from '../file/fsync.ts'
import { openUnfinished } from '../file/unfinished.ts'

/**
 * Writes a small file of a laptop beside its book, for the user alone, so that it is there whole or as it was.
 * @param bookPath the book, beside which a leftover is known by its name
 * @throws cannot, when the disk does not take it; then it is as it was
 */
export function writeWhole(bookPath: string, target: string, text: string): void {
  try {
    makeFolder(dirname(target))
    const { path: unfinished, file } = openUnfinished(bookPath)
    try {
      writeSync(file, text)
      fsyncSync(file)
      rename(unfinished, target)
    } finally {
      closeSync(file)
      removeIfPossible(unfinished)
    }
    notSynced(dirname(target))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw cannot(`${target} could not be written (${code}).`, `Make room, or check who may write there.`)
  }
}
