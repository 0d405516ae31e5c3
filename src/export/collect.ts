import { closeSync, openSync, readSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeAll } from '#cli/files.ts'
import type { Output } from '#cli/output.ts'

/**
 * Takes in a long text without ever holding all of it, while this is awaited, as within the reading of a book.
 * @param parts text; or bytes, for a file
 * @param path undefined for standard output
 * @returns gives the text to a reader, who may be slow; or its name to the file
 * @throws cannot, when there is a file already and `force` is not set, or the disk does not take it
 */
export async function collect(
  out: Output,
  parts: AsyncIterable<string | Uint8Array>,
  path: string | undefined,
  force: boolean,
): Promise<() => void> {
  const draft = path === undefined ? new Spool((text) => out.printData(text)) : out.draft(path, '', { force })
  try {
    let length = 0
    for await (const part of parts) {
      draft.add(part)
      length += part.length
      await out.progress.tell(`Writing ${path ?? ''}`.trim(), length, null)
    }
    out.progress.clear()
  } catch (error) {
    draft.discard()
    throw error
  }
  return () => draft.publish()
}

/** Bytes that are read at once, and that are held in memory before a file is made. */
const handful = 1 << 20

/** A text too long for memory waits for a slow reader in a file that has no name. */
class Spool {
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
