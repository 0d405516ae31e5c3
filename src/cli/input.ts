import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { usablePath } from '#book/file/paths.ts'
import { cannot, codeOf, isOfSystem } from '#errors.ts'

/** `size` is in bytes. */
export type InputFile = { name: string; size: number; bytes(): AsyncIterable<Uint8Array> }

/** Bytes: an input that can only be read once is kept in memory. */
const longestInput = 50_000_000

/** @throws cannot, when it is too long */
export const inputOfStdin = (): Promise<InputFile> =>
  inputAtOnce('standard input', 'The standard input', process.stdin as AsyncIterable<Uint8Array>)

async function inputAtOnce(name: string, said: string, from: AsyncIterable<Uint8Array>): Promise<InputFile> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of from) {
    parts.push(part)
    size += part.length
    if (size > longestInput) throw cannot(`${said} is longer than 50 MB.`, 'Write it into a file, and name the file.')
  }
  return inputOf(name, Buffer.concat(parts))
}

export const inputOf = (name: string, bytes: Uint8Array): InputFile => ({
  name,
  size: bytes.length,
  async *bytes() {
    yield bytes
  },
})

const troubles: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder, not a file',
  ENAMETOOLONG: 'is too long for a name',
}

const unreadable = (path: string, error: unknown) => {
  const code = codeOf(error)
  return cannot(`${path} ${troubles[code] ?? `cannot be read (${code})`}.`, 'Check its name, and who may read it.')
}

/** A mailbox may be a folder: Apple Mail exports one with the mail in a file of it; a Maildir has a file for each message. */
function folder(path: string) {
  const [mailbox, read, unread] = ['mbox', 'cur', 'new'].map((name) => join(path, name)) as [string, string, string]
  const messages = [read, unread].filter((each) => existsSync(each) && readdirSync(each).length > 0)
  const hint = existsSync(mailbox)
    ? `Its mail is in a file of it: name ${mailbox}`
    : messages.length > 0
      ? `Its mail is in files of it: cl import ${messages.map((each) => `${each}/*`).join(' ')}`
      : 'Name the files in it.'
  return cannot(`${path} is a folder, not a file.`, hint)
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>
  } catch (error) {
    throw isOfSystem(error) ? unreadable(path, error) : error
  }
}

/** @throws cannot, for a folder or a path that cannot be read; wrong usage, for a name that no file can have */
export async function openInput(path: string): Promise<InputFile> {
  usablePath(path, 'The name of the file', 'Name a file that is there.')
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) throw folder(path)
    // A pipe of a shell can be read only once, so it is read now.
    if (!stats.isFile()) return await inputAtOnce(path, path, bytesOf(path))
    return { name: path, size: stats.size, bytes: () => bytesOf(path) }
  } catch (error) {
    throw isOfSystem(error) ? unreadable(path, error) : error
  }
}
