import { closeSync, fsyncSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { cannot } from '#errors.ts'
import { makeFolder, notSynced, rename } from '../file/fsync.ts'
import { urlPath } from '../file/paths.ts'
import { removeIfPossible } from '../file/snapshot-files.ts'
import { openUnfinished } from '../file/unfinished.ts'

/**
 * Says beside a book’s file that the book is on a server.
 * @param address without a password
 * @throws cannot, when the disk does not take it; then nothing is said there
 */
export function keepAddress(path: string, address: string): void {
  const target = urlPath(path)
  try {
    makeFolder(dirname(target))
    const { path: unfinished, file } = openUnfinished(target)
    try {
      writeSync(file, `${address}\n`)
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
