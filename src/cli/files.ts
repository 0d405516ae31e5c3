import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { makeFolder, notSynced, rename } from '#book/file/fsync.ts'
import { linkFollowed, usablePath } from '#book/file/paths.ts'
import { maybeThere, nameTooLong } from '#book/file/trouble.ts'
import { leftText, type Noting, openUnfinished, removeBegun } from '#book/file/unfinished.ts'
import { cannot, codeOf, isOfSystem } from '#errors.ts'

/** Bytes that are written or read at once, and that a spool holds in memory before it makes a file. */
const handful = 1 << 20

function writeAll(file: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** Text, or the bytes of a workbook, on its way into a file: under a temporary name beside it until all is on the disk. */
export class Draft {
  readonly #path: string
  #begun: ReturnType<typeof openUnfinished> | undefined
  #file: number | undefined

  /**
   * @param path the file, or a link to it, which stays
   * @throws cannot, when there is a file already and `force` is not set, or none can be made
   */
  constructor(path: string, force: boolean, noting: Noting) {
    usablePath(path, 'The name of the file', 'Give it one, such as report.csv.')
    this.#path = linkFollowed(path, 'choose another name')
    refuseTaken(this.#path, force)
    this.#attempt(() => {
      this.#begun = openUnfinished(this.#path, noting)
      this.#file = this.#begun.file
    })
  }

  add(content: string | Uint8Array): void {
    this.#attempt((file) => writeAll(file, content))
  }

  publish(): void {
    this.#attempt((file) => {
      fsyncSync(file)
      this.#close()
      if (this.#begun) rename(this.#begun.path, this.#path)
    })
    this.discard() // the note alone
    const notOnDisk = notSynced(dirname(resolve(this.#path)))
    if (notOnDisk !== null) throw maybeThere(this.#path, notOnDisk)
  }

  /** Deletes the file under its temporary name, if any. @returns the paths that the disk did not let be deleted */
  discard(): string[] {
    this.#close()
    return this.#begun ? removeBegun(this.#begun) : []
  }

  #close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #attempt(work: (file: number) => void): void {
    try {
      work(this.#file ?? -1)
    } catch (error) {
      throw explained(error, this.#path, this.discard())
    }
  }
}

/** The first bytes of each database, and so of each book and each snapshot of one. */
const database = Buffer.from('SQLite format 3\0')

function refuseTaken(path: string, force: boolean): void {
  const book = path.replace(/-journal$/, '')
  if (book !== path && beginsWith(book, database))
    throw cannot(`${path} belongs to ${book}: it is never replaced.`, 'Choose another name.')
  if (!existsSync(path)) return
  if (!statSync(path).isFile()) throw cannot(`${path} is not a file.`, 'Choose the name of a file, such as report.csv.')
  if (beginsWith(path, database))
    throw cannot(`${path} is a book, or another database: it is never replaced.`, 'Choose another name.')
  if (!force)
    throw cannot(
      `${path} is there already, and was left as it is.`,
      'Choose another name, or add --force to replace it.',
    )
}

function explained(error: unknown, path: string, left: string[]): unknown {
  if (!isOfSystem(error)) return error
  const { code } = error
  if (code === 'ENOENT')
    return cannot(`There is no folder to write ${path} in.`, 'Make the folder first, or choose another.')
  if (code === 'ENAMETOOLONG') return nameTooLong(path)
  return cannot(
    `${path} could not be written (${code}).${leftText(left)}`,
    'Choose another place, or make room on the disk.',
  )
}

/** Text on its way to a slow reader: a text too long for memory waits in a file that has no name. */
export class Spool {
  readonly #print: (text: string) => void
  #held = ''
  #file: number | undefined

  constructor(print: (text: string) => void) {
    this.#print = print
  }

  add(content: string | Uint8Array): void {
    this.#held += typeof content === 'string' ? content : new TextDecoder().decode(content)
    if (this.#held.length < handful) return
    this.#file ??= namelessFile()
    writeAll(this.#file, this.#held)
    this.#held = ''
  }

  publish(): void {
    try {
      if (this.#file !== undefined) this.#printFile(this.#file)
      this.#print(this.#held)
    } finally {
      this.discard()
    }
  }

  discard(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #printFile(file: number): void {
    const bytes = Buffer.alloc(handful)
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    for (let at = 0; ; ) {
      const length = readSync(file, bytes, 0, bytes.length, at)
      if (length === 0) return
      this.#print(decoder.decode(bytes.subarray(0, length), { stream: true }))
      at += length
    }
  }
}

/** A file that is gone as soon as it is closed, whatever happens. */
function namelessFile(): number {
  const path = join(tmpdir(), `cl-${process.pid}-${process.hrtime.bigint()}`)
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}

/** True when there is a file that begins with these bytes. */
export function beginsWith(path: string, bytes: Buffer): boolean {
  let file: number | undefined
  try {
    if (!statSync(path).isFile()) return false // a pipe would be waited for
    file = openSync(path, 'r')
    const found = Buffer.alloc(bytes.length)
    return readSync(file, found, 0, found.length, 0) === bytes.length && found.equals(bytes)
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** A path as it is from any folder. */
export const wholePath = (path: string): string => resolve(path)

/** True when there is a file that can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Makes the folder that a file is to be in. @throws cannot, when it cannot be made */
export function makeFolderOf(path: string): void {
  try {
    makeFolder(dirname(path))
  } catch (error) {
    throw cannot(`The folder of ${path} could not be made (${codeOf(error)}).`, 'See who may write there.')
  }
}

/** Removes a file. @returns true when it was there */
export function removeFile(path: string): boolean {
  const isThere = existsSync(path)
  rmSync(path, { force: true })
  return isThere
}
