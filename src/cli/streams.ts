import { fstatSync, statSync, writeSync } from 'node:fs'
import { codeOf } from '#errors.ts'
import type { Room } from '#views/text.ts'

export type Sink = {
  write(text: string): void
  isTerminal: boolean
  /** Undefined where the width is not known. */
  columns: number | undefined
  /** Undefined where the height is not known. */
  rows?: number | undefined
}

/** A pipe has room for a line of any length. */
export function roomOf({ isTerminal, columns }: Sink): Room {
  const width = (isTerminal && columns) || Number.POSITIVE_INFINITY
  return { width, tableWidth: width }
}

const waiting = new Int32Array(new SharedArrayBuffer(4))

/** All is written before it returns, however slowly the other side reads. */
function writeAll(descriptor: number, text: string): void {
  // Most texts go out at once, and the first buffer takes Node a third of a millisecond.
  const written = writtenBy(() => writeSync(descriptor, text))
  if (written === Buffer.byteLength(text)) return
  let rest = Buffer.from(text).subarray(written)
  while (rest.length > 0) rest = rest.subarray(writtenBy(() => writeSync(descriptor, rest)))
}

/** Nothing is written where the other side had to be given time to read. */
function writtenBy(write: () => number): number {
  try {
    return write()
  } catch (error) {
    if (codeOf(error) !== 'EAGAIN') throw error
    Atomics.wait(waiting, 0, 0, 5)
    return 0
  }
}

// Each stream is made when it is asked for: the making takes time.
const streams = { 0: () => process.stdin, 1: () => process.stdout, 2: () => process.stderr }

// The stream itself, when asked, would load Node's code for streams and networks, which a pipe and `/dev/null` have no use for.
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const found = fstatSync(descriptor)
    // Windows numbers no device.
    if (!found.isCharacterDevice() || (found.rdev !== 0 && found.rdev === statSync('/dev/null').rdev)) return false
  } catch {
    return false
  }
  return streams[descriptor]().isTTY === true
}

/**
 * All is written before it returns. A console of Windows gets text, which it shows in whatever code page it has: bytes would be
 * taken for letters of that page.
 */
export function writeText(
  text: string,
  {
    platform,
    isTerminal,
    stream,
    bytes,
  }: {
    platform: NodeJS.Platform
    isTerminal: () => boolean
    stream: () => { write(text: string): unknown }
    bytes: (text: string) => void
  },
): void {
  if (platform === 'win32' && isTerminal()) stream().write(text)
  else bytes(text)
}

export const sink = (descriptor: 1 | 2): Sink => ({
  write: (text) =>
    writeText(text, {
      platform: process.platform,
      isTerminal: () => isTerminal(descriptor),
      stream: streams[descriptor],
      bytes: (all) => writeAll(descriptor, all),
    }),
  get isTerminal() {
    return isTerminal(descriptor)
  },
  get rows() {
    return isTerminal(descriptor) ? streams[descriptor]().rows : undefined
  },
  get columns() {
    return isTerminal(descriptor) ? streams[descriptor]().columns : undefined
  },
})
