import { closeSync, existsSync, fsyncSync, statSync } from 'node:fs'
import { magic } from '#book/file/header.ts'
import { linkFollowed, usablePath } from '#book/file/paths.ts'
import { notWritten, thereAlready } from '#book/file/trouble.ts'
import { type Noting, openUnfinished, publishBegun, removeBegun } from '#book/file/unfinished.ts'
import { cannot } from '#errors.ts'
import { beginsWith, writeAll } from './files.ts'

/** A file under a temporary name until all of it is on the disk. */
export class Draft {
  readonly #path: string
  #begun: ReturnType<typeof openUnfinished> | undefined
  #file: number | undefined

  /**
   * @param path the file, or a link to it, which stays
   * @throws cannot, when there is a file already and `force` is not set, or none can be made
   */
  constructor(path: string, { force, noting }: { force: boolean; noting: Noting }) {
    usablePath(path, 'The name of the file', 'Give it one, such as report.csv.')
    this.#path = linkFollowed(path, 'choose another name')
    refuseTaken(this.#path)
    if (!force && existsSync(this.#path)) throw thereAlready(this.#path)
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
      if (this.#begun) publishBegun(this.#begun, this.#path, { replaces: true })
    })
  }

  /** @returns the paths that the disk did not let be deleted */
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
      throw notWritten(this.#path, error, this.discard())
    }
  }
}

/** @throws cannot, for a book, a part of one, and a folder */
function refuseTaken(path: string): void {
  const book = path.replace(/-journal$/, '')
  if (book !== path && beginsWith(book, Buffer.from(magic)))
    throw cannot(`${path} belongs to ${book}: it is never replaced.`, 'Choose another name.')
  if (!existsSync(path)) return
  if (!statSync(path).isFile()) throw cannot(`${path} is not a file.`, 'Choose the name of a file, such as report.csv.')
  if (beginsWith(path, Buffer.from(magic)))
    throw cannot(`${path} is a book, or another database: it is never replaced.`, 'Choose another name.')
}
