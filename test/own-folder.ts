import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders: string[] = []

/** A folder of the test's own, gone when its file's tests are over. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cl-test-'))
  folders.push(folder)
  return folder
}

/** Removes the folders of the tests so far. */
export function removeOwnFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
