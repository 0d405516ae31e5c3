import { statSync } from 'node:fs'

/** What a database may have beside it, and would take for its own if another file were put in its place. */
export const besides = ['-journal', '-wal', '-shm']

/** Whether there is a file, with anything in it. */
export const isThere = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
