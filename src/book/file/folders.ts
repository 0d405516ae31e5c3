import { readdirSync, readFileSync, rmSync } from 'node:fs'

/** The answer of a look at the disk, or of some work there that nothing depends on; null where it fails. */
export function ifPossible<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** The names in a folder; none where it is not there, or may not be looked at. */
export const filesIn = (folder: string): string[] => ifPossible(() => readdirSync(folder)) ?? []

/**
 * Deletes a leftover of some work, and hides no error of that work behind one of its own: a user who may not delete here keeps
 * more than is needed, and `cl doctor` says how much.
 */
export function removeIfPossible(path: string): void {
  ifPossible(() => rmSync(path, { force: true }))
}

/** The text of a file; null where there is none, or it may not be read. */
export const textIn = (path: string): string | null => ifPossible(() => readFileSync(path, 'utf8'))
