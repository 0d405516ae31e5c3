import { fstatSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { wrongUsage } from './errors.ts'

/** Where text goes: a terminal, a pipe or a file. */
export type Sink = {
  write(text: string): void
  isTerminal: boolean
  /** Width in columns; undefined where nobody knows. */
  columns: number | undefined
}

/** Everything outside the program that it may meet; the only way to it. */
export type World = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home(): string
  now(): Date
  stdout: Sink
  stderr: Sink
  stdinIsTerminal: boolean
  readStdin(): Promise<string>
}

const waiting = new Int32Array(new SharedArrayBuffer(4))

/** Writes all of a text to a file descriptor before it returns, however slowly the other side reads. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(waiting, 0, 0, 5)
    }
  }
}

// Asking the stream itself would load Node's network code, which a pipe has no use for.
function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false
  } catch {
    return false
  }
  return [process.stdin, process.stdout, process.stderr][descriptor]?.isTTY === true
}

const sink = (descriptor: 1 | 2): Sink => ({
  write: (text) => writeAll(descriptor, text),
  get isTerminal() {
    return isTerminal(descriptor)
  },
  get columns() {
    return isTerminal(descriptor) ? (descriptor === 1 ? process.stdout : process.stderr).columns : undefined
  },
})

async function readStdin(): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw wrongUsage('What came in on the standard input is not UTF-8 text.', 'Save it as UTF-8, and try again.')
  }
}

/** The world of this process. */
export const processWorld = (): World => ({
  env: process.env,
  platform: process.platform,
  home: () => {
    try {
      return homedir()
    } catch {
      return '' // a user whom the system does not know
    }
  },
  now: () => new Date(),
  stdout: sink(1),
  stderr: sink(2),
  get stdinIsTerminal() {
    return isTerminal(0)
  },
  readStdin,
})
