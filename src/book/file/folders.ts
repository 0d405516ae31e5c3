import { readdirSync, readFileSync, rmSync } from 'node:fs'

/** The names in a folder; none where it is not there, or may not be looked at. */
export const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Deletes a leftover of some work, and hides no error of that work behind one of its own. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // A user who may not delete here keeps more than is needed, and cl doctor says how much.
  }
}

/** The text of a file; null where there is none, or it may not be read. */
export function textIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
