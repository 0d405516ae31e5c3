import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project’s folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Makes `to` a copy of the folder `from`, and removes its old contents. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
}

/** The files in a folder and in the ones below it, as paths from there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** A digest of files, by their names and what is in them. */
export function digestOf(files: Iterable<[string, Buffer]>): string {
  const hash = createHash('sha256')
  for (const [name, bytes] of files) hash.update(`\0${name}\0`).update(bytes)
  return hash.digest('hex')
}

/** A digest of all files in a folder. */
export const digestOfFolder = (folder: string): string =>
  digestOf(filesBelow(folder).map((name) => [name, readFileSync(join(folder, name))]))
