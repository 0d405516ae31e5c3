import { closeSync, openSync, readSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeAll } from './files.ts'

/** Bytes that are read at once, and that are held in memory before a file is made. */
const handful = 1 << 20

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
