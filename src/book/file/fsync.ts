import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { codeOf, messageOf } from '#errors.ts'

export const syncFile = (path: string): void => sync(path, 'r+')

/**
 * The folder, and missing ones above it, are for the user alone, and their names on the disk. Each is made by itself: Node’s way to
 * make all of them tries for ever where the system finds no parent, as in /proc.
 * @throws the error of the system, where it cannot be made
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder)
  if (isFolder(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) === 'EEXIST' && isFolder(path)) return
    throw error
  }
  notSynced(dirname(path))
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Windows has no way to ask for that. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') sync(path, 'r')
}

/** Waits until the new name of a file is on the disk. @returns the error of a disk that would not say so, or null */
export function notSynced(folder: string): string | null {
  try {
    syncFolder(folder)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

function sync(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const waiting = new Int32Array(new SharedArrayBuffer(4))
/** Windows has these codes for a file that another program has open: a scanner, or one that keeps folders in step. */
const held = ['EPERM', 'EBUSY', 'EACCES']
/** Milliseconds to wait before each further try: a second in all. */
const pauses = [10, 20, 40, 80, 150, 300, 400]

/**
 * Windows is asked again for up to a second while another program has the file open.
 * @param options the platform, and the functions that rename and wait
 * @throws the error of the last try
 */
export function rename(
  from: string,
  to: string,
  {
    platform = process.platform,
    move = renameSync,
    wait = (ms: number): unknown => Atomics.wait(waiting, 0, 0, ms),
  }: { platform?: NodeJS.Platform; move?: typeof renameSync; wait?: (ms: number) => unknown } = {},
): void {
  for (const pause of platform === 'win32' ? pauses : []) {
    try {
      move(from, to)
      return
    } catch (error) {
      if (!held.includes(codeOf(error))) throw error
      wait(pause)
    }
  }
  move(from, to)
}

/** False when the name is taken by now. @throws the error of the system */
export function publish(unfinished: string, path: string): boolean {
  try {
    linkSync(unfinished, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (existsSync(path)) return false
    // File systems without hard links, such as those of memory cards.
    rename(unfinished, path)
    return true
  }
}
