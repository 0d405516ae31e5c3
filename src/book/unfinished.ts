import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'

/** What is random in a name: eight letters and digits. */
const randomPart = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, '0')

/**
 * Opens an empty file for the user alone, under a name that was nobody’s: numbers of processes come again, and what is there
 * already may be somebody’s unfinished book, or a link that was planted.
 * @param start what its name begins with; the number of this process follows, by which a leftover is known
 */
function openAnew(start: string, ending: string): { path: string; file: number } {
  for (;;) {
    const path = `${start}.${process.pid}-${randomPart()}${ending}`
    try {
      return { path, file: openSync(path, 'wx', 0o600) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Opens what is to get the name `path` once it is whole. */
export const openUnfinished = (path: string) => openAnew(path, '.new')

/** Makes what is to get the name `path` once it is whole. @returns where it is until then */
export const unfinishedBeside = (path: string): string => closed(openUnfinished(path))

/** Makes what is to become a snapshot in a folder. @returns where it is until then */
export const unfinishedIn = (folder: string): string => closed(openAnew(join(folder, 'unfinished'), ''))

function closed({ path, file }: { path: string; file: number }): string {
  closeSync(file)
  return path
}
