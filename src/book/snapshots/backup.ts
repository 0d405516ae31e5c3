import { closeSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Day } from '#domain/days/day.ts'
import { byBackup } from '#domain/shop/retention.ts'
import { cannot } from '#errors.ts'
import { word } from '#hints.ts'
import { fileAt, journalSize } from '../file/header.ts'
import { linkFollowed, usablePath } from '../file/paths.ts'
import { notWritten, thereAlready } from '../file/trouble.ts'
import { noteElsewhere, openUnfinished, publishBegun, removeBegun } from '../file/unfinished.ts'
import { type Copying, type Taken, takeSnapshot } from './snapshots.ts'

/** A file is replaced only by `force`; null is a backup among the snapshots. */
export type Target = { file: string; force: boolean } | null

/**
 * The file is there only once it is whole. To be called within a transaction of the book.
 * @throws cannot, when there is a file already and `force` is not set, or the copy could not be made
 */
export async function backUp(copying: Copying, bookPath: string, target: Target, today: Day): Promise<Taken> {
  if (target === null) return takeSnapshot(copying, bookPath, today, byBackup)
  const file = linkFollowed(usablePath(target.file, 'The name of the file', 'As in: cl backup copy.db'), elseName)
  let begun: ReturnType<typeof openUnfinished> | undefined
  try {
    checkTarget(file, target.force, bookPath)
    begun = openUnfinished(file, (path) => noteElsewhere(bookPath, path))
    closeSync(begun.file)
    await copying(begun.path)
    publishBegun(begun, file, { replaces: target.force })
  } catch (error) {
    throw notWritten(file, error, begun ? removeBegun(begun) : [])
  }
  return { path: file, size: statSync(file).size }
}

const elseName = 'choose another name for the copy'

function checkTarget(file: string, force: boolean, bookPath: string): void {
  const book = file.replace(/-journal$/, '')
  if (book !== file && fileAt(book) !== undefined)
    throw cannot(`${file} belongs to ${book}.`, 'Choose another name for the copy.')
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) return
  if (found.isDirectory())
    throw cannot(
      `${file} is a folder.`,
      (quote) => `Name a file in it: cl backup ${word(`${file}/${basename(bookPath)}`, quote)}`,
    )
  if (!found.isFile()) throw cannot(`${file} is not a file.`, 'Choose the name of a file, such as backup.db.')
  if (fileAt(file) === fileAt(bookPath))
    throw cannot(`${file} is the book itself.`, 'Choose another name for the copy.')
  if (!force) throw thereAlready(file)
  if (journalSize(file) > 0) {
    throw cannot(
      `${file} cannot be replaced: the file ${file}-journal beside it says that a program is writing to it.`,
      'Choose another name for the copy.',
    )
  }
}
